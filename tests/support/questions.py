"""Questions as tests ask them."""

from __future__ import annotations

from layerlab.protocol.inputs import Pixels, Sample
from layerlab.protocol.queries import Aspect, Show


def of_sample(index: int, *aspects: Aspect, role: str = "") -> Show:
    """About a sample of the test set; without aspects, about what every node gives."""
    return Show(role=role, input=Sample(index=index), of=aspects or ("outputs",))


def of_drawing(pixels: bytes, *aspects: Aspect) -> Show:
    """The same about an image from outside."""
    return Show(input=Pixels(pixels=pixels), of=aspects or ("outputs",))

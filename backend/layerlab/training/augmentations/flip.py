"""A random flip."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.training.augmentations.base import Augmentation, Probability


class Flip(Augmentation):
    """Mirrors some images, left for right. Nothing for letters and digits: a mirrored 2 is no 2.

    Source: Krizhevsky, Sutskever and Hinton 2012.
    """

    function: ClassVar[str] = "flip"
    draws: ClassVar[int] = 1

    kind: Literal["flip"] = "flip"
    probability: Probability = 0.5
    """Share of the images that are mirrored."""

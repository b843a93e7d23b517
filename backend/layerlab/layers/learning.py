"""How fast a layer learns, beside the others of its network."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.kit.values import Shape

RATE = "rate"
"""The field that says so, of a layer with weights and of the use of a block."""
LEARNS = {RATE: RATE}
"""As such a layer declares it: it can change in mid-run, and lands in the layer's group of the optimizer."""

RateFactor = Annotated[float, Field(ge=0, le=1_000)]
"""What the learning rate is multiplied by; 0 freezes."""


def with_bias(weight: Shape, bias: bool) -> dict[str, Shape]:
    """The shapes of a weight whose first side counts the units, and of a number for each of them."""
    return {"weight": weight} | ({"bias": weight[:1]} if bias else {})


def scale_and_shift(sides: Shape, affine: bool) -> dict[str, Shape]:
    """The shapes of γ and β, where they are learnt."""
    return {"weight": sides, "bias": sides} if affine else {}

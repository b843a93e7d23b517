"""Hard sigmoid."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Hardsigmoid(Activation):
    """A sigmoid made of three straight lines, which costs no exponential.

    Shape: any -> the same
    Source: Courbariaux, Bengio and David 2015; `torch.nn.Hardsigmoid`.
    """

    target: ClassVar[str] = "nn.Hardsigmoid"
    formula: ClassVar[str] = "y = min(max(0, x / 6 + 1/2), 1)"

    kind: Literal["hardsigmoid"] = "hardsigmoid"

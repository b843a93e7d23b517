"""Mish."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Mish(Activation):
    """Like SiLU a smooth ReLU that dips a little below 0, by tanh of softplus.

    Shape: any -> the same
    Source: Misra 2019; `torch.nn.Mish`.
    """

    target: ClassVar[str] = "nn.Mish"
    formula: ClassVar[str] = "y = x · tanh(ln(1 + eˣ))"

    kind: Literal["mish"] = "mish"

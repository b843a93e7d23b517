"""Sigmoid."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Sigmoid(Activation):
    """Bends each value between 0 and 1: a chance, or how far a gate is open.

    Shape: any -> the same
    Source: Rumelhart, Hinton and Williams 1986; `torch.nn.Sigmoid`.
    """

    target: ClassVar[str] = "nn.Sigmoid"
    formula: ClassVar[str] = "y = 1 / (1 + e⁻ˣ)"

    kind: Literal["sigmoid"] = "sigmoid"

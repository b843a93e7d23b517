"""Tanh."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Tanh(Activation):
    """Bends every value into the range from −1 to 1.

    Shape: any -> the same
    Source: LeCun et al. 1998 (LeNet-5); `torch.nn.Tanh`.
    """

    target: ClassVar[str] = "nn.Tanh"
    formula: ClassVar[str] = "y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)"

    kind: Literal["tanh"] = "tanh"

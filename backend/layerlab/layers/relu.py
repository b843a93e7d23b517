"""ReLU."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Relu(Activation):
    """Lets positive values through and sets negative ones to 0.

    Shape: any -> the same
    Source: Fukushima 1969; Nair and Hinton 2010; `torch.nn.ReLU`.
    """

    target: ClassVar[str] = "nn.ReLU"
    formula: ClassVar[str] = "y = max(0, x)"

    kind: Literal["relu"] = "relu"

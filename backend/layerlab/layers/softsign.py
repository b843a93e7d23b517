"""Softsign."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Softsign(Activation):
    """Bends each value between −1 and 1 like tanh, but comes to the ends far more slowly.

    Shape: any -> the same
    Source: Bergstra et al. 2009; `torch.nn.Softsign`.
    """

    target: ClassVar[str] = "nn.Softsign"
    formula: ClassVar[str] = "y = x / (1 + |x|)"

    kind: Literal["softsign"] = "softsign"

"""SELU."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Selu(Activation):
    """An ELU with two fixed numbers that bring the values to mean 0 and deviation 1 as they pass many layers.

    Shape: any -> the same
    Source: Klambauer et al. 2017; `torch.nn.SELU`.
    """

    target: ClassVar[str] = "nn.SELU"
    formula: ClassVar[str] = "y = 1.0507 · x above 0, 1.0507 · 1.6733 · (eˣ − 1) below"

    kind: Literal["selu"] = "selu"

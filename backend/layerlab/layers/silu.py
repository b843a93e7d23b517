"""SiLU."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Silu(Activation):
    """Lets a value through as far as its own sigmoid says; also called swish.

    Shape: any -> the same
    Source: Elfwing, Uchibe and Doya 2018; Ramachandran, Zoph and Le 2017; `torch.nn.SiLU`.
    """

    target: ClassVar[str] = "nn.SiLU"
    formula: ClassVar[str] = "y = x · σ(x)"

    kind: Literal["silu"] = "silu"

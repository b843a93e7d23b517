"""ELU."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.activation import Activation


class Elu(Activation):
    """Lets positive values through and bends negative ones smoothly towards −α, so that the mean stays near 0.

    Shape: any -> the same
    Source: Clevert, Unterthiner and Hochreiter 2016; `torch.nn.ELU`.
    """

    target: ClassVar[str] = "nn.ELU"
    formula: ClassVar[str] = "y = x above 0, α · (eˣ − 1) below"
    worked: ClassVar[str] = "y = x above 0, {alpha} · (eˣ − 1) below"

    kind: Literal["elu"] = "elu"
    alpha: Annotated[float, Field(ge=0, le=100)] = 1.0
    """How far below 0 it can go."""

"""Softplus."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.activation import Activation


class Softplus(Activation):
    """A ReLU without the corner: always above 0, and its slope is a sigmoid.

    Shape: any -> the same
    Source: Dugas et al. 2001; `torch.nn.Softplus`.
    """

    target: ClassVar[str] = "nn.Softplus"
    formula: ClassVar[str] = "y = ln(1 + exp(β · x)) / β"
    worked: ClassVar[str] = "y = ln(1 + exp({beta} · x)) / {beta}"

    kind: Literal["softplus"] = "softplus"
    beta: Annotated[float, Field(gt=0, le=100)] = 1.0
    """How sharp the bend is; the larger, the more it is a ReLU."""

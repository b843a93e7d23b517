"""CELU."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.activation import Activation


class Celu(Activation):
    """An ELU whose bend has no corner at 0, whatever α is.

    Shape: any -> the same
    Source: Barron 2017; `torch.nn.CELU`.
    """

    target: ClassVar[str] = "nn.CELU"
    formula: ClassVar[str] = "y = max(0, x) + min(0, α · (exp(x / α) − 1))"
    worked: ClassVar[str] = "y = max(0, x) + min(0, {alpha} · (exp(x / {alpha}) − 1))"

    kind: Literal["celu"] = "celu"
    alpha: Annotated[float, Field(gt=0, le=100)] = 1.0
    """How far below 0 it can go."""

"""Leaky ReLU."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.activation import Activation


class LeakyRelu(Activation):
    """Lets positive values through and a small share of negative ones, so that no unit falls silent for good.

    Shape: any -> the same
    Source: Maas, Hannun and Ng 2013; `torch.nn.LeakyReLU`.
    """

    target: ClassVar[str] = "nn.LeakyReLU"
    formula: ClassVar[str] = "y = x above 0, slope · x below"
    worked: ClassVar[str] = "y = x above 0, {negative_slope} · x below"

    kind: Literal["leaky_relu"] = "leaky_relu"
    negative_slope: Annotated[float, Field(ge=0, le=1)] = 0.01
    """Share of a negative value that passes."""

"""Gaussian noise."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer


class Noise(Layer):
    """Adds random numbers while training, so that small differences of the input decide nothing.

    Shape: any -> the same
    Source: Bishop 1995.
    """

    family: ClassVar[Family] = "norm"
    bead: ClassVar[bool] = True
    draws: ClassVar[bool] = True
    live_fields: ClassVar[dict[str, str]] = {"std": "std"}
    formula: ClassVar[str] = (
        "training: y = x + std · ε, ε drawn anew from the normal distribution;  test: y = x"
    )
    worked: ClassVar[str] = "y = x + {std} · ε"

    kind: Literal["noise"] = "noise"
    std: Annotated[float, Field(ge=0, le=1_000)] = 0.1
    """How large the noise is: its standard deviation."""

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("Noise", {"std": self.std}, positional=1)

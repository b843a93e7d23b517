"""Hard tanh."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.layers.activation import Activation
from layerlab.layers.base import Given


class Hardtanh(Activation):
    """Lets values through as they are and stops them at a bound on either side.

    Shape: any -> the same
    Source: Collobert 2004; `torch.nn.Hardtanh`.
    """

    formula: ClassVar[str] = "y = min(max(−bound, x), bound)"
    worked: ClassVar[str] = "y = min(max(−{bound}, x), {bound})"

    kind: Literal["hardtanh"] = "hardtanh"
    bound: Annotated[float, Field(gt=0, le=1_000_000)] = 1.0
    """How far a value can go from 0."""

    def call(self, given: Given) -> Call:
        return Call(
            "nn.Hardtanh",
            {"min_val": -self.bound, "max_val": self.bound},
            defaults={"min_val": -1.0, "max_val": 1.0},
        )

"""Positional encoding."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Length, Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor


class PositionalEncoding(Layer):
    """Adds to each step where it stands: attention by itself can't tell the first step from the last.

    Shape: (N, T, features) -> the same
    Source: Vaswani et al. 2017 (waves); Gehring et al. 2017 (learnt).
    Raises: positions_too_few.
    """

    family: ClassVar[Family] = "linear"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("sequence",)),)
    formula: ClassVar[str] = "y = x + p(step);  waves: sin and cos of step / 10000^(2i / features)"
    worked: ClassVar[str] = "p: {in_features} numbers for each step"

    kind: Literal["positional_encoding"] = "positional_encoding"
    encoding: Literal["sinusoidal", "learnt"] = "sinusoidal"
    """Waves of many lengths, for sequences of any length; or numbers of its own for each place, which are learned."""
    positions: Annotated[
        int, Field(ge=1, le=65_536, json_schema_extra={"shown_with": {"encoding": ["learnt"]}})
    ] = 512
    """How many places it can learn: no sequence may be longer."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    @property
    def reads_on(self) -> bool:
        return False

    def infer(self, given: Given) -> Value:
        side = given.one.sides[0]
        longest = (side.most or side.usual) if isinstance(side, Length) else side
        if self.encoding == "learnt" and longest > self.positions:
            raise ShapeError("positions_too_few", "positions", positions=self.positions, steps=longest)
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        learnt = self.positions * given.one.shape[1] if self.encoding == "learnt" else 0
        return Cost(parameters=learnt, flops=given.one.count())

    def weights(self, given: Given) -> dict[str, Shape]:
        return {"weight": (self.positions, given.one.shape[1])} if self.encoding == "learnt" else {}

    def call(self, given: Given) -> Call:
        learnt = {"positions": self.positions} if self.encoding == "learnt" else {}
        return Call(
            "PositionalEncoding",
            {"features": given.one.shape[1], "encoding": self.encoding, **learnt},
            positional=1,
            defaults={"encoding": "sinusoidal"},
        )

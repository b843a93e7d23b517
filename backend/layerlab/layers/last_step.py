"""Last step."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.layers.base import Given
from layerlab.layers.over_time import OverTime


class LastStep(OverTime):
    """Keeps the last step alone: after a recurrent layer, what it thinks once it has read everything.

    Shape: (N, T, features) -> (N, features)
    Source: Elman 1990 (the state after the last input).
    """

    target: ClassVar[str] = "LastStep"
    formula: ClassVar[str] = "y = x of step T"

    kind: Literal["last_step"] = "last_step"
    both_ways: bool = False
    """Of a layer that reads both ways: takes the second half of the features from the first step, where the way back
    ends."""

    def call(self, given: Given) -> Call:
        return Call(self.target, {"both_ways": self.both_ways}, defaults={"both_ways": False})

"""PReLU."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.activation import Activation
from layerlab.layers.base import Cost, Given, Port


class Prelu(Activation):
    """A leaky ReLU that learns how much of a negative value it lets through.

    Shape: (N, features) -> the same; (N, C, H, W) -> the same, a slope for each C
    Source: He et al. 2015; `torch.nn.PReLU`.
    """

    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    bead: ClassVar[bool] = False
    formula: ClassVar[str] = "y = x above 0, a · x below; a is learned"

    kind: Literal["prelu"] = "prelu"
    per_channel: bool = True
    """Learns a slope for each channel or feature; otherwise one for all."""
    init: Annotated[float, Field(ge=-100, le=100)] = 0.25
    """The slope to begin with."""

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=self._slopes(given))

    def call(self, given: Given) -> Call:
        return Call(
            "nn.PReLU",
            {"num_parameters": self._slopes(given), "init": self.init},
            positional=1,
            defaults={"init": 0.25},
        )

    def _slopes(self, given: Given) -> int:
        return given.one.shape[0] if self.per_channel else 1

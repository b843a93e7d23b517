"""PReLU."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.activation import Activation
from layerlab.layers.base import Cost, Given, Port
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor


class Prelu(Activation):
    """A leaky ReLU that learns how much of a negative value it lets through.

    Shape: (N, features) -> the same; (N, C, H, W) -> the same, a slope for each C
    Source: He et al. 2015; `torch.nn.PReLU`.
    """

    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    bead: ClassVar[bool] = False
    live_fields: ClassVar[dict[str, str]] = LEARNS
    formula: ClassVar[str] = "y = x above 0, a · x below; a is learned"

    kind: Literal["prelu"] = "prelu"
    per_channel: bool = True
    """Learns a slope for each channel or feature; otherwise one for all."""
    init: Annotated[float, Field(ge=-100, le=100)] = 0.25
    """The slope to begin with."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=self._slopes(given))

    def weights(self, given: Given) -> dict[str, Shape]:
        return {"weight": (self._slopes(given),)}

    def call(self, given: Given) -> Call:
        return Call(
            "nn.PReLU",
            {"num_parameters": self._slopes(given), "init": self.init},
            positional=1,
            defaults={"init": 0.25},
        )

    def _slopes(self, given: Given) -> int:
        return given.one.shape[0] if self.per_channel else 1

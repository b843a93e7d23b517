"""Squeeze and excitation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor, with_bias
from layerlab.layers.reach import Reaches


class SqueezeExcite(Layer):
    """Looks at the mean of every map and decides how far each of them is let through.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Hu, Shen and Sun 2018.
    Raises: expects_image.
    """

    family: ClassVar[Family] = "linear"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "y = x · σ(W₂ · relu(W₁ · mean of x + b₁) + b₂)"

    kind: Literal["squeeze_excite"] = "squeeze_excite"
    reduction: Annotated[int, Field(ge=1, le=65_536)] = 4
    """How many times fewer units than channels decide; one at least."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        channels, units = given.one.shape[0], self._units(given)
        return Cost(parameters=2 * channels * units + units + channels, flops=4 * channels * units)

    def weights(self, given: Given) -> dict[str, Shape]:
        channels, units = given.one.shape[0], self._units(given)
        squeeze, excite = with_bias((units, channels), True), with_bias((channels, units), True)
        return {f"squeeze.{name}": shape for name, shape in squeeze.items()} | {
            f"excite.{name}": shape for name, shape in excite.items()
        }

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call(
            "SqueezeExcite", {"channels": given.one.shape[0], "units": self._units(given)}, positional=2
        )

    def _units(self, given: Given) -> int:
        return max(1, given.one.shape[0] // self.reduction)

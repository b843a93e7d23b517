"""Group normalisation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port
from layerlab.layers.fields import added, even_groups, several_values
from layerlab.layers.learning import LEARNS, RateFactor, scale_and_shift
from layerlab.layers.reach import Reaches


class GroupNorm(Layer):
    """Brings groups of channels to mean 0 and deviation 1 within each sample: as good with a batch of two.

    Shape: (N, C, H, W) -> (N, C, H, W); (N, features) -> (N, features)
    Source: Wu and He 2018; `torch.nn.GroupNorm`.
    Raises: groups_in_channels, one_value.
    """

    family: ClassVar[Family] = "norm"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image", "vector")),)
    formula: ClassVar[str] = "y = γ · (x − mean) / √(variance + eps) + β, over one group of one sample"

    kind: Literal["group_norm"] = "group_norm"
    groups: Annotated[int, Field(ge=1, le=65_536)] = 4
    """Parts into which the channels are split; 1 takes all together."""
    eps: Annotated[float, Field(gt=0, le=1)] = 1e-5
    """Added to the variance, so that what does not vary is not divided by 0."""
    affine: bool = True
    """Learns a scale γ and a shift β for each channel."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        even_groups(self.groups, given.one.shape[0])
        several_values(given.one.count() // self.groups)
        return given.one

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=2 * given.one.shape[0] * self.affine)

    def weights(self, given: Given) -> dict[str, Shape]:
        return scale_and_shift((given.one.shape[0],), self.affine)

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call(
            "nn.GroupNorm",
            {
                "num_groups": self.groups,
                "num_channels": given.one.shape[0],
                "eps": self.eps,
                "affine": self.affine,
            },
            positional=2,
            defaults={"eps": 1e-5, "affine": True},
        )

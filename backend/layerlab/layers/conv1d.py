"""Convolution over the steps of a sequence."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import KernelSide, PaddingSide, added, even_groups, window_over_time
from layerlab.layers.first_weights import NUMBERED, FirstNumber, FirstWeights, first_weights
from layerlab.layers.learning import LEARNS, RateFactor, with_bias
from layerlab.layers.reach import Reaches, sliding


class Conv1d(Layer):
    """Slides small filters along a sequence; each tells at every step how much of its pattern is found.

    Shape: (N, T, features) -> (N, T′, out_channels)
    Source: Waibel et al. 1989 (time delay networks); `torch.nn.Conv1d`.
    Raises: kernel_too_large, groups_in_channels, groups_out_channels.
    """

    family: ClassVar[Family] = "conv"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("sequence",)),)
    told_lengths: ClassVar[bool] = True
    formula: ClassVar[str] = "T′ = ⌊(T + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1"
    worked: ClassVar[str] = (
        "⌊({in_t} + 2·{padding} − {dilation}·({kernel_size} − 1) − 1) / {stride}⌋ + 1 = {out_t}"
    )
    worked_with: ClassVar[dict[str, str]] = {"causal": "⌊({in_t} − 1) / {stride}⌋ + 1 = {out_t}"}

    kind: Literal["conv1d"] = "conv1d"
    out_channels: Annotated[int, Field(ge=1, le=65_536)] = 16
    """How many filters, and so how many features each step has then."""
    kernel_size: KernelSide = 3
    """How many steps a filter sees at once."""
    stride: KernelSide = 1
    """Steps that the filter moves at a time; 2 halves the sequence."""
    padding: PaddingSide = 0
    """Steps of zeros added at either end; a causal one adds as many as it needs, at the beginning alone."""
    dilation: KernelSide = 1
    """Distance between the steps that a filter sees; 2 leaves gaps of one and sees further."""
    groups: Annotated[int, Field(ge=1, le=65_536)] = 1
    """Parts into which the features are split; each filter sees one part only."""
    bias: bool = True
    """Adds one learned number to each filter."""

    initialisation: FirstWeights = added("default")
    """How the weights begin; by all rules but PyTorch's own the bias begins at 0."""
    initial: FirstNumber = added(0.05, {"initialisation": NUMBERED})
    """The number that this needs: the constant, half the width, or the standard deviation."""
    causal: bool = added(False)
    """Sees the step itself and those before it, and none that is yet to come."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        steps, features = given.one.sides[0], given.one.shape[1]
        even_groups(self.groups, features)
        if self.out_channels % self.groups:
            raise ShapeError("groups_out_channels", "groups", groups=self.groups, channels=self.out_channels)
        if self.causal:
            left = window_over_time(steps, 1, self.stride, 0)
        else:
            left = window_over_time(steps, self.kernel_size, self.stride, self.padding, self.dilation)
        return Value("sequence", (left, self.out_channels))

    def cost(self, given: Given, output: Value) -> Cost:
        seen = given.one.shape[1] // self.groups * self.kernel_size
        return Cost(parameters=self.out_channels * (seen + self.bias), flops=2 * seen * output.count())

    def weights(self, given: Given) -> dict[str, Shape]:
        seen = given.one.shape[1] // self.groups
        return with_bias((self.out_channels, seen, self.kernel_size), self.bias)

    def reach(self, given: Given) -> Reaches:
        padding = self.dilation * (self.kernel_size - 1) if self.causal else self.padding
        return sliding((self.kernel_size,), (self.stride,), (padding,), (self.dilation,))

    def call(self, given: Given) -> Call:
        return Call(
            "Conv1d",
            {
                "in_channels": given.one.shape[1],
                "out_channels": self.out_channels,
                "kernel_size": self.kernel_size,
                "stride": self.stride,
                "padding": 0 if self.causal else self.padding,
                "dilation": self.dilation,
                "groups": self.groups,
                "bias": self.bias,
                "causal": self.causal,
            },
            positional=2,
            defaults={"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True, "causal": False},
            first_weights=first_weights(self.initialisation, self.initial),
        )

"""Convolution of images."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import Shape, Value, words
from layerlab.layers.base import Cost, Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import PaddingPair, Pair, added, even_groups, window
from layerlab.layers.first_weights import NUMBERED, FirstNumber, FirstWeights, first_weights
from layerlab.layers.learning import LEARNS, RateFactor, with_bias
from layerlab.layers.reach import Reaches, sliding


class Conv2d(Layer):
    """Slides small filters over the image; each draws a map of where its pattern is found.

    Shape: (N, C, H, W) -> (N, out_channels, H′, W′)
    Source: Fukushima 1980; LeCun et al. 1989; `torch.nn.Conv2d`.
    Raises: expects_image, kernel_too_large, same_needs_stride, groups_in_channels, groups_out_channels.
    """

    family: ClassVar[Family] = "conv"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "H′ = ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1"
    worked: ClassVar[str] = (
        "⌊({in_h} + 2·{padding_h} − {dilation_h}·({kernel_size_h} − 1) − 1) / {stride_h}⌋ + 1 = {out_h}"
    )

    worked_with: ClassVar[dict[str, str]] = {"same": "{in_h} rows in, {out_h} rows out"}

    kind: Literal["conv2d"] = "conv2d"
    out_channels: Annotated[int, Field(ge=1, le=65_536)] = 16
    """How many filters, and so how many maps come out."""
    kernel_size: Pair = (3, 3)
    """Height and width of each filter, in pixels."""
    stride: Pair = (1, 1)
    """Pixels that the filter moves at a time; 2 halves the map."""
    padding: Annotated[PaddingPair, Field(json_schema_extra={"shown_with": {"same": [False]}})] = (0, 0)
    """Rows and columns of zeros added on each side, in pixels."""
    dilation: Pair = (1, 1)
    """Distance between the points of a filter, in pixels; 2 leaves gaps of one and sees further."""
    groups: Annotated[int, Field(ge=1, le=65_536)] = 1
    """Parts into which the channels are split; each filter sees one part only."""
    bias: bool = True
    """Adds one learned number to each map."""
    same: bool = added(False)
    """Adds as many zeros as the map needs to keep its size, whatever is set as padding; the stride is 1 then."""

    initialisation: FirstWeights = added("default")
    """How the weights begin; by all rules but PyTorch's own the bias begins at 0."""
    initial: FirstNumber = added(0.05, {"initialisation": NUMBERED})
    """The number that this needs: the constant, half the width, or the standard deviation."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        channels, height, width = given.one.shape
        even_groups(self.groups, channels)
        if self.out_channels % self.groups:
            raise ShapeError("groups_out_channels", "groups", groups=self.groups, channels=self.out_channels)
        if self.same:
            if self.stride != (1, 1):
                raise ShapeError("same_needs_stride", "stride", stride=words(self.stride))
            return Value("image", (self.out_channels, height, width))
        sides = window((height, width), self.kernel_size, self.stride, self.padding, self.dilation)
        return Value("image", (self.out_channels, *sides))

    def cost(self, given: Given, output: Value) -> Cost:
        seen = given.one.shape[0] // self.groups * self.kernel_size[0] * self.kernel_size[1]
        return Cost(
            parameters=self.out_channels * (seen + self.bias),
            flops=2 * seen * output.count(),
        )

    def weights(self, given: Given) -> dict[str, Shape]:
        seen = given.one.shape[0] // self.groups
        return with_bias((self.out_channels, seen, *self.kernel_size), self.bias)

    def reach(self, given: Given) -> Reaches:
        # With one zero more behind than before, where the zeros can't be the same on both sides.
        even = tuple(d * (k - 1) // 2 for d, k in zip(self.dilation, self.kernel_size, strict=True))
        return sliding(self.kernel_size, self.stride, even if self.same else self.padding, self.dilation)

    def call(self, given: Given) -> Call:
        arguments: dict[str, Argument] = {
            "in_channels": given.one.shape[0],
            "out_channels": self.out_channels,
            "kernel_size": self.kernel_size,
            "stride": self.stride,
            "padding": "same" if self.same else self.padding,
            "dilation": self.dilation,
            "groups": self.groups,
            "bias": self.bias,
        }
        defaults: dict[str, Argument] = {
            "stride": (1, 1),
            "padding": (0, 0),
            "dilation": (1, 1),
            "groups": 1,
            "bias": True,
        }
        return Call(
            "nn.Conv2d",
            arguments,
            positional=2,
            defaults=defaults,
            first_weights=first_weights(self.initialisation, self.initial),
        )

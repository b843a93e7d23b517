"""Transposed convolution of images."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value, words
from layerlab.layers.base import Cost, Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import PaddingPair, Pair, added, even_groups
from layerlab.layers.first_weights import NUMBERED, FirstNumber, FirstWeights, first_weights
from layerlab.layers.learning import LEARNS, RateFactor
from layerlab.layers.reach import Reaches, laid_down


class ConvTranspose2d(Layer):
    """A convolution run backwards: each pixel lays down a whole filter, so that maps grow.

    Shape: (N, C, H, W) -> (N, out_channels, H′, W′)
    Source: Zeiler et al. 2010; Dumoulin and Visin 2016; `torch.nn.ConvTranspose2d`.
    Raises: expects_image, groups_in_channels, groups_out_channels, output_padding_too_large, transposed_to_nothing.
    """

    family: ClassVar[Family] = "conv"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "H′ = (H − 1)·stride − 2·padding + dilation·(kernel − 1) + output padding + 1"
    worked: ClassVar[str] = (
        "({in_h} − 1)·{stride_h} − 2·{padding_h} + {dilation_h}·({kernel_size_h} − 1)"
        " + {output_padding_h} + 1 = {out_h}"
    )

    kind: Literal["conv_transpose2d"] = "conv_transpose2d"
    out_channels: Annotated[int, Field(ge=1, le=65_536)] = 16
    """How many maps come out."""
    kernel_size: Pair = (2, 2)
    """Height and width of each filter, in pixels."""
    stride: Pair = (2, 2)
    """Pixels from one filter to the next; 2 doubles the map."""
    padding: PaddingPair = (0, 0)
    """Rows and columns cut off on each side, in pixels."""
    output_padding: PaddingPair = (0, 0)
    """Rows added below and columns added at the right, less than the stride: which of several sizes comes out."""
    dilation: Pair = (1, 1)
    """Distance between the points of a filter, in pixels."""
    groups: Annotated[int, Field(ge=1, le=65_536)] = 1
    """Parts into which the channels are split; each filter sees one part only."""
    bias: bool = True
    """Adds one learned number to each map."""

    initialisation: FirstWeights = added("default")
    """How the weights begin; by all rules but PyTorch's own the bias begins at 0."""
    initial: FirstNumber = added(0.05, {"initialisation": NUMBERED})
    """The number that this needs: the constant, half the width, or the standard deviation."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        channels, *sides = given.one.shape
        even_groups(self.groups, channels)
        if self.out_channels % self.groups:
            raise ShapeError("groups_out_channels", "groups", groups=self.groups, channels=self.out_channels)
        largest = tuple(max(s, d) - 1 for s, d in zip(self.stride, self.dilation, strict=True))
        if any(o > most for o, most in zip(self.output_padding, largest, strict=True)):
            raise ShapeError("output_padding_too_large", "output_padding", largest=words(largest))
        grown = tuple(
            (side - 1) * s - 2 * p + d * (k - 1) + o + 1
            for side, s, p, d, k, o in zip(
                sides,
                self.stride,
                self.padding,
                self.dilation,
                self.kernel_size,
                self.output_padding,
                strict=True,
            )
        )
        if min(grown) < 1:
            raise ShapeError("transposed_to_nothing", "padding", padding=words(self.padding))
        return Value("image", (self.out_channels, *grown))

    def cost(self, given: Given, output: Value) -> Cost:
        laid = self.out_channels // self.groups * self.kernel_size[0] * self.kernel_size[1]
        return Cost(
            parameters=given.one.shape[0] * laid + self.out_channels * self.bias,
            flops=2 * laid * given.one.count(),
        )

    def weights(self, given: Given) -> dict[str, Shape]:
        laid = self.out_channels // self.groups
        weight = (given.one.shape[0], laid, *self.kernel_size)
        return {"weight": weight} | ({"bias": (self.out_channels,)} if self.bias else {})

    def reach(self, given: Given) -> Reaches:
        return laid_down(self.kernel_size, self.stride, self.padding, self.dilation)

    def call(self, given: Given) -> Call:
        return Call(
            "nn.ConvTranspose2d",
            {
                "in_channels": given.one.shape[0],
                "out_channels": self.out_channels,
                "kernel_size": self.kernel_size,
                "stride": self.stride,
                "padding": self.padding,
                "output_padding": self.output_padding,
                "groups": self.groups,
                "bias": self.bias,
                "dilation": self.dilation,
            },
            positional=2,
            defaults={
                "stride": (1, 1),
                "padding": (0, 0),
                "output_padding": (0, 0),
                "groups": 1,
                "bias": True,
                "dilation": (1, 1),
            },
            first_weights=first_weights(self.initialisation, self.initial),
        )

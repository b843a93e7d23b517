"""Max pooling of images."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.fields import PaddingPair, Pair, added, pool_padding, window
from layerlab.layers.reach import Reaches, sliding


class MaxPool2d(Layer):
    """Keeps the largest value of each window: the map shrinks, the strongest find stays.

    Shape: (N, C, H, W) -> (N, C, H′, W′)
    Source: Weng, Ahuja and Huang 1992; Ranzato et al. 2007; `torch.nn.MaxPool2d`.
    Raises: expects_image, kernel_too_large, padding_too_large.
    """

    family: ClassVar[Family] = "pool"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "H′ = ⌊(H + 2·padding − kernel) / stride⌋ + 1"
    worked: ClassVar[str] = "⌊({in_h} + 2·{padding_h} − {kernel_size_h}) / {stride_h}⌋ + 1 = {out_h}"

    worked_with: ClassVar[dict[str, str]] = {
        "ceil_mode": "⌈({in_h} + 2·{padding_h} − {kernel_size_h}) / {stride_h}⌉ + 1 = {out_h}"
    }

    kind: Literal["max_pool2d"] = "max_pool2d"
    kernel_size: Pair = (2, 2)
    """Height and width of the window, in pixels."""
    stride: Pair = (2, 2)
    """Pixels that the window moves at a time; as large as the window, the windows do not overlap."""
    padding: PaddingPair = (0, 0)
    """Rows and columns of empty pixels added on each side, at most half the window."""

    ceil_mode: bool = added(False)
    """Keeps a last window that reaches over the edge, where it would be left out otherwise."""

    def infer(self, given: Given) -> Value:
        channels, height, width = given.one.shape
        pool_padding(self.kernel_size, self.padding)
        sides = window((height, width), self.kernel_size, self.stride, self.padding, ceil=self.ceil_mode)
        return Value("image", (channels, *sides))

    def reach(self, given: Given) -> Reaches:
        return sliding(self.kernel_size, self.stride, self.padding)

    def call(self, given: Given) -> Call:
        return Call(
            "nn.MaxPool2d",
            {
                "kernel_size": self.kernel_size,
                "stride": self.stride,
                "padding": self.padding,
                "ceil_mode": self.ceil_mode,
            },
            positional=1,
            defaults={"stride": self.kernel_size, "padding": (0, 0), "ceil_mode": False},
        )

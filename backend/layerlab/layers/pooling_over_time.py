"""What poolings over the steps of a sequence have in common."""

from __future__ import annotations

from typing import ClassVar

from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.fields import KernelSide, PaddingSide, pool_padding, window_over_time
from layerlab.layers.reach import Reaches, sliding


class PoolingOverTime(Layer):
    """One value of each feature for each window of steps."""

    family: ClassVar[Family] = "pool"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("sequence",)),)
    told_lengths: ClassVar[bool] = True
    formula: ClassVar[str] = "T′ = ⌊(T + 2·padding − kernel) / stride⌋ + 1"
    worked: ClassVar[str] = "⌊({in_t} + 2·{padding} − {kernel_size}) / {stride}⌋ + 1 = {out_t}"
    worked_with: ClassVar[dict[str, str]] = {
        "ceil_mode": "⌈({in_t} + 2·{padding} − {kernel_size}) / {stride}⌉ + 1 = {out_t}"
    }

    kernel_size: KernelSide = 2
    """How many steps a window spans."""
    stride: KernelSide = 2
    """Steps that the window moves at a time; as many as it spans, the windows do not overlap."""
    padding: PaddingSide = 0
    """Steps added at either end, at most half the window."""
    ceil_mode: bool = False
    """Keeps a last window that reaches over the end, where it would be left out otherwise."""

    def reach(self, given: Given) -> Reaches:
        return sliding((self.kernel_size,), (self.stride,), (self.padding,))

    def infer(self, given: Given) -> Value:
        pool_padding((self.kernel_size,), (self.padding,))
        steps, features = given.one.sides
        left = window_over_time(steps, self.kernel_size, self.stride, self.padding, ceil=self.ceil_mode)
        return Value("sequence", (left, features))

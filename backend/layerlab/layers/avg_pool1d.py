"""Mean pooling over time."""

from __future__ import annotations

from typing import Literal

from layerlab.kit.call import Call
from layerlab.layers.base import Given
from layerlab.layers.pooling_over_time import PoolingOverTime


class AvgPool1d(PoolingOverTime):
    """Keeps the mean of each window of steps: the sequence shortens and grows smooth.

    Shape: (N, T, features) -> (N, T′, features)
    Source: Waibel et al. 1989; `torch.nn.AvgPool1d`.
    Raises: kernel_too_large, padding_too_large.
    """

    kind: Literal["avg_pool1d"] = "avg_pool1d"
    count_include_pad: bool = True
    """Counts the zeros of the padding in the mean."""

    def call(self, given: Given) -> Call:
        return Call(
            "AvgPool1d",
            {
                "kernel_size": self.kernel_size,
                "stride": self.stride,
                "padding": self.padding,
                "ceil_mode": self.ceil_mode,
                "count_include_pad": self.count_include_pad,
            },
            positional=1,
            defaults={
                "stride": self.kernel_size,
                "padding": 0,
                "ceil_mode": False,
                "count_include_pad": True,
            },
        )

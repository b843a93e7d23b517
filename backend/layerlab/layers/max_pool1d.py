"""Max pooling over time."""

from __future__ import annotations

from typing import Literal

from layerlab.kit.call import Call
from layerlab.layers.base import Given
from layerlab.layers.pooling_over_time import PoolingOverTime


class MaxPool1d(PoolingOverTime):
    """Keeps the largest value of each window of steps: the sequence shortens, the strongest find stays.

    Shape: (N, T, features) -> (N, T′, features)
    Source: Collobert et al. 2011 (max over time); `torch.nn.MaxPool1d`.
    Raises: kernel_too_large, padding_too_large.
    """

    kind: Literal["max_pool1d"] = "max_pool1d"

    def call(self, given: Given) -> Call:
        return Call(
            "MaxPool1d",
            {
                "kernel_size": self.kernel_size,
                "stride": self.stride,
                "padding": self.padding,
                "ceil_mode": self.ceil_mode,
            },
            positional=1,
            defaults={"stride": self.kernel_size, "padding": 0, "ceil_mode": False},
        )

"""Global mean pooling as a module."""

from __future__ import annotations

from torch import Tensor, nn


class GlobalAvgPool(nn.Module):
    """The mean of each map.

    Shape: (N, C, H, W) -> (N, C)
    Source: Lin, Chen and Yan 2014 (network in network).
    """

    def forward(self, inputs: Tensor) -> Tensor:
        return inputs.mean((2, 3))

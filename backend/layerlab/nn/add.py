"""Addition as a module."""

from __future__ import annotations

from torch import Tensor, nn


class Add(nn.Module):
    """Adds its inputs, value by value, in the order of the wires.

    Shape: two or more of one shape -> the same
    Source: He et al. 2016 (residual connections).
    """

    def forward(self, first: Tensor, *others: Tensor) -> Tensor:
        total = first
        for other in others:
            total = total + other
        return total

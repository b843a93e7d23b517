"""Stochastic depth as a module."""

from __future__ import annotations

from torch import Tensor, nn


class StochasticDepth(nn.Module):
    """Sets whole samples to 0 while training, each with chance `p`, and scales up the others to make good for it.

    Shape: any -> the same
    Source: Huang et al. 2016.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, inputs: Tensor) -> Tensor:
        if not self.training:
            return inputs
        kept = inputs.new_empty(len(inputs), *[1] * (inputs.dim() - 1)).bernoulli_(1 - self.p)
        return inputs * kept / (1 - self.p)

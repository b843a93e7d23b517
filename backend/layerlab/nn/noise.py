"""Gaussian noise as a module."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Noise(nn.Module):
    """Adds random numbers of this standard deviation while training.

    Shape: any -> the same
    Source: Bishop 1995.
    """

    def __init__(self, std: float) -> None:
        super().__init__()
        self.std = std

    def forward(self, inputs: Tensor) -> Tensor:
        if not self.training:
            return inputs
        return inputs + self.std * torch.randn_like(inputs)

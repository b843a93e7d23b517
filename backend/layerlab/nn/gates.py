"""Modules that learn how far each channel is let through."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Scale(nn.Module):
    """A learned factor for each channel or feature.

    Shape: (N, C, ...) -> the same
    Source: Touvron et al. 2021 (LayerScale).
    """

    def __init__(self, channels: int, init: float = 1.0) -> None:
        super().__init__()
        self.channels, self.init = channels, init
        self.weight = nn.Parameter(torch.empty(channels))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        nn.init.constant_(self.weight, self.init)

    def forward(self, inputs: Tensor) -> Tensor:
        return inputs * self.weight.view(-1, *[1] * (inputs.dim() - 2))


class SqueezeExcite(nn.Module):
    """Each map times how far it is let through, which all their means decide.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Hu, Shen and Sun 2018.
    """

    def __init__(self, channels: int, units: int) -> None:
        super().__init__()
        self.channels, self.units = channels, units
        self.squeeze = nn.Linear(channels, units)
        self.excite = nn.Linear(units, channels)

    def forward(self, inputs: Tensor) -> Tensor:
        means = inputs.mean((2, 3))
        let = torch.sigmoid(self.excite(torch.relu(self.squeeze(means))))
        return inputs * let[:, :, None, None]

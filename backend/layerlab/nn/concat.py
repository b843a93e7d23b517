"""Concatenation as a module."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Concat(nn.Module):
    """Stacks its inputs along the channels (or features), in the order of the wires.

    Shape: (N, C1, ...), (N, C2, ...), ... -> (N, C1 + C2 + ..., ...)
    Source: Szegedy et al. 2015 (Inception).
    """

    def forward(self, *parts: Tensor) -> Tensor:
        return torch.cat(parts, dim=1)

"""Sequences of different lengths in one batch: padding says itself what it is. Printed into the exported script.

Steps that a sequence does not have are NaN where its steps are numbers, and -1 where they are tokens.
"""

from __future__ import annotations

import torch
from torch import Tensor


def unpadded(values: Tensor) -> tuple[Tensor, Tensor]:
    """The same with 0 in place of the padding, and how many steps each sequence has.

    Shape: (N, T, features) of numbers or (N, T) of tokens -> the same, and int64 (N,)
    """
    there = ~values[..., 0].isnan() if values.is_floating_point() else values >= 0
    shown = there[..., None] if values.dim() == 3 else there
    return values.masked_fill(~shown, 0), there.sum(dim=1)


def trimmed(values: Tensor) -> Tensor:
    """The batch as long as the longest of its sequences."""
    longest = int(unpadded(values)[1].max()) if len(values) else 0
    return values[:, :longest]


def beyond(values: Tensor, lengths: Tensor) -> Tensor:
    """Which steps a sequence does not have. Shape: bool (N, T, 1)."""
    steps = torch.arange(values.shape[1], device=values.device)
    return (steps >= lengths[:, None])[..., None]

"""Numbers as signed bytes on a scale of their own."""

from __future__ import annotations

import itertools

import numpy as np
import torch
from torch import Tensor

NOT_A_NUMBER, INFINITE = -1.0, -2.0
"""Scales of values that have none."""


def quantised(parts: list[Tensor]) -> list[tuple[bytes, float]]:
    """Each tensor's values and its scale: value = byte / 127 * scale. One transfer from the device for all.

    Where one value of a tensor is NaN, all its bytes are 0 and its scale is -1; where one is infinite, -2.
    """
    if not parts:
        return []
    # Together in one row: sixteen small transfers and a hundred small operations cost more than the network.
    row = torch.cat([part.flatten() for part in parts]).to("cpu", torch.float32).numpy()
    sizes = [part.numel() for part in parts]
    firsts = [0, *itertools.accumulate(sizes)]
    scales = np.maximum.reduceat(np.abs(row), firsts[:-1])
    usable = np.isfinite(scales) & (scales > 1e-30)
    factors = np.divide(127, scales, out=np.zeros_like(scales), where=usable)
    spread = np.repeat(factors, sizes)
    values = np.rint(np.multiply(row, spread, out=np.zeros_like(row), where=spread > 0)).astype(np.int8)
    without = np.select([np.isnan(scales), np.isinf(scales)], [NOT_A_NUMBER, INFINITE], 0)
    told = np.where(usable, scales, without)
    data = values.tobytes()
    return [
        (data[first : first + size], float(scale))
        for first, size, scale in zip(firsts[:-1], sizes, told, strict=True)
    ]

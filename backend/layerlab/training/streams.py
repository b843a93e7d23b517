"""Which samples are read where each goes on from the one before it: several streams at once.

In closed form, so that a run can begin again at any step. Printed into the exported script.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor


def stream_rows(samples: int, streams: int, step: int) -> Tensor:
    """The sample that each stream reads at this step (the first is 1). They begin evenly spaced and never end: behind
    the last sample comes the first.

    Shape: int64 (streams,)
    """
    starts = torch.arange(streams) * samples // streams
    return (starts + step - 1) % samples


def rows_in_streams(samples: int, streams: int) -> Iterator[Tensor]:
    """All samples once, in so many streams at most; where the last of them is shorter, it is left out at last.

    Shape: each int64 (streams,)
    """
    length = -(-samples // streams)
    for first in range(length):
        yield torch.arange(first, samples, length)

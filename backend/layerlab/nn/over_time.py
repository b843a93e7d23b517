"""PyTorch's layers over time for sequences whose features stand last, as Layerlab's do.

Each can be told how long the sequences of a batch are. What lies beyond the end of one is never seen then: it gives the
same as it would alone.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn

from layerlab.nn.lengths import beyond


class Conv1d(nn.Conv1d):
    """Convolution over the steps of a sequence; a causal one sees no step that is yet to come.

    Shape: (N, T, features) -> (N, T', out_channels); with lengths (N,) these too, where they change
    Source: Waibel et al. 1989; van den Oord et al. 2016 (causal).
    """

    def __init__(self, *given: Any, causal: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        self.causal = causal

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Any:
        if lengths is not None:
            inputs = inputs.masked_fill(beyond(inputs, lengths), 0)
        seen = self.dilation[0] * (self.kernel_size[0] - 1)
        features = inputs.transpose(1, 2)
        if self.causal:
            features = F.pad(features, (seen, 0))
        given = super().forward(features).transpose(1, 2)
        added = seen if self.causal else 2 * int(self.padding[0])
        return with_lengths(given, lengths, added - seen, self.stride[0])


class MaxPool1d(nn.MaxPool1d):
    """The largest value of each window of steps.

    Shape: (N, T, features) -> (N, T', features); with lengths (N,) these too, where they change
    Source: Collobert et al. 2011.
    """

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Any:
        if lengths is not None:
            inputs = inputs.masked_fill(beyond(inputs, lengths), float("-inf"))
        pooled = super().forward(inputs.transpose(1, 2)).transpose(1, 2)
        kernel, stride, padding = map(one, (self.kernel_size, self.stride, self.padding))
        return with_lengths(pooled, lengths, 2 * padding - kernel + 1, stride, padding, self.ceil_mode)


class AvgPool1d(nn.AvgPool1d):
    """The mean of each window of steps.

    Shape: (N, T, features) -> (N, T', features); with lengths (N,) these too, where they change
    Source: Waibel et al. 1989.
    """

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Any:
        if lengths is None:
            return super().forward(inputs.transpose(1, 2)).transpose(1, 2)
        kernel, stride, padding = map(one, (self.kernel_size, self.stride, self.padding))
        features = inputs.masked_fill(beyond(inputs, lengths), 0).transpose(1, 2).unsqueeze(2)
        sums = F.avg_pool2d(
            features, (1, kernel), (1, stride), (0, padding), ceil_mode=self.ceil_mode, divisor_override=1
        )
        # How many steps each window counts in: what lies beyond a sequence is not among them.
        first = torch.arange(sums.shape[3], device=inputs.device) * stride - padding
        last = torch.minimum(first + kernel, lengths[:, None] + padding)
        if not self.count_include_pad:
            first, last = first.clamp(min=0), torch.minimum(last, lengths[:, None])
        counts = (last - first).clamp(min=1)[..., None]
        pooled = sums.squeeze(2).transpose(1, 2) / counts
        return with_lengths(pooled, lengths, 2 * padding - kernel + 1, stride, padding, self.ceil_mode)


def one(size: int | tuple[int, ...]) -> int:
    """A size along the one side that there is."""
    return size if isinstance(size, int) else size[0]


def with_lengths(
    values: Tensor, lengths: Tensor | None, gained: int, stride: int, padding: int = 0, ceil: bool = False
) -> Any:
    """What a sliding window gives, and how long the sequences are then, where that was told and is not the same.

    `ceil`: a last window that reaches over the end counts, if it begins in the sequence or the padding before it.
    """
    if lengths is None or (stride == 1 and not gained):
        return values
    room = lengths + gained - 1
    if not ceil:
        return values, room // stride + 1
    steps = (room + stride - 1) // stride
    return values, steps - (steps * stride >= lengths + padding).to(steps.dtype) + 1


class LastStep(nn.Module):
    """The last step of each sequence; of a layer that reads both ways, the step where each way ends.

    Shape: (N, T, features) -> (N, features)
    """

    def __init__(self, both_ways: bool = False) -> None:
        super().__init__()
        self.both_ways = both_ways

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Tensor:
        if lengths is None:
            last = inputs[:, -1]
        else:
            at = (lengths - 1)[:, None, None].expand(-1, 1, inputs.shape[2])
            last = inputs.gather(1, at).squeeze(1)
        if not self.both_ways:
            return last
        # The second half was read from the end: it is done at the first step.
        half = inputs.shape[2] // 2
        return torch.cat([last[:, :half], inputs[:, 0, half:]], dim=1)


class MeanOverTime(nn.Module):
    """The mean of each feature over the steps of a sequence.

    Shape: (N, T, features) -> (N, features)
    """

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Tensor:
        if lengths is None:
            return inputs.mean(dim=1)
        return inputs.masked_fill(beyond(inputs, lengths), 0).sum(dim=1) / lengths[:, None]


class MaxOverTime(nn.Module):
    """The largest value of each feature over the steps of a sequence.

    Shape: (N, T, features) -> (N, features)
    Source: Collobert et al. 2011.
    """

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Tensor:
        if lengths is not None:
            inputs = inputs.masked_fill(beyond(inputs, lengths), float("-inf"))
        return inputs.amax(dim=1)

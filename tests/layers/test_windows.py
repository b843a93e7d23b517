"""Windows that slide, with and without a last one over the edge: every small one there is, held against PyTorch."""

from __future__ import annotations

from itertools import product

import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from layerlab.kit.values import Length
from layerlab.layers.base import ShapeError
from layerlab.layers.fields import window, window_over_time


@pytest.mark.parametrize("ceil", [False, True])
def test_it_gives_what_pytorch_gives(ceil: bool) -> None:
    counted = 0
    for side, kernel, stride in product(range(1, 8), range(1, 6), range(1, 5)):
        for padding, dilation in product(range(kernel // 2 + 1), (1, 2)):
            inputs = torch.zeros(1, 1, side)
            try:
                (told,) = window((side,), (kernel,), (stride,), (padding,), (dilation,), ceil=ceil)
            except ShapeError:
                with pytest.raises(RuntimeError):
                    F.max_pool1d(inputs, kernel, stride, padding, dilation, ceil)
                continue
            given = F.max_pool1d(inputs, kernel, stride, padding, dilation, ceil)
            assert told == given.shape[-1], (side, kernel, stride, padding, dilation)
            counted += 1
    assert counted > 400


def test_a_length_that_varies_is_called_by_how_it_came_about() -> None:
    steps = Length("T", 64)
    assert window_over_time(steps, 3, 1, 1) == steps
    assert window_over_time(steps, 3, 1, 0) == Length("T-2", 62)
    assert window_over_time(steps, 2, 2, 0) == Length("⌊(T-2)/2⌋+1", 32)
    assert window_over_time(steps, 2, 2, 0) != window_over_time(steps, 2, 2, 0, ceil=True)
    assert window_over_time(64, 2, 2, 0) == 32

"""From what is stored to what a network sees. Printed into the exported script."""

from __future__ import annotations

import torch
from torch import Tensor


def to_inputs(images: Tensor, mean: float, std: float) -> Tensor:
    """Pixels 0…255 as numbers around 0 with a spread of about 1, which is where training is easiest."""
    return (images.to(torch.float32) / 255 - mean) / std


def to_targets(labels: Tensor) -> Tensor:
    """Class numbers, as the loss wants them."""
    return labels.to(torch.int64)


def to_numbers(values: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    """Each feature as a number around 0 with a spread of about 1."""
    return (values.to(torch.float32) - mean.to(values.device)) / std.to(values.device)


def to_pixels(boxes: Tensor) -> Tensor:
    """The sides of boxes, as numbers that one can reckon with."""
    return boxes.to(torch.float32)

"""What augmentations make of a training image: asked before a run, and of a run."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from layerlab.kit.errors import LayerlabError, Where
from layerlab.protocol.frames import AugmentedFrame
from layerlab.training.augment import augment, to_all
from layerlab.training.augmentations.base import Augmentation
from layerlab.training.data import Column, Data

MIDDLE, SPREAD = 128, 64
"""Where mean and spread of an image stand that has its own scale."""


def augmented(
    data: Data, declared: Sequence[Augmentation], seed: int, sample: int, count: int
) -> AugmentedFrame:
    """The image `sample` of the training set, as the places of one batch would have it. Raises LayerlabError."""
    column = _images(data)
    if sample >= len(column):
        raise LayerlabError(
            "sample_unknown",
            {"count": len(column), "dataset": column.field.plural},
            404,
            Where(field="sample"),
        )
    pixels = column.stored[sample : sample + 1].expand(count, *column.stored.shape[1:])
    numbers = column.converted(augment(declared, pixels.contiguous(), seed, step=1))
    images = _pixels(numbers, column, own_scale=bool(to_all(declared)))
    return AugmentedFrame(
        role="", sample=sample, shape=tuple(images.shape), images=images.cpu().numpy().tobytes()
    )


def _images(data: Data) -> Column:
    """The first column of images that is learnt from."""
    for column in data.train.values():
        if column.field.value.kind == "image":
            return column
    raise LayerlabError("nothing_to_augment")


def _pixels(numbers: Tensor, column: Column, own_scale: bool) -> Tensor:
    """Numbers for a network as bytes that can be looked at."""
    if own_scale:
        told = numbers * SPREAD + MIDDLE
    else:
        assert isinstance(column.field.mean, float)
        assert isinstance(column.field.std, float)
        told = (numbers * column.field.std + column.field.mean) * 255
    return told.round().clamp(0, 255).to(torch.uint8).contiguous()

"""Pictures to look at where a data set has none: a few shipped ones, brought to the shape that it declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.load import load
from layerlab.kit.errors import LayerlabError
from layerlab.training.fields import DataField

PICTURES = 8
"""So many, each of another class: enough for a batch whose gradients are looked at."""


def looked_at(dataset: Dataset, cache: Path) -> Columns:
    """What a network that has not run is shown: the data, and where there are none, pictures in their place."""
    return load(dataset, cache) if dataset.has_data else stand_in(dataset, cache)


def stand_in(dataset: Dataset, cache: Path) -> Columns:
    """Shipped pictures in every split of a data set that has none of its own.

    Raises LayerlabError where what it declares is neither an image nor a class.
    """
    shipped = load(FashionMnist(), cache)["test"]
    classes = np.asarray(shipped["label"])
    rows = [int(np.flatnonzero(classes == at)[0]) for at in range(PICTURES)]
    pictures, labels = np.asarray(shipped["image"])[rows], classes[rows]

    def column(field: DataField) -> NDArray[Any]:
        if field.value.kind == "image":
            return enlarged(pictures, field.value.shape)
        if field.value.kind == "label":
            return (labels.astype(np.int64) % field.value.categories).astype(field.stored)
        raise LayerlabError("no_data_to_train", {"dataset": dataset.title})

    columns = {field.name: column(field) for field in dataset.data_fields()}
    return dict.fromkeys(dataset.splits(), columns)


def enlarged(pictures: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Grey pictures (n, 1, h, w) as images of this shape (C, H, W): drawn out between their pixels, all maps alike."""
    channels, height, width = shape
    _, _, low, narrow = pictures.shape
    drawn = between(low, height) @ pictures[:, 0].astype(np.float64) @ between(narrow, width).T
    return np.repeat(np.rint(drawn).astype(np.uint8)[:, None], channels, axis=1)


def between(few: int, many: int) -> NDArray[np.float64]:
    """What each of `many` places takes of `few` that are evenly spaced. Shape: (many, few), rows add up to 1."""
    place = np.clip((np.arange(many) + 0.5) * few / many - 0.5, 0, few - 1)
    left = np.minimum(place.astype(np.int64), max(few - 2, 0))
    share = place - left
    weights = np.zeros((many, few))
    weights[np.arange(many), left] = 1 - share
    weights[np.arange(many), np.minimum(left + 1, few - 1)] += share
    return weights

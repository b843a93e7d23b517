"""The datasets of one family: images, each of one class."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset
from layerlab.kit.values import Shape, Split, Value
from layerlab.training.fields import DataField


class LabelledImages(Dataset):
    """Images as bytes, and the class of each.

    Shape: image uint8 (C, H, W); label uint8 ().
    """

    default_input: ClassVar[str] = "image"
    default_target: ClassVar[str] = "label"
    sample_shape: ClassVar[Shape]
    class_names: ClassVar[tuple[str, ...]]
    train_size: ClassVar[int]
    test_size: ClassVar[int]
    mean: ClassVar[float]
    """Mean of the training pixels on the 0…1 scale."""
    std: ClassVar[float]
    """Standard deviation of the same."""

    def data_fields(self) -> tuple[DataField, ...]:
        image = DataField("image", Value("image", self.sample_shape), mean=self.mean, std=self.std)
        classes = Value("label", categories=len(self.class_names))
        return image, DataField("label", classes, names=self.class_names)

    def splits(self) -> dict[Split, int]:
        return {"train": self.train_size, "test": self.test_size}


def columns(
    train_images: NDArray[np.uint8],
    train_labels: NDArray[np.uint8],
    test_images: NDArray[np.uint8],
    test_labels: NDArray[np.uint8],
) -> Columns:
    """The four arrays in their places; grey images (n, H, W) are given their channel."""

    def split(images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> dict[str, NDArray[np.uint8]]:
        return {"image": images[:, None] if images.ndim == 3 else images, "label": labels}

    return {"train": split(train_images, train_labels), "test": split(test_images, test_labels)}


def read_archive(path: Path) -> list[np.ndarray]:
    """The arrays of an .npz file: images as bytes (n, channels, height, width), and the class of each."""
    with np.load(path) as archive:
        return [archive[name] for name in ("train_images", "train_labels", "test_images", "test_labels")]

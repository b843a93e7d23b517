"""What every dataset declares. The arrays themselves are opened by `load()`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from layerlab.kit.document import Document
from layerlab.kit.shapes import Shape


@dataclass(frozen=True)
class Arrays:
    """A dataset's samples, memory-mapped where possible.

    Shape: images uint8 (n, C, H, W); labels uint8 (n,).
    """

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.uint8]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.uint8]


class Dataset(Document):
    """Named real data: a declared sample shape, classes, split sizes, licence and source."""

    title: ClassVar[str]
    sample_shape: ClassVar[Shape]
    class_names: ClassVar[tuple[str, ...]]
    train_size: ClassVar[int]
    test_size: ClassVar[int]
    attribution: ClassVar[str]
    """The line shown wherever the data is shown."""
    mean: ClassVar[float] = 0.0
    """Mean of the training pixels on the 0…1 scale, subtracted from every batch."""
    std: ClassVar[float] = 1.0
    """Standard deviation of the same, by which every batch is divided."""
    shipped: ClassVar[bool] = True
    """False: fetched once, on demand, with a checksum."""

"""The whole of Fashion-MNIST, fetched on demand."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch, Origin
from layerlab.datasets.fashion_mnist import CLASS_NAMES, FILES
from layerlab.datasets.idx import read_mnist_like
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.kit.values import Shape


class FashionMnistFull(LabelledImages):
    """70,000 photos of clothes, 28×28, grey. Fetched once (31 MB).

    Shape: (1, 28, 28), 10 classes, 60,000 train and 10,000 test.
    Source: Xiao, Rasul and Vollgraf 2017.
    """

    kind: Literal["fashion_mnist_full"] = "fashion_mnist_full"
    title: ClassVar[str] = "Fashion-MNIST"
    sample_shape: ClassVar[Shape] = (1, 28, 28)
    class_names: ClassVar[tuple[str, ...]] = CLASS_NAMES
    train_size: ClassVar[int] = 60_000
    test_size: ClassVar[int] = 10_000
    attribution: ClassVar[str] = "Fashion-MNIST, (c) 2017 Zalando SE, MIT"
    mean: ClassVar[float] = 0.2860
    std: ClassVar[float] = 0.3530
    origin: ClassVar[Origin] = Origin(file="fashion_mnist_full.npz", format="idx", mirror=FILES)

    def read(self, fetch: Fetch) -> Columns:
        """From four IDX files."""
        return read_mnist_like(fetch, self.files, self.train_size, self.test_size)

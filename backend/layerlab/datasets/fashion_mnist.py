"""A part of Fashion-MNIST that is shipped: clothes, in MNIST's format and harder."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.datasets.shipped import read_npz
from layerlab.kit.values import Shape

CLASS_NAMES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


class FashionMnist(LabelledImages):
    """12,000 photos of clothes, 28×28, grey: the first part of Fashion-MNIST.

    Shape: (1, 28, 28), 10 classes, 10,000 train and 2,000 test.
    Source: Xiao, Rasul and Vollgraf 2017.
    """

    kind: Literal["fashion_mnist"] = "fashion_mnist"
    title: ClassVar[str] = "Fashion-MNIST (10k)"
    sample_shape: ClassVar[Shape] = (1, 28, 28)
    class_names: ClassVar[tuple[str, ...]] = CLASS_NAMES
    train_size: ClassVar[int] = 10_000
    test_size: ClassVar[int] = 2_000
    attribution: ClassVar[str] = "Fashion-MNIST, (c) 2017 Zalando SE, MIT"
    mean: ClassVar[float] = 0.2863
    std: ClassVar[float] = 0.3540

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        return read_npz("fashion_mnist_10k.npz")

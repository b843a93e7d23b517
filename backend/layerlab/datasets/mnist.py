"""MNIST: handwritten digits."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.datasets.shipped import read_npz
from layerlab.kit.values import Shape


class Mnist(LabelledImages):
    """70,000 handwritten digits, 28×28, grey.

    Shape: (1, 28, 28), 10 classes, 60,000 train and 10,000 test.
    Source: LeCun, Cortes and Burges 1998.
    """

    kind: Literal["mnist"] = "mnist"
    title: ClassVar[str] = "MNIST"
    sample_shape: ClassVar[Shape] = (1, 28, 28)
    class_names: ClassVar[tuple[str, ...]] = tuple("0123456789")
    train_size: ClassVar[int] = 60_000
    test_size: ClassVar[int] = 10_000
    attribution: ClassVar[str] = "MNIST, (c) Yann LeCun and Corinna Cortes, CC BY-SA 3.0"
    mean: ClassVar[float] = 0.1307
    std: ClassVar[float] = 0.3081

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        return read_npz("mnist.npz")

"""MNIST: handwritten digits."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch, Origin, RemoteFile
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.datasets.shipped import read_npz
from layerlab.kit.values import Shape

BASE = "https://ossci-datasets.s3.amazonaws.com/mnist/"


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
    origin: ClassVar[Origin] = Origin(
        file="mnist.npz",
        format="idx",
        mirror=(
            RemoteFile(BASE + "train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873", 9_912_422),
            RemoteFile(BASE + "train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432", 28_881),
            RemoteFile(BASE + "t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3", 1_648_877),
            RemoteFile(BASE + "t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c", 4_542),
        ),
        shipped="mnist.npz",
    )

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        return read_npz(self.origin.shipped)

"""A part of Fashion-MNIST that is shipped: clothes, in MNIST's format and harder."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch, Origin, RemoteFile
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.datasets.shipped import read_npz
from layerlab.kit.values import Shape

BASE = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"
FILES = (
    RemoteFile(BASE + "train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d", 27_000_000),
    RemoteFile(BASE + "train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe", 31_000),
    RemoteFile(BASE + "t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79", 4_600_000),
    RemoteFile(BASE + "t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310", 6_000),
)
"""The whole of it, of which this is the beginning."""

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
    origin: ClassVar[Origin] = Origin(
        file="fashion_mnist_10k.npz", format="idx", mirror=FILES, shipped="fashion_mnist_10k.npz"
    )

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        return read_npz(self.origin.shipped)

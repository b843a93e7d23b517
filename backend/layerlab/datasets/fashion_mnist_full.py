"""The whole of Fashion-MNIST, fetched on demand."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch, RemoteFile
from layerlab.datasets.fashion_mnist import CLASS_NAMES
from layerlab.datasets.idx import read_mnist_like
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.kit.values import Shape

BASE = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"


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
    shipped: ClassVar[bool] = False
    files: ClassVar[tuple[RemoteFile, ...]] = (
        RemoteFile(BASE + "train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d", 27_000_000),
        RemoteFile(BASE + "train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe", 31_000),
        RemoteFile(BASE + "t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79", 4_600_000),
        RemoteFile(BASE + "t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310", 6_000),
    )

    def read(self, fetch: Fetch) -> Columns:
        """From four IDX files."""
        return read_mnist_like(fetch, self.files, self.train_size, self.test_size)

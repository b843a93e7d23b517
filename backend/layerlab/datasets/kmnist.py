"""KMNIST: cursive Japanese characters, fetched on demand."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch, Origin, RemoteFile
from layerlab.datasets.idx import read_mnist_like
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.kit.values import Shape

BASE = "http://codh.rois.ac.jp/kmnist/dataset/kmnist/"


class Kmnist(LabelledImages):
    """70,000 handwritten hiragana from old books, 28×28, grey. Fetched once (21 MB).

    Shape: (1, 28, 28), 10 classes, 60,000 train and 10,000 test.
    Source: Clanuwat, Bober-Irizar, Kitamoto, Lamb, Yamamoto and Ha 2018.
    """

    kind: Literal["kmnist"] = "kmnist"
    title: ClassVar[str] = "KMNIST"
    sample_shape: ClassVar[Shape] = (1, 28, 28)
    class_names: ClassVar[tuple[str, ...]] = ("お", "き", "す", "つ", "な", "は", "ま", "や", "れ", "を")
    train_size: ClassVar[int] = 60_000
    test_size: ClassVar[int] = 10_000
    attribution: ClassVar[str] = (
        "KMNIST, made by ROIS-DS CODH from the Kuzushiji dataset of NIJL, CC BY-SA 4.0"
    )
    mean: ClassVar[float] = 0.1918
    std: ClassVar[float] = 0.3483
    origin: ClassVar[Origin] = Origin(
        file="kmnist.npz",
        format="idx",
        mirror=(
            RemoteFile(BASE + "train-images-idx3-ubyte.gz", "bdb82020997e1d708af4cf47b453dcf7", 19_000_000),
            RemoteFile(BASE + "train-labels-idx1-ubyte.gz", "e144d726b3acfaa3e44228e80efcd344", 31_000),
            RemoteFile(BASE + "t10k-images-idx3-ubyte.gz", "5c965bf0a639b31b8f53240b1b52f4d7", 3_200_000),
            RemoteFile(BASE + "t10k-labels-idx1-ubyte.gz", "7320c461ea6c1c855c0b718fb2a4b134", 6_000),
        ),
    )

    def read(self, fetch: Fetch) -> Columns:
        """From four IDX files."""
        return read_mnist_like(fetch, self.files, self.train_size, self.test_size)

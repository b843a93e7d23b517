"""MNIST: handwritten digits."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.datasets.base import Columns, Fetch, Origin, RemoteFile
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.datasets.labelled_images import columns as as_columns
from layerlab.datasets.shipped import read_npz
from layerlab.kit.document import QUIET
from layerlab.kit.values import Shape, Split, Value
from layerlab.training.fields import DataField

Digit = Annotated[int, Field(ge=0, le=9)]

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

    counts: ClassVar[dict[Split, tuple[int, ...]]] = {
        "train": (5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949),
        "test": (980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009),
    }
    """How many of each digit there are."""
    choosing_fields: ClassVar[frozenset[str]] = frozenset({"train_limit", "classes"})
    chooser: ClassVar[str] = "only_classes"

    classes: tuple[Digit, ...] = Field((), max_length=10, exclude_if=().__eq__, json_schema_extra=QUIET)
    """Use these digits alone, which are its classes then, in this order; none named is all of them."""

    def data_fields(self) -> tuple[DataField, ...]:
        image, label = super().data_fields()
        if not self._digits:
            return image, label
        names = tuple(self.class_names[digit] for digit in self._digits)
        return image, DataField("label", Value("label", categories=len(names)), names=names)

    def splits(self) -> dict[Split, int]:
        digits = self._digits or range(10)
        return {split: sum(counts[digit] for digit in digits) for split, counts in self.counts.items()}

    def stored_splits(self) -> dict[Split, int]:
        return super().splits()

    @property
    def choice(self) -> str:
        return repr(self._digits) if self._digits else ""

    def chosen(self, columns: Columns) -> Columns:
        if not self._digits:
            return columns
        parts = [columns[split][name] for split in columns for name in ("image", "label")]
        return as_columns(*only_classes(parts, self._digits))

    @property
    def _digits(self) -> tuple[int, ...]:
        """Each that is named, once; empty where none is."""
        return tuple(dict.fromkeys(self.classes))

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        return read_npz(self.origin.shipped)


def only_classes(arrays: list[NDArray[Any]], classes: tuple[int, ...]) -> list[NDArray[Any]]:
    """The images of these classes alone, each labelled with the place of its class among them."""
    chosen = []
    for images, labels in zip(arrays[::2], arrays[1::2], strict=True):
        kept = np.isin(labels, classes)
        places = np.array([classes.index(label) if label in classes else 0 for label in range(256)], np.uint8)
        chosen += [images[kept], places[labels[kept]]]
    return chosen

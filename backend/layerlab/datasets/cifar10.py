"""CIFAR-10: small photos in colour, fetched on demand."""

from __future__ import annotations

import tarfile
import zlib
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Fetch, Origin, RemoteFile
from layerlab.datasets.labelled_images import LabelledImages, columns
from layerlab.kit.errors import LayerlabError
from layerlab.kit.values import Shape

RECORD = 1 + 3 * 32 * 32
"""One label byte, then the red, green and blue planes."""
RECORDS_PER_FILE = 10_000
TRAIN = tuple(f"cifar-10-batches-bin/data_batch_{number}.bin" for number in range(1, 6))
TEST = ("cifar-10-batches-bin/test_batch.bin",)
MOST_ENTRIES = 20


class Cifar10(LabelledImages):
    """60,000 small photos of animals and vehicles, 32×32, in colour. Fetched once (170 MB).

    Shape: (3, 32, 32), 10 classes, 50,000 train and 10,000 test.
    Source: Krizhevsky 2009.
    """

    kind: Literal["cifar10"] = "cifar10"
    title: ClassVar[str] = "CIFAR-10"
    sample_shape: ClassVar[Shape] = (3, 32, 32)
    class_names: ClassVar[tuple[str, ...]] = (
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    )
    train_size: ClassVar[int] = 50_000
    test_size: ClassVar[int] = 10_000
    attribution: ClassVar[str] = (
        "CIFAR-10, A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009"
    )
    mean: ClassVar[float] = 0.4734
    std: ClassVar[float] = 0.2516
    origin: ClassVar[Origin] = Origin(
        file="cifar10.npz",
        format="cifar",
        mirror=(
            RemoteFile(
                "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
                "c32a1d4ab5d03f1284b67883e8d87530",
                171_000_000,
            ),
        ),
    )

    def read(self, fetch: Fetch) -> Columns:
        """From the binary version, which needs no pickle."""
        records = read_records(fetch(self.files[0]), TRAIN + TEST)
        train = np.concatenate([records[name] for name in TRAIN])
        test = records[TEST[0]]
        return columns(
            train_images=train[:, 1:].reshape(-1, 3, 32, 32),
            train_labels=train[:, 0].copy(),
            test_images=test[:, 1:].reshape(-1, 3, 32, 32),
            test_labels=test[:, 0].copy(),
        )


def read_records(path: Path, names: tuple[str, ...]) -> dict[str, NDArray[np.uint8]]:
    """These members of the archive, each of exactly the size it must have; nothing is written to disk.

    Raises LayerlabError for an archive with other contents, however much it would inflate to.
    """
    size = RECORD * RECORDS_PER_FILE
    found: dict[str, NDArray[np.uint8]] = {}
    try:
        with tarfile.open(path, "r|gz") as archive:
            for number, member in enumerate(archive):
                if number >= MOST_ENTRIES or member.size > size:
                    raise LayerlabError("dataset_damaged", {"file": path.name})
                stream = archive.extractfile(member) if member.name in names else None
                if stream is not None and member.size == size:
                    content = np.frombuffer(stream.read(size), np.uint8)
                    found[member.name] = content.reshape(RECORDS_PER_FILE, RECORD)
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error) as error:
        raise LayerlabError("dataset_damaged", {"file": path.name}) from error
    if set(found) != set(names):
        raise LayerlabError("dataset_damaged", {"file": path.name})
    return found

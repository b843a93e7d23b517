"""The IDX format of MNIST and its descendants: a short header, then bytes."""

from __future__ import annotations

import gzip
import struct
import zlib
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Fetch, RemoteFile
from layerlab.datasets.labelled_images import columns
from layerlab.kit.errors import LayerlabError

UNSIGNED_BYTE = 0x08


def read_idx(path: Path, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """The array of a gzipped IDX file, which must have exactly this shape.

    No more is inflated than the shape needs, whatever the file promises. Raises LayerlabError.
    """
    header = struct.pack(">HBB", 0, UNSIGNED_BYTE, len(shape)) + struct.pack(f">{len(shape)}I", *shape)
    wanted = len(header) + prod(shape)
    try:
        with gzip.open(path) as file:
            content = file.read(wanted + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise LayerlabError("dataset_damaged", {"file": path.name}) from error
    if len(content) != wanted or not content.startswith(header):
        raise LayerlabError("dataset_damaged", {"file": path.name})
    return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape)


def read_mnist_like(fetch: Fetch, files: tuple[RemoteFile, ...], train: int, test: int) -> Columns:
    """The four files of an MNIST look-alike: train images and labels, then test images and labels."""
    train_images, train_labels, test_images, test_labels = (fetch(file) for file in files)
    return columns(
        train_images=read_idx(train_images, (train, 28, 28)),
        train_labels=read_idx(train_labels, (train,)),
        test_images=read_idx(test_images, (test, 28, 28)),
        test_labels=read_idx(test_labels, (test,)),
    )

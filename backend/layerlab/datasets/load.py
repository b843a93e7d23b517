"""Opening a dataset: its arrays are written to the cache once, then mapped into memory, which all runs share."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Arrays, Dataset, RemoteFile
from layerlab.datasets.download import Progress, fetch
from layerlab.kit.errors import LayerlabError, Where

_log = logging.getLogger(__name__)

NAMES = tuple(field.name for field in fields(Arrays))


def load(dataset: Dataset, cache: Path, progress: Progress | None = None) -> Arrays:
    """The dataset's arrays, memory-mapped; the first time they are unpacked or fetched. `train_limit` is applied.

    Raises LayerlabError (`dataset_unavailable`, `dataset_damaged`).
    """
    arrays = _opened(dataset, cache)
    if arrays is None:
        _make(dataset, cache, progress)
        arrays = _opened(dataset, cache)
    if arrays is None:
        raise LayerlabError("dataset_damaged", {"file": _folder(dataset, cache).name}, status=500)
    count = dataset.train_count
    return Arrays(
        arrays.train_images[:count], arrays.train_labels[:count], arrays.test_images, arrays.test_labels
    )


def available(dataset: Dataset, cache: Path) -> bool:
    """Whether `load` needs no network."""
    return dataset.shipped or _folder(dataset, cache).is_dir()


def download_size(dataset: Dataset) -> int:
    """Bytes that a download takes, roughly."""
    return sum(file.size for file in dataset.files)


def samples(
    dataset: Dataset, cache: Path, split: Literal["train", "test"], indices: Sequence[int]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Images (n, C, H, W) and labels (n,) of these samples. Raises LayerlabError for an index outside."""
    arrays = load(dataset, cache)
    images, labels = (
        (arrays.train_images, arrays.train_labels)
        if split == "train"
        else (arrays.test_images, arrays.test_labels)
    )
    if any(not 0 <= index < len(images) for index in indices):
        raise LayerlabError(
            "sample_unknown", {"count": len(images), "dataset": dataset.title}, 404, Where(field="indices")
        )
    rows = np.asarray(indices, dtype=np.int64)
    return images[rows], labels[rows]


def _folder(dataset: Dataset, cache: Path) -> Path:
    return cache / "datasets" / dataset.cache_key()


def _opened(dataset: Dataset, cache: Path) -> Arrays | None:
    """The cached arrays, or None where they are missing or not what the dataset declares."""
    folder = _folder(dataset, cache)
    shape = dataset.sample_shape
    wanted = {
        "train_images": (dataset.train_size, *shape),
        "train_labels": (dataset.train_size,),
        "test_images": (dataset.test_size, *shape),
        "test_labels": (dataset.test_size,),
    }
    found: dict[str, NDArray[np.uint8]] = {}
    for name in NAMES:
        try:
            # Copy-on-write, since a tensor over a read-only array draws a warning; nothing writes to it.
            array = np.load(folder / f"{name}.npy", mmap_mode="c", allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        if array.dtype != np.uint8 or array.shape != wanted[name]:
            return None
        found[name] = array
    return Arrays(**found)


def _make(dataset: Dataset, cache: Path, progress: Progress | None) -> None:
    """Write the arrays beside their place and move the whole folder in: half a dataset is never seen."""
    folder = _folder(dataset, cache)
    folder.parent.mkdir(parents=True, exist_ok=True)
    downloads = cache / "downloads"
    total, done = download_size(dataset), 0

    def heard(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(min(done, total), total)

    def fetched(file: RemoteFile) -> Path:
        return fetch(file, downloads, dataset.title, heard)

    arrays = dataset.read(fetched)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        for name in NAMES:
            _write(temporary / f"{name}.npy", np.ascontiguousarray(getattr(arrays, name)))
        if folder.exists() and _opened(dataset, cache) is None:
            shutil.rmtree(folder)
        try:
            temporary.rename(folder)
        except OSError:
            # Another run made it in the meantime: the same bytes.
            if _opened(dataset, cache) is None:
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write(place: Path, array: NDArray[np.uint8]) -> None:
    """As np.save, which writes past Python's files: on a full disk its error has no number that says so."""
    with place.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(array))
        file.write(array.reshape(-1).data)
        file.flush()
        os.fsync(file.fileno())


def prepare(datasets: Iterable[Dataset], cache: Path) -> None:
    """Unpack what is shipped and not unpacked yet, so that the first run need not. What fails is told by that run."""
    for dataset in datasets:
        if not dataset.shipped:
            continue
        try:
            load(dataset, cache)
        except (LayerlabError, OSError) as error:
            _log.warning("%s is not prepared: %s", dataset.title, error)

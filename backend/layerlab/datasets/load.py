"""Opening a dataset: its arrays are written to the cache once, then mapped into memory, which all runs share."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, RemoteFile
from layerlab.datasets.download import Progress, fetch, local_path
from layerlab.kit.errors import LayerlabError

_log = logging.getLogger(__name__)

_PARSING = threading.Lock()
"""The head of an array is a Python literal, and CPython 3.11 may fail to parse two at once in several threads
("AST constructor recursion depth mismatch", https://github.com/python/cpython/issues/106905)."""


def load(dataset: Dataset, cache: Path, progress: Progress | None = None) -> Columns:
    """The dataset's arrays, memory-mapped; the first time they are unpacked or fetched. `train_limit` is applied.

    Raises LayerlabError (`dataset_unavailable`, `dataset_damaged`).
    """
    if dataset.is_made:
        return _limited(dataset, dataset.read(lambda file: local_path(file, cache)))
    found = _opened(dataset, cache)
    if found is None:
        _make(dataset, cache, progress)
        found = _opened(dataset, cache)
    if found is None:
        raise LayerlabError("dataset_damaged", {"file": _folder(dataset, cache).name}, status=500)
    return _limited(dataset, found)


def _limited(dataset: Dataset, columns: Columns) -> Columns:
    columns = dataset.chosen(columns)
    limited = {name: array[: dataset.train_count] for name, array in columns["train"].items()}
    return {**columns, "train": limited}


def available(dataset: Dataset, cache: Path) -> bool:
    """Whether `load` needs no network."""
    return dataset.shipped or _folder(dataset, cache).is_dir()


def download_size(dataset: Dataset) -> int:
    """Bytes that a download takes, roughly."""
    return sum(file.size for file in dataset.files)


def _folder(dataset: Dataset, cache: Path) -> Path:
    return cache / "datasets" / dataset.cache_key()


def _opened(dataset: Dataset, cache: Path) -> Columns | None:
    """The cached arrays, or None where they are missing or not what the dataset declares."""
    folder = _folder(dataset, cache)
    found: Columns = {split: {} for split in dataset.splits()}
    for split, field, name in dataset.arrays():
        try:
            # Copy-on-write, since a tensor over a read-only array draws a warning; nothing writes to it.
            with _PARSING:
                array = np.load(folder / f"{name}.npy", mmap_mode="c", allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        if array.dtype != field.stored or array.shape != (dataset.stored_splits()[split], *field.value.room):
            return None
        found[split][field.name] = array
    return found


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

    columns = dataset.read(fetched)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        for split, field, name in dataset.arrays():
            _write(temporary / f"{name}.npy", np.ascontiguousarray(columns[split][field.name]))
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


def _write(place: Path, array: NDArray[Any]) -> None:
    """As np.save, which writes past Python's files: on a full disk its error has no number that says so."""
    with place.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(array))
        file.write(array.reshape(-1).data)
        file.flush()
        os.fsync(file.fileno())


def prepare(datasets: Iterable[Dataset], cache: Path) -> None:
    """Unpack what is shipped and not unpacked yet, so that the first run need not. What fails is told by that run."""
    for dataset in datasets:
        if not dataset.shipped or dataset.is_made:
            continue
        try:
            load(dataset, cache)
        except (LayerlabError, OSError) as error:
            _log.warning("%s is not prepared: %s", dataset.title, error)

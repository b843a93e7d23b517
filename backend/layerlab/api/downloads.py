"""Datasets that are being fetched: one thread each, with progress and the reason where it failed."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from layerlab.datasets.base import Dataset
from layerlab.datasets.load import download_size, load
from layerlab.kit.errors import LayerlabError, is_disk_full

_log = logging.getLogger(__name__)


class Downloads:
    """What is under way, and what went wrong last, by cache key of the dataset."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._progress: dict[str, tuple[int, int]] = {}
        self._failures: dict[str, LayerlabError] = {}

    def progress(self, dataset: Dataset) -> tuple[int, int] | None:
        """Bytes fetched and in all; None where nothing is under way."""
        return self._progress.get(dataset.cache_key())

    def failure(self, dataset: Dataset) -> LayerlabError | None:
        """Why the last attempt failed."""
        return self._failures.get(dataset.cache_key())

    def start(self, dataset: Dataset) -> None:
        """Fetch in the background. A second start of the same does nothing."""
        key = dataset.cache_key()
        with self._lock:
            if key in self._progress:
                return
            self._progress[key] = (0, download_size(dataset))
            self._failures.pop(key, None)
        threading.Thread(target=self._fetch, args=(key, dataset), name=f"fetch-{key}", daemon=True).start()

    def _fetch(self, key: str, dataset: Dataset) -> None:
        def heard(done: int, total: int) -> None:
            self._progress[key] = (done, total)

        try:
            load(dataset, self._cache, heard)
        except LayerlabError as error:
            self._failures[key] = error
        except OSError as error:
            _log.warning("fetching %s failed: %s", key, error)
            code = "disk_full" if is_disk_full(error) else "dataset_not_saved"
            self._failures[key] = LayerlabError(code, {"dataset": dataset.title}, status=507)
        finally:
            with self._lock:
                self._progress.pop(key, None)

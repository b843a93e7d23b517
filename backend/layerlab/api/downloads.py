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
    """What is under way, and what went wrong last, by kind of dataset."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._progress: dict[str, tuple[int, int]] = {}
        self._failures: dict[str, LayerlabError] = {}

    def progress(self, kind: str) -> tuple[int, int] | None:
        """Bytes fetched and in all; None where nothing is under way."""
        return self._progress.get(kind)

    def failure(self, kind: str) -> LayerlabError | None:
        """Why the last attempt failed."""
        return self._failures.get(kind)

    def start(self, kind: str, dataset: Dataset) -> None:
        """Fetch in the background. A second start of the same does nothing."""
        with self._lock:
            if kind in self._progress:
                return
            self._progress[kind] = (0, download_size(dataset))
            self._failures.pop(kind, None)
        threading.Thread(target=self._fetch, args=(kind, dataset), name=f"fetch-{kind}", daemon=True).start()

    def _fetch(self, kind: str, dataset: Dataset) -> None:
        def heard(done: int, total: int) -> None:
            self._progress[kind] = (done, total)

        try:
            load(dataset, self._cache, heard)
        except LayerlabError as error:
            self._failures[kind] = error
        except OSError as error:
            _log.warning("fetching %s failed: %s", kind, error)
            code = "disk_full" if is_disk_full(error) else "dataset_not_saved"
            self._failures[kind] = LayerlabError(code, {"dataset": dataset.title}, status=507)
        finally:
            with self._lock:
                self._progress.pop(kind, None)

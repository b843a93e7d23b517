"""Fetching a file once: bounded, checksummed, and only then put in its place."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from layerlab.datasets.base import RemoteFile
from layerlab.kit.errors import LayerlabError

Progress = Callable[[int, int], None]
"""(bytes so far, bytes in all)."""

TIMEOUT = httpx.Timeout(10.0, read=30.0)


def local_path(file: RemoteFile, folder: Path) -> Path:
    """Where the file's checked copy lies: named by its checksum, for two datasets may use the same names."""
    return folder / f"{file.md5[:12]}-{Path(urlsplit(file.url).path).name}"


def fetch(file: RemoteFile, folder: Path, title: str, progress: Callable[[int], None]) -> Path:
    """The checked local copy, fetched if it isn't there; `progress` hears of every piece that arrived.

    Raises LayerlabError: `dataset_unavailable` without a network, `dataset_damaged` where the checksum differs.
    """
    place = local_path(file, folder)
    if place.exists():
        progress(place.stat().st_size)
        return place
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            digest = _receive(file, title, out.write, progress)
            out.flush()
            os.fsync(out.fileno())
        if digest != file.md5:
            raise LayerlabError("dataset_damaged", {"file": place.name}, status=502)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    return place


def _receive(
    file: RemoteFile, title: str, write: Callable[[bytes], int], progress: Callable[[int], None]
) -> str:
    digest, received = hashlib.md5(usedforsecurity=False), 0
    try:
        with httpx.stream("GET", file.url, timeout=TIMEOUT, follow_redirects=True) as response:
            response.raise_for_status()
            for piece in response.iter_raw(1 << 18):
                received += len(piece)
                if received > file.size:
                    raise LayerlabError("dataset_damaged", {"file": Path(urlsplit(file.url).path).name}, 502)
                digest.update(piece)
                write(piece)
                progress(len(piece))
    except httpx.HTTPError as error:
        host = urlsplit(file.url).hostname or ""
        raise LayerlabError("dataset_unavailable", {"dataset": title, "host": host}, status=503) from error
    return digest.hexdigest()

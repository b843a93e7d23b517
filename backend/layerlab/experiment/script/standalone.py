"""How an exported script finds its data. Printed into it, and imported by nothing else.

`read_idx` and `read_cifar` are shorter than those of `datasets/`, which bound what a hostile file inflates to and tell
the page what is wrong with it: in a script the file's checksum has been compared, and a learner reads along.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
import tarfile
import urllib.request
from pathlib import Path

import numpy as np

ARRAYS = ("train_images", "train_labels", "test_images", "test_labels")
# In a script these are its dataset's.


def open_arrays(place: Path) -> list[np.ndarray]:
    """The four arrays of an .npz file, or of a folder that holds each as an .npy file."""
    if place.is_dir():
        return [np.load(place / f"{name}.npy", allow_pickle=False) for name in ARRAYS]
    with np.load(place, allow_pickle=False) as archive:
        return [archive[name] for name in ARRAYS]


def kept_data(kind: str) -> Path:
    """Where Layerlab keeps the dataset, on a computer that has it."""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
    if sys.platform == "darwin":
        data = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    folder = Path(os.environ.get("LAYERLAB_DATA") or data / "layerlab").expanduser()
    return folder / "cache" / "datasets" / kind


def fetch(url: str, md5: str, folder: Path) -> Path:
    """The file behind `url`, downloaded once into `folder` and checked."""
    path = folder / f"{md5[:8]}-{url.rpartition('/')[2]}"
    if not path.exists():
        print(f"Downloading {url}")
        with urllib.request.urlopen(url, timeout=60) as answer:
            content = answer.read()
        if hashlib.md5(content).hexdigest() != md5:
            raise SystemExit(f"{url} is not the expected file: its checksum differs.")
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path


def read_idx(path: Path) -> np.ndarray:
    """The array of a gzipped IDX file: two zeros, a type, the number of dimensions, each size, then the bytes."""
    content = gzip.decompress(path.read_bytes())
    sizes = np.frombuffer(content, ">u4", count=content[3], offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * len(sizes)).reshape(sizes)


def read_cifar(path: Path) -> list[np.ndarray]:
    """The four arrays of CIFAR-10's binary version: each record is a label and three planes of 32×32."""
    with tarfile.open(path) as archive:
        files = {member.name.rpartition("/")[2]: member for member in archive if member.name.endswith(".bin")}
        names = [*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin"]
        parts = []
        for name in names:
            file = archive.extractfile(files[name])
            assert file is not None
            parts.append(np.frombuffer(file.read(), np.uint8).reshape(-1, 3073))
    train, test = np.concatenate(parts[:5]), parts[5]
    return [train[:, 1:], train[:, 0], test[:, 1:], test[:, 0]]

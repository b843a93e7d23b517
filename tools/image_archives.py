"""Makes the archives of small pictures that ship: emoji from a sheet of tiles, glyphs from an archive of faces.

    python tools/image_archives.py SHEET.webp EMOJI.json GLYPHS.npz

Needs Pillow, which Layerlab itself does not: the sheet is a WebP without loss, and is read once, here.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parents[1] / "backend/layerlab/datasets/data"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Of every member, so that the same pictures give the same file."""

Arrays = dict[str, NDArray[np.uint8]]


def emoji(sheet: Path, told: Path) -> Arrays:
    """The tiles in an order that has nothing to do with what they show, a tenth of them kept to test.

    Both go by the SHA-256 of the character, so that no other choice of order or split was ever tried.
    """
    meta: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    count, columns, side = meta["count"], meta["columns"], meta["tile"]
    pixels = np.asarray(importlib.import_module("PIL.Image").open(sheet).convert("RGB"))
    tiles = pixels.reshape(-1, side, columns, side, 3).swapaxes(1, 2).reshape(-1, side, side, 3)[:count]
    if hashlib.sha256(tiles.tobytes()).hexdigest() != meta["pixel_sha256"]["noto"]:
        raise SystemExit(f"{sheet} does not hold the pixels that {told} tells of.")
    digests = [hashlib.sha256(character.encode()).hexdigest() for character in meta["char"]]
    order = np.argsort(digests)
    tested = np.array([int(digest[:8], 16) % 10 == 0 for digest in digests])[order]
    images, labels = tiles.transpose(0, 3, 1, 2)[order], np.array(meta["category"], np.uint8)[order]
    return _split(images, labels, tested)


def glyphs(archive: Path) -> Arrays:
    """Digits and capitals; the families that are held out are the test set."""
    with np.load(archive, allow_pickle=False) as found:
        return _split(found["images"], found["labels"], found["font_split"][found["font"]] == 1)


def _split(images: NDArray[np.uint8], labels: NDArray[np.uint8], tested: NDArray[np.bool_]) -> Arrays:
    return {
        "train_images": images[~tested],
        "train_labels": labels[~tested],
        "test_images": images[tested],
        "test_labels": labels[tested],
    }


def write(name: str, arrays: Arrays) -> None:
    """As small as a zip can be, and the same bytes every time."""
    with zipfile.ZipFile(DATA / name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member, array in arrays.items():
            content = io.BytesIO()
            np.save(content, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{member}.npy", EPOCH), content.getvalue(), zipfile.ZIP_DEFLATED, 9
            )


if __name__ == "__main__":
    _, sheet, told, faces = sys.argv
    write("emoji_noto.npz", emoji(Path(sheet), Path(told)))
    write("glyphs.npz", glyphs(Path(faces)))

"""Files of weights that runs may start from, each under the digest of what it holds.

Who knows a digest knows what the file holds, or has it from an experiment that names it: so a link to an experiment, or
a copy of it, needs no right of its own to its weights. Names of clients are never paths.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from layerlab.kit.errors import LayerlabError

DIGEST = re.compile(r"[0-9a-f]{64}\Z")
MAX_FILE_BYTES = 256 * 2**20
"""ResNet-152 takes 241 MB."""
MAX_FILES = 1_000
SPARED_S = 3600.0
"""So long a file that no experiment names is kept: somebody may be about to choose it."""
_PIECE = 2**20


class WeightStore:
    """The files in one folder, within a bound on their number and on their size together.

    Those that ship with ready experiments come there when they are first asked for.
    """

    def __init__(self, folder: Path, most_bytes: int, shipped: Path | None = None) -> None:
        self._folder, self._most_bytes, self._shipped = folder, most_bytes, shipped

    def path(self, digest: str) -> Path:
        """The file of that digest. Raises LayerlabError `weights_gone`."""
        path = self._path(digest)
        if not path.is_file() and not self._brought(path):
            raise LayerlabError("weights_gone", status=409)
        return path

    def _brought(self, path: Path) -> bool:
        origin = self._shipped / path.name if self._shipped else path
        if not origin.is_file():
            return False
        draft = self.draft()
        shutil.copyfile(origin, draft)
        draft.replace(path)
        return True

    def draft(self) -> Path:
        """Where a new file can be written, before it is taken or removed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f".draft-{secrets.token_hex(8)}"

    def take(self, draft: Path, is_wanted: Callable[[str], bool]) -> str:
        """Keep a whole and checked file; its digest. Raises LayerlabError `too_many_weights` where there is no room."""
        digest = _digest(draft)
        path = self._path(digest)
        if path.is_file():
            draft.unlink()
            os.utime(path)
            return digest
        self._make_room(draft.stat().st_size, is_wanted)
        draft.replace(path)
        return digest

    def _path(self, digest: str) -> Path:
        if not DIGEST.match(digest):
            raise LayerlabError("weights_gone", status=409)
        return self._folder / f"{digest}.safetensors"

    def _make_room(self, size: int, is_wanted: Callable[[str], bool]) -> None:
        """Files that no experiment names go, the oldest first, as far as they must."""
        kept = [(file, file.stat()) for file in self._folder.glob("*.safetensors")]
        total, count = sum(told.st_size for _, told in kept), len(kept)
        for file, told in sorted(kept, key=lambda one: one[1].st_mtime):
            if total + size <= self._most_bytes and count < MAX_FILES:
                break
            if time.time() - told.st_mtime > SPARED_S and not is_wanted(file.stem):
                file.unlink(missing_ok=True)
                total, count = total - told.st_size, count - 1
        if total + size > self._most_bytes or count >= MAX_FILES:
            raise LayerlabError("too_many_weights", {"limit_mb": self._most_bytes // 2**20}, status=429)


def _digest(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            found.update(piece)
    return found.hexdigest()

"""One process at a time holds a data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from layerlab.kit.errors import LayerlabError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "layerlab.lock"


class FolderLock:
    """The exclusive hold of a folder, let go by the system even when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[str] | None = None

    def __enter__(self) -> FolderLock:
        """Raises LayerlabError `data_folder_held` where another process holds it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # Opened without emptying it: it names the process that holds the folder.
        file = (self._folder / LOCK_NAME).open("a+", encoding="ascii")
        try:
            _lock(file)
        except OSError:
            file.seek(0)
            holder = file.read(20).strip()
            file.close()
            params = {"folder": str(self._folder), "process": holder if holder.isdigit() else "?"}
            raise LayerlabError("data_folder_held", dict(params), status=409) from None
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        # Far beyond the text, so that others may still read who holds the folder.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""The files of runs: one folder each, for checkpoints. Names are ids that the server made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from layerlab.kit.errors import LayerlabError

ID = re.compile(r"[a-z0-9]{1,40}\Z")
RESERVE_BYTES = 512 * 2**20


class Artifacts:
    """The folders below the data folder, and the room that is left there."""

    def __init__(self, data: Path, reserve_bytes: int = RESERVE_BYTES) -> None:
        self.runs = data / "runs"
        self.cache = data / "cache"
        self.weights = data / "weights"
        """Files of weights that runs may start from."""
        self._reserve_bytes = reserve_bytes

    def folder(self, run: str) -> Path:
        """The folder of a run, made if absent."""
        path = self._path(run)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def delete(self, run: str) -> None:
        """Remove the folder of a run; a folder that is not there is fine."""
        path = self._path(run)
        if path.exists():
            shutil.rmtree(path)

    def newest_checkpoint(self, run: str) -> Path | None:
        """The folder of the newest whole checkpoint: its manifest is written last."""
        whole = [file.parent for file in self._path(run).glob("checkpoints/*/state.json")]
        return max(
            (folder for folder in whole if folder.name.isdecimal()), key=lambda f: int(f.name), default=None
        )

    def drop_checkpoints_after(self, run: str, step: int) -> None:
        """Remove what was written after the last checkpoint that the log knows: its events are lost.

        A term that went on from there would leave a gap in the curves.
        """
        for folder in self._path(run).glob("checkpoints/*"):
            if folder.name.isdecimal() and int(folder.name) > step:
                shutil.rmtree(folder)

    def used_bytes(self, run: str) -> int:
        """What the files of a run take on disk."""
        return sum(file.stat().st_size for file in self._path(run).rglob("*") if file.is_file())

    def require_space(self) -> None:
        """Refuse to write more while the disk is nearly full: 507 `disk_full`. Reading goes on."""
        self.runs.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self.runs).free
        if free < self._reserve_bytes:
            raise LayerlabError(
                "disk_full",
                {"free_mb": free // 2**20, "needed_mb": self._reserve_bytes // 2**20},
                status=507,
            )

    def _path(self, run: str) -> Path:
        if not ID.match(run):
            raise LayerlabError("run_not_found", status=404)
        return self.runs / run

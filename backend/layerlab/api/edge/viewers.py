"""The live connections of this server: counted for each run, capped for each address, ended with their link."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from layerlab.api.edge.packing import PackedOnce
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.live import ViewersChanged

COUNT_EVERY_S = 0.25
"""A class that opens a link at once makes one count, not one for each pupil."""


@dataclass(frozen=True)
class Right:
    """Why someone may watch: their own run, or the link `share`."""

    share: str = ""

    @property
    def is_owner(self) -> bool:
        return not self.share


class Watcher(Protocol):
    """One live connection, as the others see it."""

    rights: dict[str, Right]

    async def send(self, message: ViewersChanged) -> None:
        """Send, or be dropped where the browser does not read."""

    def end(self, run: str, error: LayerlabError) -> None:
        """Watch this run no longer, and say why."""


class Viewers:
    """All live connections of this server. Used in the event loop only."""

    def __init__(self, per_address: int) -> None:
        self.packed = PackedOnce()
        self._per_address = per_address
        self._addresses: Counter[str] = Counter()
        self._all: set[Watcher] = set()
        self._counted: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def enter(self, viewer: Watcher, address: str) -> None:
        """Take a connection in. Raises LayerlabError over the cap of its address."""
        if self._addresses[address] >= self._per_address:
            raise LayerlabError("too_many_connections", {"limit": self._per_address}, status=429)
        self._addresses[address] += 1
        self._all.add(viewer)

    def leave(self, viewer: Watcher, address: str) -> None:
        """The connection is gone."""
        self._all.discard(viewer)
        self._addresses[address] -= 1
        if not self._addresses[address]:
            del self._addresses[address]
        for run in viewer.rights:
            self.count(run)

    def count(self, run: str) -> None:
        """Tell all who watch this run how many they are, soon."""
        if run in self._counted:
            return
        self._counted.add(run)
        task = asyncio.get_running_loop().create_task(self._tell(run))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, run: str) -> None:
        await asyncio.sleep(COUNT_EVERY_S)
        self._counted.discard(run)
        watching = [viewer for viewer in self._all if run in viewer.rights]
        message = ViewersChanged(run=run, viewers=len(watching))
        await asyncio.gather(*(viewer.send(message) for viewer in watching))

    async def revoke(self, share: str) -> None:
        """End all watching through a link that was closed."""
        for viewer in tuple(self._all):
            for run, right in tuple(viewer.rights.items()):
                if right.share == share:
                    viewer.end(run, LayerlabError("link_gone", status=404))

    async def forget(self, runs: list[str]) -> None:
        """End all watching of runs that are deleted."""
        for viewer in tuple(self._all):
            for run in set(runs) & set(viewer.rights):
                viewer.end(run, LayerlabError("run_not_found", status=404))

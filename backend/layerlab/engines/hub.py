"""The live tail: what is committed goes to every viewer, and no viewer can hold up a run."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from layerlab.protocol.events import FrameRecorded, PauseReason
from layerlab.protocol.live import Logged, StateChanged
from layerlab.store.events import Entry

QUEUE_BYTES = 2**19
OBJECT_BYTES = 1000
"""About what a decoded event takes beside its payload."""

Live = Logged | StateChanged


class ViewerQueue:
    """The queue of one viewer, bounded in bytes.

    A newer frame takes the place of an older one of the same probe. Where even so the bound is reached, the
    queue is given up: its reader goes back to the log, which has everything but superseded frames.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._items: OrderedDict[int, tuple[Live, int]] = OrderedDict()
        self._frames: dict[str, int] = {}
        self._next = 0
        self._wake = asyncio.Event()
        self.queued_bytes = 0
        self.overflowed = False
        self.ended = False

    def put(self, message: Live, size: int) -> None:
        """Queue a message; called by the hub alone."""
        if self.overflowed:
            return
        event = message.event if isinstance(message, Logged) else None
        if isinstance(event, FrameRecorded):
            if size > self._limit_bytes:
                return
            self._drop(self._frames.pop(event.probe, -1))
            self._frames[event.probe] = self._next
        if self.queued_bytes + size > self._limit_bytes:
            self._clear()
            self.overflowed = True
        else:
            self._items[self._next] = (message, size)
            self.queued_bytes += size
            self._next += 1
        self._wake.set()

    async def get(self) -> Live | None:
        """The next message; None where the queue was given up or the run is gone."""
        while not self._items:
            if self.overflowed or self.ended:
                return None
            self._wake.clear()
            await self._wake.wait()
        key, (message, size) = self._items.popitem(last=False)
        self.queued_bytes -= size
        event = message.event if isinstance(message, Logged) else None
        if isinstance(event, FrameRecorded) and self._frames.get(event.probe) == key:
            del self._frames[event.probe]
        return message

    def reset(self) -> None:
        """Start an empty queue: from here on nothing is missed."""
        self._clear()
        self.overflowed = False

    def end(self) -> None:
        """The run is gone; nothing comes any more."""
        self.ended = True
        self._wake.set()

    def _drop(self, key: int) -> None:
        dropped = self._items.pop(key, None)
        if dropped is not None:
            self.queued_bytes -= dropped[1]

    def _clear(self) -> None:
        self._items.clear()
        self._frames.clear()
        self.queued_bytes = 0


class Hub:
    """The viewers of every run. All calls come from the event loop."""

    def __init__(self, queue_bytes: int = QUEUE_BYTES) -> None:
        self._queue_bytes = queue_bytes
        self._viewers: dict[str, set[ViewerQueue]] = {}
        self._announced: dict[str, tuple[str, int, PauseReason]] = {}
        self._listeners: list[Callable[[str], None]] = []

    def listen(self, changed: Callable[[str], None]) -> None:
        """Name to `changed` every run whose state is news, whoever watches it."""
        self._listeners.append(changed)

    def open(self, run: str) -> ViewerQueue:
        """A new viewer of a run."""
        viewer = ViewerQueue(self._queue_bytes)
        self._viewers.setdefault(run, set()).add(viewer)
        return viewer

    def close(self, run: str, viewer: ViewerQueue) -> None:
        """A viewer has left."""
        watching = self._viewers.get(run, set())
        watching.discard(viewer)
        if not watching:
            self._viewers.pop(run, None)

    def viewers(self, run: str) -> frozenset[ViewerQueue]:
        """Who watches a run now."""
        return frozenset(self._viewers.get(run, ()))

    def publish(self, entry: Entry) -> None:
        """Hand a committed event to everyone who watches its run."""
        for viewer in self._viewers.get(entry.run, ()):
            viewer.put(entry.logged, len(entry.payload) + OBJECT_BYTES)

    def announce(self, run: str, state: str, place: int = 0, reason: PauseReason = "") -> None:
        """Tell the viewers the state of a run's row, where it is news."""
        if self._announced.get(run) == (state, place, reason):
            return
        self._announced[run] = (state, place, reason)
        changed = StateChanged(run=run, state=state, place=place, reason=reason)
        for viewer in self._viewers.get(run, ()):
            viewer.put(changed, OBJECT_BYTES)
        for tell in self._listeners:
            tell(run)

    def held(self, run: str) -> StateChanged | None:
        """How a run stands where its log, which finds no room, does not say it: for those who come later."""
        state, place, reason = self._announced.get(run, ("", 0, ""))
        return StateChanged(run=run, state=state, place=place, reason=reason) if reason else None

    def end(self, run: str) -> None:
        """The run was deleted: its viewers are let go."""
        self._announced.pop(run, None)
        for viewer in self._viewers.get(run, ()):
            viewer.end()

    def end_all(self) -> None:
        """The server goes down."""
        for run in list(self._viewers):
            self.end(run)

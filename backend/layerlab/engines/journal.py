"""Events become durable here, in order and in small batches, and only then reach the viewers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from sqlalchemy.exc import IntegrityError

from layerlab.engines.hub import Hub
from layerlab.engines.retry import until_written
from layerlab.protocol.events import CheckpointSaved, FrameRecorded, RunPaused, ScalarsRecorded
from layerlab.store import events
from layerlab.store.database import Database
from layerlab.store.events import Entry
from layerlab.store.progress import STATE_AFTER
from layerlab.store.thinning import bucket
from layerlab.training.changes import Change

log = logging.getLogger(__name__)

GATHER_S = 0.01
"""From one commit to the next, unless something is urgent: what comes meanwhile shares it."""
FRAME_EVERY_S = 0.5
PATIENT = (ScalarsRecorded, FrameRecorded, CheckpointSaved)
"""Events that may wait for others to share a commit."""


class FrameSieve:
    """Which frames go into the log at once, and which only to live viewers until something newer comes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[int, float]] = {}
        self._held: dict[tuple[str, str], Entry] = {}

    def keeps(self, entry: Entry, frame: FrameRecorded) -> bool:
        """Whether a frame is written: the first of its bucket of steps, else one each half second."""
        key = (entry.run, frame.probe)
        last_bucket, last_time = self._kept.get(key, (-1, 0.0))
        if bucket(frame.step) == last_bucket and time.monotonic() - last_time < FRAME_EVERY_S:
            self._held[key] = entry
            return False
        self._held.pop(key, None)
        self._kept[key] = (bucket(frame.step), time.monotonic())
        return True

    def release(self, run: str) -> list[Entry]:
        """The newest frames that were held back, and a clean slate for the run."""
        held = [key for key in self._held if key[0] == run]
        self._kept = {key: value for key, value in self._kept.items() if key[0] != run}
        return [self._held.pop(key) for key in held]


@dataclass
class Commit:
    """What the next commit holds."""

    entries: list[Entry] = field(default_factory=list)
    transient: set[tuple[str, int, int]] = field(default_factory=set)
    durable: bool = False
    written: asyncio.Event = field(default_factory=asyncio.Event)


class Journal:
    """The one writer of the event log. `on_fenced(run, term)` tells of events that a later term forbids.

    `on_full` is called again and again while the disk has no room for the log.
    """

    def __init__(
        self,
        database: Database,
        hub: Hub,
        on_fenced: Callable[[str, int], None],
        on_full: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._hub = hub
        self._on_fenced = on_fenced
        self._on_full = on_full
        self.is_full = False
        """The last attempt to write found no room."""
        self._sieve = FrameSieve()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._current = Commit()
        self._next = Commit()
        self._some = asyncio.Event()
        self._urgent = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._write_forever())
        self._task.add_done_callback(_report_end)

    async def stop(self, within_s: float) -> None:
        """Write what is left, as far as there is room, and end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self.until_durable()
        if self._task is not None:
            self._task.cancel()
        self._thread.shutdown()

    def record(self, entry: Entry) -> None:
        """Take an event; those of one run come in the order of their positions."""
        event, commit = entry.event, self._next
        if isinstance(event, FrameRecorded) and not self._sieve.keeps(entry, event):
            commit.transient.add((entry.run, entry.term, entry.seq))
        commit.entries.append(entry)
        commit.durable |= isinstance(event, Change)
        self._some.set()
        if not isinstance(event, PATIENT):
            self._urgent.set()
        if self.is_full:
            self._tell_without_log(entry)

    def rest(self, run: str, term: int) -> None:
        """A run pauses or ends: its newest frames are written, too. Those of earlier terms come again."""
        commit = self._next
        for entry in self._sieve.release(run):
            if entry.term != term:
                continue
            if (entry.run, entry.term, entry.seq) in commit.transient:
                commit.transient.discard((entry.run, entry.term, entry.seq))
            else:
                commit.entries.append(entry)
                self._some.set()

    async def until_durable(self) -> None:
        """Wait until everything that was recorded so far is durable."""
        open_commits = [commit for commit in (self._current, self._next) if commit.entries]
        if self._next.entries:
            self._urgent.set()
        for commit in open_commits:
            await commit.written.wait()

    async def _write_forever(self) -> None:
        clock, written_at = asyncio.get_running_loop().time, float("-inf")
        while True:
            await self._some.wait()
            # One that comes alone has nobody to wait for.
            wait_s = written_at + GATHER_S - clock()
            if wait_s > 0 and not self._urgent.is_set():
                await _either(self._urgent, wait_s)
            commit = self._current = self._next
            self._next = Commit()
            self._some.clear()
            self._urgent.clear()
            # Held frames are written late, at their own place.
            commit.entries.sort(key=lambda entry: (entry.run, entry.term, entry.seq))
            for _, group in groupby(commit.entries, key=lambda entry: (entry.run, entry.term)):
                entries = list(group)
                write = partial(self._commit, entries, commit)
                state = await until_written(write, self._thread, self._found_full)
                self.is_full = False
                self._publish(entries, state)
            commit.written.set()
            self._current = Commit()
            written_at = clock()

    def _found_full(self) -> None:
        self.is_full = True
        self._on_full()

    def _tell_without_log(self, entry: Entry) -> None:
        """Viewers get events once they are durable. How a run stands can't wait so long."""
        state = STATE_AFTER.get(type(entry.event))
        if state is not None:
            reason = entry.event.reason if isinstance(entry.event, RunPaused) else ""
            self._hub.announce(entry.run, state, reason=reason)

    def _commit(self, entries: list[Entry], commit: Commit) -> str | None:
        run, term = entries[0].run, entries[0].term
        transient = frozenset(seq for r, t, seq in commit.transient if (r, t) == (run, term))
        try:
            with self._database.session(durable=commit.durable) as session:
                return events.append(session, entries, transient)
        except IntegrityError:
            log.exception("run %s: positions of term %s are taken", run, term)
            return None

    def _publish(self, entries: list[Entry], state: str | None) -> None:
        run, term = entries[0].run, entries[0].term
        if state is None:
            self._on_fenced(run, term)
            return
        for entry in entries:
            self._hub.publish(entry)
        self._hub.announce(run, state)


async def _either(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


def _report_end(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.critical("the journal has died", exc_info=task.exception())

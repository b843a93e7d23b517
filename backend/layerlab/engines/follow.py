"""History, then the tail: the events after a position, without a gap and without doubles."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Protocol

from layerlab.engines.base import Followed, Position
from layerlab.engines.hub import Hub
from layerlab.protocol.live import CaughtUp, Logged, StateChanged
from layerlab.store.events import Kept
from layerlab.store.summaries import Coverage

BEGINNING: Position = (0, 0)


class History(Protocol):
    """The durable log, read in pages."""

    async def coverage(self, run: str) -> Coverage | None:
        """What of a long run is told in sums to whoever comes new; None where it is short."""

    async def page(self, run: str, after: Position, coverage: Coverage | None) -> list[Kept]:
        """The next events after a position; empty at the end."""

    async def state(self, run: str) -> str:
        """The state of the run's row. Raises LayerlabError where there is none."""


async def follow(hub: Hub, history: History, run: str, after: Position) -> AsyncGenerator[Followed]:
    """Events after `after`, CaughtUp, and then what happens. Ends where the run is deleted."""
    await history.state(run)
    coverage = await history.coverage(run) if after == BEGINNING else None
    viewer = hub.open(run)
    last, caught_up = after, False
    try:
        while not viewer.ended:
            # The queue opens before the log is read: what is committed in between is in both, never in neither.
            viewer.reset()
            while page := await history.page(run, last, coverage):
                for kept in page:
                    last = (kept.term, kept.seq)
                    yield kept
            state = await history.state(run)
            yield StateChanged(run=run, state=state) if caught_up else CaughtUp(run=run, state=state)
            caught_up, coverage = True, None
            if (held := hub.held(run)) is not None:
                yield held
            while (message := await viewer.get()) is not None:
                if isinstance(message, Logged):
                    if (message.term, message.seq) <= last:
                        continue
                    last = (message.term, message.seq)
                yield message
    finally:
        hub.close(run, viewer)

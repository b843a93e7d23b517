"""What the engine reads and writes of runs, outside the event loop. Also the `History` that viewers follow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import ceil
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from layerlab.engines.base import Position
from layerlab.engines.retry import say_why, until_written
from layerlab.engines.shared import Shared
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.events import RunExtended
from layerlab.store import events, runs, summaries
from layerlab.store.database import Database
from layerlab.store.events import PAGE_EVENTS, Kept
from layerlab.store.faults import is_full
from layerlab.store.summaries import Coverage
from layerlab.store.tables import RunRow

T = TypeVar("T")


class RunRows:
    """The rows and logs of runs, in short transactions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pages: Shared[list[Kept]] = Shared(is_kept=lambda page: len(page) >= PAGE_EVENTS)

    async def read(self, run: str) -> RunRow:
        """The run's row as it is now. Raises LayerlabError `run_not_found` (404)."""

        def read() -> RunRow:
            with self._database.reading() as session:
                return runs.get(session, run)

        return await asyncio.to_thread(read)

    async def coverage(self, run: str) -> Coverage | None:
        """What of a long run is told in sums."""

        def read() -> Coverage | None:
            with self._database.reading() as session:
                return summaries.coverage(session, run)

        return await asyncio.to_thread(read)

    async def page(self, run: str, after: Position, coverage: Coverage | None) -> list[Kept]:
        """The next events of the durable log. A class that opens a run at once has each page read once."""

        def read() -> list[Kept]:
            with self._database.reading() as session:
                return events.read(session, run, after, coverage=coverage)

        return await self._pages.get((run, after, coverage), lambda: asyncio.to_thread(read))

    async def state(self, run: str) -> str:
        """The state of the run's row."""
        return (await self.read(run)).state

    async def recover(self) -> list[RunRow]:
        """The runs of a dead server that go back to the queue."""

        def write() -> list[RunRow]:
            with self._database.session() as session:
                return list(runs.recover(session))

        return await until_written(write)

    async def queue_again(self, run: str) -> None:
        """A run that had started waits for a slot once more."""
        await until_written(lambda: self._set_state(run, "queued"))

    async def order_state(self, run: str, state: str) -> None:
        """Move a run that no worker holds, because its user says so."""
        await _written_or_refused(lambda: self._set_state(run, state))

    async def order_desired(self, run: str, desired: str) -> None:
        """Keep what the user wants."""

        def write() -> None:
            with self._database.session() as session:
                runs.set_desired(session, run, desired)

        await _written_or_refused(write)

    async def extension(self, run: str, epochs: int) -> RunExtended:
        """What makes a finished run so much longer. Raises LayerlabError where it did not finish."""

        def read() -> RunExtended:
            with self._database.reading() as session:
                row, started = runs.get(session, run), events.started(session, run)
            if row.state != "finished" or started is None:
                raise LayerlabError("run_ended", {"state": row.state}, status=409)
            per_epoch = started.steps_per_epoch
            return RunExtended(
                step=row.step + 1, total_steps=(ceil(row.step / per_epoch) + epochs) * per_epoch
            )

        return await asyncio.to_thread(read)

    async def order_term(self, run: str) -> RunRow:
        """Begin a term without a worker, to write its one event."""

        def write() -> RunRow:
            with self._database.session() as session:
                return runs.begin_term(session, run)

        return await _written_or_refused(write)

    def _set_state(self, run: str, state: str) -> None:
        with self._database.session() as session:
            runs.set_state(session, run, state)


async def _written_or_refused(write: Callable[[], T]) -> T:
    """An order does not wait for a full or locked disk: its sender is told."""
    try:
        return await asyncio.to_thread(write)
    except OperationalError as error:
        say_why(error)
        if is_full(error):
            raise LayerlabError("disk_full", status=507) from error
        raise LayerlabError("database_busy", status=503) from error

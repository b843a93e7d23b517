"""A few processes that hold checkpoints of runs, to answer what no worker can: it is gone, or has moved on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from layerlab.engines.options import EngineParts
from layerlab.engines.pending_queries import PendingQueries
from layerlab.engines.process_pool import WorkerProcess
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.queries import Query, Shown
from layerlab.protocol.worker import Report
from layerlab.store.tables import RunRow
from layerlab.worker.assignment import Assignment

MAX_INSPECTORS = 2


@dataclass
class Inspector:
    """One process for one run's checkpoints. It goes by itself when nobody asks for a while."""

    child: WorkerProcess
    queries: PendingQueries
    term: int
    used: float = 0.0


class Inspectors:
    """At most two; the one that was asked least recently makes room."""

    def __init__(self, parts: EngineParts) -> None:
        self._parts = parts
        self._open: dict[str, Inspector] = {}
        self._listeners: set[asyncio.Task[None]] = set()
        self._opening = asyncio.Lock()

    async def ask(self, row: RunRow, query: Query, step: int) -> Shown:
        """The answer of the checkpoint nearest to `step`. Raises LayerlabError `no_checkpoint` (404), `busy` (429)."""
        if row.checkpoint_step < 0:
            raise LayerlabError("no_checkpoint", status=404)
        async with self._opening:
            inspector = self._open.get(row.id)
            # Another term may have written other checkpoints under the same steps.
            if inspector is not None and inspector.term != row.term:
                self.drop(row.id)
                inspector = None
            if inspector is None:
                inspector = await self._start(row)
        inspector.used = asyncio.get_running_loop().time()
        return await inspector.queries.ask(query, self._parts.options.inspect_s, step)

    def drop(self, run: str) -> None:
        """End the inspector of a run, if there is one."""
        inspector = self._open.pop(run, None)
        if inspector is not None:
            inspector.child.kill()

    async def stop(self) -> None:
        """End all."""
        for run in list(self._open):
            self.drop(run)
        await asyncio.gather(*self._listeners)

    async def _start(self, row: RunRow) -> Inspector:
        if len(self._open) >= MAX_INSPECTORS:
            idle = [run for run, inspector in self._open.items() if not len(inspector.queries)]
            if not idle:
                raise LayerlabError("busy", status=429)
            self.drop(min(idle, key=lambda run: self._open[run].used))
        parts = self._parts
        child = await parts.pool.take()
        assignment = Assignment(
            run=row.id,
            term=row.term,
            experiment=row.snapshot,
            folder=parts.artifacts.folder(row.id),
            cache=parts.artifacts.cache,
        )
        child.assign(parts.options.inspect, assignment)
        inspector = Inspector(child, PendingQueries(child), row.term)
        self._open[row.id] = inspector
        listener = asyncio.create_task(self._listen(row.id, inspector))
        self._listeners.add(listener)
        listener.add_done_callback(self._listeners.discard)
        return inspector

    async def _listen(self, run: str, inspector: Inspector) -> None:
        while (message := await inspector.child.receive()) is not None:
            if not isinstance(message, Report):
                inspector.queries.take(message)
        inspector.queries.fail()
        if self._open.get(run) is inspector:
            del self._open[run]

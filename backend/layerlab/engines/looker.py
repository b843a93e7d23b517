"""One process that shows what networks do that have learnt nothing yet."""

from __future__ import annotations

import asyncio

from layerlab.engines.options import EngineParts
from layerlab.engines.pending_queries import PendingQueries
from layerlab.engines.process_pool import WorkerProcess
from layerlab.engines.shared import Shared
from layerlab.protocol.queries import Query, Shown
from layerlab.protocol.worker import Report
from layerlab.worker.assignment import Assignment


class Looker:
    """At most one process for all documents, one question at a time. It goes by itself when nobody asks for a while."""

    def __init__(self, parts: EngineParts) -> None:
        self._parts = parts
        self._queries: PendingQueries | None = None
        self._child: WorkerProcess | None = None
        self._listener: asyncio.Task[None] | None = None
        self._opening = asyncio.Lock()
        # A class that opens one link asks the same question thirty times.
        self._shared: Shared[Shown] = Shared(is_kept=lambda _: True)

    async def look(self, experiment: str, query: Query) -> Shown:
        """The answer of a document's first weights. Raises LayerlabError: the network's own refusal, `busy` (429)."""
        return await self._shared.get((experiment, query), lambda: self._ask(experiment, query))

    async def _ask(self, experiment: str, query: Query) -> Shown:
        async with self._opening:
            questions = self._queries or await self._start()
        return await questions.ask(query, self._parts.options.look_s, experiment=experiment)

    async def stop(self) -> None:
        """End the process, if there is one."""
        if self._child is not None:
            self._child.kill()
        if self._listener is not None:
            await self._listener

    async def _start(self) -> PendingQueries:
        parts = self._parts
        child = await parts.pool.take()
        # It looks at documents alone: there is no run whose folder it could read, but weights to start from.
        nothing = Assignment(
            run="", term=0, experiment="", folder=parts.artifacts.weights, cache=parts.artifacts.cache
        )
        child.assign(parts.options.look, nothing)
        # One that is lost in a network keeps all others waiting: a new one serves them sooner.
        self._child, self._queries = child, PendingQueries(child, late=child.kill)
        self._listener = asyncio.create_task(self._listen(child, self._queries))
        return self._queries

    async def _listen(self, child: WorkerProcess, questions: PendingQueries) -> None:
        while (message := await child.receive()) is not None:
            if not isinstance(message, Report):
                questions.take(message)
        if self._queries is questions:
            self._queries = self._child = None
        questions.fail()

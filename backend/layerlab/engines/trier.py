"""One process that tries how fast a document trains here, while the machine has nothing else to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from layerlab.engines.options import EngineParts
from layerlab.engines.process_pool import WorkerProcess
from layerlab.worker.assignment import Assignment


class Trier:
    """One trial at a time. A run that begins ends it: what a trial finds on a busy machine would stay."""

    def __init__(self, parts: EngineParts, is_idle: Callable[[], bool]) -> None:
        self._parts = parts
        self._is_idle = is_idle
        self._child: WorkerProcess | None = None
        self._one = asyncio.Lock()

    async def try_out(self, experiment: str) -> bool:
        """Whether the trial came to its end; what it found is in the cache."""
        options = self._parts.options
        async with self._one:
            if not options.cores or not self._is_idle():
                return False
            child = self._child = await self._parts.pool.take()
            # A run may have begun meanwhile.
            if not self._is_idle():
                self.give_way()
                return False
            cache = self._parts.artifacts.cache
            given = Assignment(
                run="", term=0, experiment=experiment, folder=cache, cache=cache, cores=options.cores
            )
            child.assign(options.try_out, given)
            await self._end_of(child)
            was_left_alone, self._child = self._child is child, None
            return was_left_alone

    async def _end_of(self, child: WorkerProcess) -> None:
        try:
            async with asyncio.timeout(self._parts.options.try_s):
                while await child.receive() is not None:
                    pass
        except TimeoutError:
            child.kill()

    def give_way(self) -> None:
        """End the trial, if there is one: something trains."""
        if self._child is not None:
            self._child.kill()
            self._child = None

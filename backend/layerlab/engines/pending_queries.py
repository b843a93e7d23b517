"""Questions to one child and the answers that come back, each within its time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from layerlab.engines.process_pool import WorkerProcess
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.queries import NEWEST, Query, Shown
from layerlab.protocol.worker import Decline, Question, Reply

MAX_OPEN = 8


class PendingQueries:
    """What was asked of one child and not yet answered. `late` is called where an answer does not come in time."""

    def __init__(self, child: WorkerProcess, late: Callable[[], None] = lambda: None) -> None:
        self._child = child
        self._late = late
        self._open: dict[int, asyncio.Future[Shown]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._open)

    async def ask(self, query: Query, within_s: float, step: int = NEWEST, experiment: str = "") -> Shown:
        """The child's answer. Raises LayerlabError: its own refusal, or `busy` (429) where none comes in time."""
        if len(self._open) >= MAX_OPEN:
            raise LayerlabError("busy", status=429)
        self._next += 1
        number = self._next
        answer: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()
        self._open[number] = answer
        self._child.send(Question(id=number, query=query, step=step, experiment=experiment))
        try:
            async with asyncio.timeout(within_s):
                return await answer
        except TimeoutError:
            self._late()
            raise LayerlabError("busy", status=429) from None
        finally:
            del self._open[number]

    def take(self, message: Reply | Decline) -> None:
        """An answer has come; one that nobody waits for any more is dropped."""
        waiting = self._open.get(message.id)
        if waiting is None or waiting.done():
            return
        if isinstance(message, Reply):
            waiting.set_result(message.answer)
        else:
            waiting.set_exception(LayerlabError(message.code, dict(message.params)))

    def fail(self) -> None:
        """The child is gone."""
        for waiting in self._open.values():
            if not waiting.done():
                waiting.set_exception(LayerlabError("busy", status=429))

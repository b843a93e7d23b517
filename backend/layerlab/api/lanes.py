"""Bodies are read and checked one at a time, so that others are served in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import HTTPConnection

from layerlab.kit.errors import LayerlabError

LARGE_BYTES = 16 * 1024
"""Three times LeNet-5: what people edit passes beside what only machines write."""
PATIENCE_S = 0.08


class Turn:
    """The right to keep this process busy, until it is released."""

    def __init__(self, lane: asyncio.Lock) -> None:
        self._lane: asyncio.Lock | None = lane

    def release(self) -> None:
        """Let the next one in; more than once does no harm."""
        if self._lane is not None:
            self._lane.release()
            self._lane = None


class Lanes:
    """One for small bodies and one for large ones, each with room for one.

    Python runs one thread at a time. Eight that reckon in turns would let the event loop have a ninth of the time; one
    does not hold it up. Who waits too long is sent away instead of kept, with all that was read of them.
    """

    def __init__(self) -> None:
        self._small, self._large = asyncio.Lock(), asyncio.Lock()

    @asynccontextmanager
    async def turn(self, size: int) -> AsyncIterator[Turn]:
        """For a body of so many bytes. Raises LayerlabError `server_busy`."""
        lane = self._large if size > LARGE_BYTES else self._small
        try:
            async with asyncio.timeout(PATIENCE_S):
                await lane.acquire()
        except TimeoutError as error:
            raise LayerlabError("server_busy", status=503) from error
        turn = Turn(lane)
        try:
            yield turn
        finally:
            turn.release()


def turn_of(connection: HTTPConnection) -> Turn | None:
    """The turn of a request with a body."""
    turn: Turn | None = connection.scope["state"].get("turn")
    return turn

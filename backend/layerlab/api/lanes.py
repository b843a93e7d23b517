"""Bodies are read and checked one at a time, so that others are served in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import HTTPConnection

from layerlab.kit.errors import LayerlabError

LARGE_BYTES = 16 * 1024
"""Three times LeNet-5: what people edit passes beside what only machines write."""
MOST_SMALL, MOST_LARGE = 32, 2
"""So many are in a lane together, the one that is worked on among them. One large body takes up to 0.1 s."""
PATIENCE_S = 5.0


def is_large(size: int) -> bool:
    """Whether a body of so many bytes is read aside."""
    return size > LARGE_BYTES


class _Lane:
    """One is worked on, the others wait in the order in which they came."""

    def __init__(self, most: int) -> None:
        self._lock = asyncio.Lock()
        self._most, self._count = most, 0

    @property
    def is_full(self) -> bool:
        """Whether nobody else may wait here."""
        return self._count >= self._most

    async def enter(self) -> None:
        """Wait for the turn. Raises LayerlabError `server_busy` where the line is full, or stands still."""
        if self.is_full:
            raise LayerlabError("server_busy", status=503)
        self._count += 1
        has_turn = False
        try:
            async with asyncio.timeout(PATIENCE_S):
                has_turn = await self._lock.acquire()
        except TimeoutError as error:
            raise LayerlabError("server_busy", status=503) from error
        finally:
            if not has_turn:
                self._count -= 1

    def leave(self) -> None:
        """Let the next one in."""
        self._count -= 1
        self._lock.release()


class Turn:
    """The right to keep this process busy, until it is released."""

    def __init__(self, lane: _Lane) -> None:
        self._lane: _Lane | None = lane

    def release(self) -> None:
        """Let the next one in; more than once does no harm."""
        if self._lane is not None:
            self._lane.leave()
            self._lane = None


class Lanes:
    """One for small bodies and one for large ones, each with room for one.

    Python runs one thread at a time. Eight that reckon in turns would let the event loop have a ninth of the time; one
    does not hold it up. Where the line is full, who comes is sent away instead of kept, with all that was read of them:
    the length of the line is bounded, not the time in it, for on a busy computer a line of one may take long.
    """

    def __init__(self) -> None:
        self._small, self._large = _Lane(MOST_SMALL), _Lane(MOST_LARGE)

    def is_full(self, size: int) -> bool:
        """Whether one with a body of so many bytes would be sent away."""
        return (self._large if is_large(size) else self._small).is_full

    @asynccontextmanager
    async def turn(self, size: int) -> AsyncIterator[Turn]:
        """For a body of so many bytes. Raises LayerlabError `server_busy`."""
        lane = self._large if is_large(size) else self._small
        await lane.enter()
        turn = Turn(lane)
        try:
            yield turn
        finally:
            turn.release()


def turn_of(connection: HTTPConnection) -> Turn | None:
    """The turn of a request with a body."""
    turn: Turn | None = connection.scope["state"].get("turn")
    return turn

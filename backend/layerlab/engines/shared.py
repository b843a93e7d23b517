"""Work that many ask for at the same time is done once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT_S = 1.0
MOST_AT_ONCE = 8
"""Kept results and work under way together."""


class Shared(Generic[T]):
    """Results by key, for those who ask while the work goes on or shortly after. Used in the event loop only.

    `is_kept` says of a result whether it is still true a moment later. Another is of use only to the one who began the
    work: who came in the middle may have seen the world change since, and does the work again.
    """

    def __init__(self, is_kept: Callable[[T], bool]) -> None:
        self._is_kept = is_kept
        self._tasks: dict[Hashable, asyncio.Task[T]] = {}

    async def get(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """The result of `work`, or of what somebody else began for the same key."""
        begun = self._tasks.get(key)
        if begun is None:
            task = self._tasks[key] = asyncio.create_task(self._do(key, work))
            # One who leaves doesn't take the work away from the others.
            return await asyncio.shield(task)
        result = await asyncio.shield(begun)
        return result if self._is_kept(result) else await work()

    async def _do(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        kept = False
        try:
            result = await work()
            kept = self._is_kept(result) and len(self._tasks) <= MOST_AT_ONCE
            return result
        finally:
            if kept:
                asyncio.get_running_loop().call_later(KEPT_S, self._tasks.pop, key, None)
            else:
                del self._tasks[key]

"""What many ask for at once is done once, and no longer kept than it is true."""

from __future__ import annotations

import asyncio

import pytest

from layerlab.engines import shared
from layerlab.engines.shared import Shared

pytestmark = pytest.mark.anyio


class Desk:
    """Counts how often the work was done; it waits until it is let go."""

    def __init__(self, result: str = "page", fault: bool = False) -> None:
        self.done, self.go = 0, asyncio.Event()
        self._result, self._fault = result, fault

    async def work(self) -> str:
        self.done += 1
        await self.go.wait()
        if self._fault:
            raise OSError("the disk")
        return self._result


async def _everyone(pages: Shared[str], desk: Desk, count: int = 20) -> list[str | BaseException]:
    asking = [asyncio.create_task(pages.get("key", desk.work)) for _ in range(count)]
    await asyncio.sleep(0)
    desk.go.set()
    return await asyncio.gather(*asking, return_exceptions=True)


async def test_a_class_makes_one_question() -> None:
    pages, desk = Shared[str](is_kept=lambda _: True), Desk()
    assert await _everyone(pages, desk) == ["page"] * 20
    assert await pages.get("key", desk.work) == "page"
    assert desk.done == 1
    assert await pages.get("another", desk.work) == "page"
    assert desk.done == 2


async def test_what_may_grow_is_read_by_each_after_they_came() -> None:
    """Who joins a look that began earlier would miss what happened in between."""
    pages, desk = Shared[str](is_kept=lambda _: False), Desk()
    assert await _everyone(pages, desk) == ["page"] * 20
    assert desk.done == 20
    await pages.get("key", desk.work)
    assert desk.done == 21


async def test_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "KEPT_S", 0.0)
    pages, desk = Shared[str](is_kept=lambda _: True), Desk()
    await _everyone(pages, desk)
    forgotten = asyncio.Event()
    asyncio.get_running_loop().call_later(0.0, forgotten.set)
    await forgotten.wait()
    await pages.get("key", desk.work)
    assert desk.done == 2


async def test_one_who_leaves_takes_nothing_from_the_others() -> None:
    pages, desk = Shared[str](is_kept=lambda _: True), Desk()
    first = asyncio.create_task(pages.get("key", desk.work))
    second = asyncio.create_task(pages.get("key", desk.work))
    await asyncio.sleep(0)
    first.cancel()
    desk.go.set()
    assert await second == "page"
    assert desk.done == 1


async def test_a_fault_reaches_all_and_is_not_kept() -> None:
    pages, broken = Shared[str](is_kept=lambda _: True), Desk(fault=True)
    assert all(isinstance(answer, OSError) for answer in await _everyone(pages, broken))
    desk = Desk("healed")
    desk.go.set()
    assert await pages.get("key", desk.work) == "healed"

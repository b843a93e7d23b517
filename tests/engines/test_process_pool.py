"""Where warm children come from, and when."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from layerlab.engines import process_pool
from layerlab.engines.process_pool import ProcessPool, WorkerProcess

pytestmark = pytest.mark.anyio


async def test_the_next_spare_does_not_take_the_time_of_the_run_that_took_the_last_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[float] = []
    fork = ProcessPool._fork

    def noted(pool: ProcessPool, loop: asyncio.AbstractEventLoop) -> WorkerProcess:
        begun.append(loop.time())
        return fork(pool, loop)

    monkeypatch.setattr(ProcessPool, "_fork", noted)
    pool = ProcessPool(preload="")
    pool.start()
    first = await pool.take()
    taken_at = asyncio.get_running_loop().time()
    await _until(lambda: len(begun) == 2)
    assert begun[1] - taken_at >= 0.9 * process_pool.NEXT_AFTER_S
    second = await pool.take()
    taken_at = asyncio.get_running_loop().time()
    # Who comes when there is no spare yet waits for no clock.
    third = await pool.take()
    assert begun[2] - taken_at < 0.9 * process_pool.NEXT_AFTER_S
    assert len({first.pid, second.pid, third.pid}) == 3
    await pool.stop()
    for child in (first, second, third):
        child.kill()
        await child.gone.wait()


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0.01)

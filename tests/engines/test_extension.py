"""Runs that become longer: while they go, and after they have finished."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import ExtendRun, PauseRun, ResumeRun, StopRun
from layerlab.protocol.events import RunExtended
from support.engine_house import House, curve, reaches, until_event, until_state

pytestmark = pytest.mark.anyio


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)


async def test_a_finished_run_is_extended_in_a_new_term(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=20)
        await engine.enqueue(run)
        await until_state(engine, run, "finished")
        last = house.log(run)[-1]
        await engine.order(run, ExtendRun(epochs=2))
        await until_state(engine, run, "finished", after=(last.term, last.seq))
        row, log = house.row(run), house.log(run)
        assert (row.state, row.step, row.total_steps, row.term) == ("finished", 40, 40, 3)
        assert row.ended_at is not None
        assert curve(log) == list(range(1, 41))
        (extended,) = [m for m in log if isinstance(m.event, RunExtended)]
        assert (extended.term, extended.event.step, extended.event.total_steps) == (2, 21, 40)
        # The next term opens with what was written down before it.
        assert next(m.event.kind for m in log if m.term == 3) == "run_resumed"


async def test_an_extension_outlives_the_server(house: House) -> None:
    async with house.engine(max_running=1) as engine:
        run, other = house.add_run(steps=20), house.add_run(steps=10_000, delay=0.005)
        await engine.enqueue(run)
        await until_state(engine, run, "finished")
        await engine.enqueue(other)
        await until_event(engine, other, reaches(1))
        await engine.order(run, ExtendRun(epochs=1))
        assert house.row(run).state == "queued"
    async with house.engine() as engine:
        await until_state(engine, run, "finished")
    assert curve(house.log(run)) == list(range(1, 31))


async def test_a_live_run_is_extended_and_only_a_finished_one_again(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10, delay=0.005)
        await engine.enqueue(run)
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        await engine.order(run, ExtendRun(epochs=3))
        await until_event(engine, run, lambda e: e.kind == "run_extended")
        assert house.row(run).total_steps == 40
        await engine.order(run, ResumeRun())
        await until_event(engine, run, reaches(12))
        os.kill(engine.worker_pid(run), signal.SIGKILL)
        await until_state(engine, run, "finished")
        assert curve(house.log(run)) == list(range(1, 41))
        stopped = house.add_run(steps=10_000, delay=0.005)
        await engine.enqueue(stopped)
        await until_event(engine, stopped, reaches(1))
        await engine.order(stopped, StopRun())
        await until_state(engine, stopped, "stopped")
        with pytest.raises(LayerlabError) as refused:
            await engine.order(stopped, ExtendRun(epochs=1))
    assert (refused.value.code, refused.value.status) == ("run_ended", 409)


async def test_an_extension_that_crossed_the_last_word_is_not_lost(house: House) -> None:
    async with house.engine("hears_no_extension") as engine:
        run = house.add_run(steps=30, delay=0.01)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(2))
        await engine.order(run, ExtendRun(epochs=1))
        await until_event(engine, run, reaches(40))
        await until_state(engine, run, "finished", after=(3, 0))
    assert (house.row(run).step, house.row(run).term) == (40, 3)
    assert curve(house.log(run)) == list(range(1, 41))

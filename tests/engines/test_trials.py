"""Documents are tried out while nothing trains, and give way to what does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from layerlab.experiment.trials import Trials
from support.engine_house import House, until_state
from support.experiments import small

pytestmark = pytest.mark.anyio


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)


def cache(house: House) -> Path:
    return house.artifacts.cache


async def test_what_a_trial_finds_is_remembered(house: House) -> None:
    document = small().model_dump_json()
    async with house.engine(cores=1) as engine:
        assert await engine.try_out(document)
        found = Trials(cache(house)).recall(small(), 1)
        assert found is not None
        assert found.samples > 0
        assert all(timing.step_s > 0 for timing in found.timings)
        assert await engine.try_out("{}"), "one that can't be tried has been, too"


async def test_without_cores_nothing_is_tried(house: House) -> None:
    async with house.engine() as engine:
        assert not await engine.try_out(small().model_dump_json())
    assert Trials(cache(house)).recall(small(), 0) is None


async def test_while_a_run_trains_nothing_is_tried(house: House) -> None:
    run = house.add_run(steps=10_000, delay=0.01)
    async with house.engine(cores=1) as engine:
        await engine.enqueue(run)
        await until_state(engine, run, "running")
        assert not await engine.try_out(small().model_dump_json())
    assert Trials(cache(house)).recall(small(), 1) is None


async def test_a_run_that_begins_ends_the_trial(house: House) -> None:
    async with house.engine(cores=1, try_out="support.bad_workers:never_reports") as engine:
        trial = asyncio.create_task(engine.try_out(small().model_dump_json()))
        while engine._trier._child is None:
            await asyncio.sleep(0)
        run = house.add_run(steps=5)
        await engine.enqueue(run)
        assert not await trial
        await until_state(engine, run, "finished")


async def test_the_end_of_the_server_ends_the_trial(house: House) -> None:
    async with house.engine(cores=1, try_out="support.bad_workers:never_reports") as engine:
        trial = asyncio.create_task(engine.try_out(small().model_dump_json()))
        while engine._trier._child is None:
            await asyncio.sleep(0)
    assert not await trial

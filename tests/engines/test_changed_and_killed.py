"""A run with the real worker that is changed, killed, finished and extended, against one in this process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from layerlab.engines.options import EngineOptions
from layerlab.protocol.commands import ExtendRun, SetHyperparameter, SetSpeed
from layerlab.protocol.events import RunFinished
from layerlab.store import events
from layerlab.worker.checkpoint_store import weights
from support.engine_house import House, reaches, until_event, until_state
from support.experiments import DROPOUT, MOMENTUM, small
from support.scripted_channel import carry_out

pytestmark = pytest.mark.anyio

OPTIONS = {
    "work": EngineOptions.work,
    "inspect": EngineOptions.inspect,
    "kill_after_s": 20.0,
    "start_within_s": 60.0,
}
"""Generous bounds: the machine that tests may be busy."""


async def test_changed_killed_and_extended_it_gives_the_bits_of_one_that_was_left_alone(
    tmp_path: Path,
) -> None:
    house = House.build(tmp_path)
    experiment = small(train_limit=3_200, epochs=2)
    async with house.engine(**OPTIONS) as engine:
        run = house.add_run(snapshot=experiment.model_dump_json())
        await engine.enqueue(run)
        await until_event(engine, run, reaches(5))
        await engine.order(run, SetSpeed(steps_per_s=50))
        await engine.order(run, SetHyperparameter(name=MOMENTUM, value=0.5))
        await engine.order(run, SetHyperparameter(name=DROPOUT, value=0.5))
        changed = await until_event(
            engine, run, lambda e: e.kind == "hyperparameter_changed" and e.name != MOMENTUM
        )
        await until_event(engine, run, reaches(changed.event.step + 3))
        os.kill(engine.worker_pid(run), signal.SIGKILL)
        assert await until_state(engine, run, "finished", "failed") == "finished"
        assert house.row(run).step == 200
        last = house.log(run)[-1]
        await engine.order(run, ExtendRun(epochs=1))
        assert await until_state(engine, run, "finished", "failed", after=(last.term, last.seq)) == "finished"
    assert (house.row(run).step, house.row(run).total_steps) == (300, 300)
    with house.database.reading() as session:
        changes = events.effective_changes(session, run)
    assert [change.kind for change in changes] == ["hyperparameter_changed"] * 2 + ["run_extended"]
    alone = carry_out(experiment, tmp_path / "alone", house.artifacts.cache, changes=changes)
    assert isinstance(alone[-1], RunFinished)
    assert weights(tmp_path / "alone") == weights(house.artifacts.folder(run))

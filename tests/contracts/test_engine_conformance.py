"""What every engine must do for one run, with good workers and bad ones."""

from __future__ import annotations

import os
import signal

import pytest

from layerlab.engines.process_pool import WorkerProcess
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import PauseRun, ResumeRun, SetHyperparameter, StepRun, StopRun
from layerlab.protocol.worker import Acknowledge, ToWorker
from layerlab.store.artifacts import Artifacts
from support.engine_house import HASTY, House, curve, reaches, saves, until_event, until_state
from support.experiments import RATE

pytestmark = pytest.mark.anyio


async def test_a_run_is_its_log(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=25)
        await engine.enqueue(run)
        assert await until_state(engine, run, "finished") == "finished"
    row, log = house.row(run), house.log(run)
    assert (row.state, row.step, row.total_steps, row.checkpoint_step, row.term) == (
        "finished",
        25,
        25,
        25,
        1,
    )
    assert row.started_at
    assert row.ended_at
    assert [(m.term, m.seq) for m in log] == [(1, seq) for seq in range(1, len(log) + 1)]
    assert log[0].event.kind == "run_started"
    assert log[-1].event.kind == "run_finished"
    assert curve(log) == list(range(1, 26))


async def test_pause_step_and_resume(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=60, delay=0.005)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(3))
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        paused_at = house.row(run).step
        await engine.order(run, StepRun(steps=2))
        stepped = await until_event(engine, run, lambda e: e.kind == "run_paused" and e.step == paused_at + 2)
        assert curve(house.log(run)) == list(range(1, paused_at + 3))
        await engine.order(run, ResumeRun())
        await until_state(engine, run, "finished", after=(stepped.term, stepped.seq))
    assert curve(house.log(run)) == list(range(1, 61))
    assert house.row(run).term == 1


async def test_stop_keeps_the_checkpoint_and_ends_the_run(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, delay=0.005)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(3))
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
        with pytest.raises(LayerlabError) as refused:
            await engine.order(run, ResumeRun())
    assert (refused.value.code, refused.value.status) == ("run_ended", 409)
    assert house.row(run).checkpoint_step == house.row(run).step > 0


async def test_a_change_is_durable_before_it_is_used(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    run = house.add_run(steps=10_000, delay=0.005, checkpoint_every=5)
    durable_when_acknowledged = []
    send = WorkerProcess.send

    def watched(child: WorkerProcess, message: ToWorker) -> None:
        if isinstance(message, Acknowledge):
            durable_when_acknowledged.append("hyperparameter_changed" in house.kinds(run))
        send(child, message)

    monkeypatch.setattr(WorkerProcess, "send", watched)
    async with house.engine() as engine:
        await engine.enqueue(run)
        await until_event(engine, run, saves)
        await engine.order(run, SetHyperparameter(name=RATE, value=3.0))
        change = await until_event(engine, run, lambda e: e.kind == "hyperparameter_changed")
        assert any(m.event == change.event for m in house.log(run))
        await until_event(engine, run, reaches(change.event.step))
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
    assert durable_when_acknowledged == [True]


async def test_a_killed_worker_goes_on_by_itself_with_the_same_numbers(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=80, delay=0.005, checkpoint_every=20)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(23))
        await engine.order(run, SetHyperparameter(name=RATE, value=2.0))
        change = await until_event(engine, run, lambda e: e.kind == "hyperparameter_changed")
        await until_event(engine, run, reaches(change.event.step + 2))
        os.kill(engine.worker_pid(run), signal.SIGKILL)
        await until_state(engine, run, "finished")
    row, log = house.row(run), house.log(run)
    assert (row.term, row.restarts) == (2, 0)
    assert curve(log) == list(range(1, 81))
    resumed = next(m for m in log if m.event.kind == "run_resumed")
    assert (resumed.term, resumed.seq) == (2, 1)
    # The change came after the checkpoint of the resume, and is applied again at its own step.
    first = change.event.step
    assert house.total(run) == (first - 1) * 1.0 + (80 - first + 1) * 2.0


async def test_a_worker_that_is_killed_again_and_again_fails_its_run_alone(house: House) -> None:
    async with house.engine("crashes") as engine:
        bad = house.add_run(steps=50, crash_at=3, checkpoint_every=100)
        good = house.add_run(steps=50, crash_at=10**6)
        await engine.enqueue(bad)
        await engine.enqueue(good)
        assert await until_state(engine, bad, "failed", "finished") == "failed"
        assert await until_state(engine, good, "failed", "finished") == "finished"
    last = house.log(bad)[-1]
    assert (last.event.kind, last.event.code, last.event.checkpoint_step) == (
        "run_failed",
        "worker_killed",
        -1,
    )
    assert last.term == 3


async def test_progress_between_crashes_is_no_reason_to_give_up(house: House) -> None:
    async with house.engine("crashes") as engine:
        run = house.add_run(steps=50, crash_at=0, crash_terms=5, checkpoint_every=1)
        await engine.enqueue(run)
        assert await until_state(engine, run, "failed", "finished") == "finished"
    assert house.row(run).term == 6
    assert curve(house.log(run)) == list(range(1, 51))


async def test_a_run_whose_folder_cannot_be_made_fails_alone(house: House) -> None:
    bad, good = house.add_run(steps=3), house.add_run(steps=3)
    house.artifacts.runs.mkdir()
    (house.artifacts.runs / bad).write_text("in the way")
    async with house.engine(max_running=1) as engine:
        await engine.enqueue(bad)
        await engine.enqueue(good)
        assert await until_state(engine, bad, "failed", "finished") == "failed"
        assert await until_state(engine, good, "failed", "finished") == "finished"
    last = house.log(bad)[-1].event
    assert (last.kind, last.code) == ("run_failed", "worker_failed")
    assert str(house.data) not in last.params["message"], "who holds a link need not know where the data lies"


async def test_a_supervisor_that_dies_gives_its_slot_to_the_next(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = house.add_run(steps=3), house.add_run(steps=3)
    async with house.engine(max_running=1) as engine:
        # A fault that nobody foresaw, in the first run alone.
        monkeypatch.setattr(Artifacts, "drop_checkpoints_after", lambda _, run, step: 1 / (run != bad))
        await engine.enqueue(bad)
        await engine.enqueue(good)
        assert await until_state(engine, good, "failed", "finished") == "finished"


@pytest.mark.parametrize("worker", ["never_reports", "slow"])
async def test_stop_ends_a_worker_that_hears_nothing(house: House, worker: str) -> None:
    async with house.engine(worker, **HASTY) as engine:
        run = house.add_run()
        await engine.enqueue(run)
        if worker == "slow":
            await until_event(engine, run, lambda e: e.kind == "run_started")
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
    assert house.kinds(run)[-1] == "run_stopped"


@pytest.mark.parametrize("worker", ["never_reports", "slow"])
async def test_pause_puts_a_worker_away_that_hears_nothing(house: House, worker: str) -> None:
    async with house.engine(worker, **HASTY) as engine:
        run = house.add_run()
        await engine.enqueue(run)
        if worker == "slow":
            await until_event(engine, run, lambda e: e.kind == "run_started")
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
    assert house.kinds(run)[-2:] == ["run_paused", "run_stopped"]


async def test_a_silent_worker_is_killed_in_the_end(house: House) -> None:
    async with house.engine("never_reports", silent_s=0.1, **HASTY) as engine:
        run = house.add_run()
        await engine.enqueue(run)
        await until_state(engine, run, "failed")
    assert house.log(run)[-1].event.code == "worker_killed"


@pytest.mark.parametrize("worker", ["leaves_silently", "babbles"])
async def test_a_worker_without_a_last_word_counts_as_killed(house: House, worker: str) -> None:
    async with house.engine(worker, **HASTY) as engine:
        run = house.add_run()
        await engine.enqueue(run)
        await until_state(engine, run, "failed")
    assert house.row(run).term == 3


async def test_what_a_worker_says_after_its_end_is_not_heard(house: House) -> None:
    async with house.engine("talks_on", **HASTY) as engine:
        run = house.add_run(steps=3)
        await engine.enqueue(run)
        await until_state(engine, run, "finished")
    assert house.kinds(run)[-1] == "run_finished"
    assert house.row(run).checkpoint_step == 3

"""What every engine must do, with good workers and bad ones."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from layerlab.engines import retry
from layerlab.engines.local import LocalEngine
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import PauseRun, ResumeRun, SetHyperparameter, StepRun, StopRun
from layerlab.protocol.live import CaughtUp, Logged
from layerlab.protocol.queries import ShowSample
from layerlab.store import events
from layerlab.store.tables import RunRow
from support.engine_house import HASTY, House, curve, reaches, saves, until_event, until_state

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["local"])
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)


def pid_of(engine: LocalEngine, run: str) -> int:
    return engine.worker_pid(run)


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


async def test_a_change_is_durable_before_it_is_used(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, delay=0.005, checkpoint_every=5)
        await engine.enqueue(run)
        await until_event(engine, run, saves)
        await engine.order(run, SetHyperparameter(name="learning_rate", value=3.0))
        change = await until_event(engine, run, lambda e: e.kind == "hyperparameter_changed")
        assert any(m.event == change.event for m in house.log(run))
        await until_event(engine, run, reaches(change.event.step))
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")


async def test_a_killed_worker_goes_on_by_itself_with_the_same_numbers(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=80, delay=0.005, checkpoint_every=20)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(23))
        await engine.order(run, SetHyperparameter(name="learning_rate", value=2.0))
        change = await until_event(engine, run, lambda e: e.kind == "hyperparameter_changed")
        await until_event(engine, run, reaches(change.event.step + 2))
        os.kill(pid_of(engine, run), signal.SIGKILL)
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


async def test_owners_take_turns(house: House) -> None:
    async with house.engine(max_running=1) as engine:
        first = house.add_run("ann", steps=10_000, delay=0.005)
        await engine.enqueue(first)
        await until_event(engine, first, reaches(1))
        ann = [house.add_run("ann", steps=2) for _ in range(3)]
        bob = [house.add_run("bob", steps=2) for _ in range(2)]
        for run in [*ann, *bob]:
            await engine.enqueue(run)
        assert engine.load().queued == 5
        await engine.order(first, StopRun())
        for run in [*ann, *bob]:
            await until_state(engine, run, "finished")
    order = sorted([*ann, *bob], key=lambda run: house.row(run).started_at or 0)
    assert order == [bob[0], ann[0], bob[1], ann[1], ann[2]]


async def test_one_owner_cannot_take_all_slots(house: House) -> None:
    async with house.engine(max_running=2, owner_running=1) as engine:
        mine = [house.add_run("ann", steps=10_000, delay=0.01) for _ in range(2)]
        for run in mine:
            await engine.enqueue(run)
        await until_event(engine, mine[0], reaches(1))
        other = house.add_run("bob", steps=3)
        await engine.enqueue(other)
        await until_state(engine, other, "finished")
        assert house.row(mine[1]).state == "queued"
        for run in mine:
            await engine.order(run, StopRun())
            await until_state(engine, run, "stopped")


async def test_a_paused_run_gives_its_slot_and_gets_one_back(house: House) -> None:
    async with house.engine(max_running=1) as engine:
        paused, other = house.add_run(steps=40, delay=0.01), house.add_run(steps=10_000, delay=0.01)
        await engine.enqueue(paused)
        await until_event(engine, paused, reaches(1))
        await engine.enqueue(other)
        await engine.order(paused, PauseRun())
        await until_event(engine, other, reaches(1))
        await engine.order(paused, ResumeRun())
        assert await until_state(engine, paused, "queued", "running") == "queued"
        await engine.order(other, PauseRun())
        await until_state(engine, paused, "finished")
        await engine.order(other, StopRun())
        await until_state(engine, other, "stopped")
    assert curve(house.log(paused)) == list(range(1, 41))


async def test_more_paused_runs_than_processes_are_put_away_and_come_back(house: House) -> None:
    async with house.engine(max_paused=1) as engine:
        made = [house.add_run(steps=30, delay=0.005) for _ in range(3)]
        for run in made:
            await engine.enqueue(run)
            await until_event(engine, run, reaches(1))
            await engine.order(run, PauseRun())
            await until_state(engine, run, "paused")
        for run in made:
            await engine.order(run, ResumeRun())
            await until_state(engine, run, "finished")
            assert curve(house.log(run)) == list(range(1, 31))


async def test_commands_to_a_queued_run(house: House) -> None:
    async with house.engine(max_running=1) as engine:
        first = house.add_run(steps=10_000, delay=0.01)
        stopped, held = house.add_run(), house.add_run(steps=12)
        for run in (first, stopped, held):
            await engine.enqueue(run)
        await engine.order(stopped, StopRun())
        await until_state(engine, stopped, "stopped")
        assert house.kinds(stopped) == ["run_stopped"]
        await engine.order(held, PauseRun())
        await engine.order(first, StopRun())
        await until_state(engine, held, "paused")
        assert house.row(held).step == 0
        await engine.order(held, ResumeRun())
        await until_state(engine, held, "finished")


async def test_a_stopped_engine_hands_its_runs_to_the_next(house: House) -> None:
    async with house.engine() as engine:
        running, paused = house.add_run(steps=60, delay=0.01), house.add_run(steps=60, delay=0.01)
        for run in (running, paused):
            await engine.enqueue(run)
            await until_event(engine, run, reaches(3))
        await engine.order(paused, PauseRun())
        await until_state(engine, paused, "paused")
    async with house.engine() as engine:
        await until_state(engine, running, "finished")
        assert house.row(paused).state == "paused"
        await engine.order(paused, ResumeRun())
        await until_state(engine, paused, "finished")
    for run in (running, paused):
        assert curve(house.log(run)) == list(range(1, 61))
        assert house.row(run).restarts == 0


async def test_a_zombie_of_an_earlier_term_is_refused(house: House) -> None:
    async with house.engine(max_running=2) as old:
        run = house.add_run(steps=200, delay=0.005, checkpoint_every=1000)
        await old.enqueue(run)
        await until_event(old, run, reaches(5))
        async with house.engine() as new:
            await until_event(new, run, lambda e: e.kind in {"run_resumed", "run_started"}, after=(1, 10**9))
            await until_state(new, run, "finished")
    log = house.log(run)
    terms = [message.term for message in log]
    assert terms == sorted(terms)
    assert set(terms) == {1, 2}
    assert [m.seq for m in log if m.term == 2] == list(range(1, terms.count(2) + 1))
    assert curve(log) == list(range(1, 201))


async def test_a_checkpoint_that_the_log_does_not_know_is_not_used(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, delay=0.005, checkpoint_every=10)
        await engine.enqueue(run)
        saved = await until_event(engine, run, lambda e: e.kind == "checkpoint_saved" and e.step == 20)
    # As if the server had died after the worker wrote this checkpoint, and before the log had its events.
    known = house.row(run).checkpoint_step
    beyond = house.artifacts.folder(run) / "checkpoints" / str(known + 500)
    beyond.mkdir()
    (beyond / "state.json").write_text(json.dumps({"step": known + 500, "total": 0, "rate": 1}))
    async with house.engine() as engine:
        resumed = await until_event(engine, run, lambda e: e.kind == "run_resumed", after=(saved.term, 10**9))
        assert resumed.event.step == known
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")


async def test_questions(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, delay=0.005, checkpoint_every=5)
        await engine.enqueue(run)
        await until_event(engine, run, saves)
        live = await engine.ask(run, ShowSample(sample=3))
        assert live.step > 0
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
        after = await engine.ask(run, ShowSample(sample=3))
        assert after.step == house.row(run).checkpoint_step
        fresh = house.add_run()
        with pytest.raises(LayerlabError) as refused:
            await engine.ask(fresh, ShowSample(sample=3))
        assert (refused.value.code, refused.value.status) == ("no_checkpoint", 404)
        with pytest.raises(LayerlabError) as refused:
            await engine.ask("nobody", ShowSample(sample=3))
        assert refused.value.status == 404


async def test_a_worker_too_busy_to_answer(house: House) -> None:
    async with house.engine("slow", answer_s=0.05, **HASTY) as engine:
        run = house.add_run()
        await engine.enqueue(run)
        await until_event(engine, run, lambda e: e.kind == "run_started")
        with pytest.raises(LayerlabError) as refused:
            await engine.ask(run, ShowSample(sample=3))
        assert (refused.value.code, refused.value.status) == ("busy", 429)
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")


async def test_a_forgotten_run_ends_for_everybody(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, delay=0.005)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(2))
        pid = pid_of(engine, run)

        async def watch() -> int:
            return sum([1 async for _ in engine.follow(run, (0, 0))])

        watching = asyncio.create_task(watch())
        await until_event(engine, run, reaches(5))
        await engine.forget(run)
        async with asyncio.timeout(10):
            assert await watching > 0
        assert not Path(f"/proc/{pid}").exists()
        with house.database.session() as session:
            session.delete(house.row(run))
        with pytest.raises(LayerlabError):
            await anext(engine.follow(run, (0, 0)))
        assert engine.load().running == 0


async def test_a_worker_can_be_spawned_where_nothing_can_be_forked(house: House) -> None:
    async with house.engine(start_method="spawn", preload="layerlab.engines.nursery") as engine:
        run = house.add_run(steps=5)
        await engine.enqueue(run)
        await until_state(engine, run, "finished")


async def test_the_newest_frame_is_kept_when_a_run_comes_to_rest(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, probes=2, delay=0.001)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(100))
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        for probe in ("probe_0", "probe_1"):
            steps = [m.event.step for m in house.log(run) if getattr(m.event, "probe", "") == probe]
            assert steps[-1] == house.row(run).step
            assert len(steps) < 60
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")


async def test_a_viewer_that_does_not_read_holds_nobody_up_and_misses_no_scalar(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=1500, probes=2, frame_bytes=20_000)
        await engine.enqueue(run)
        sleeper = engine.follow(run, (0, 0))
        seen = [await anext(sleeper)]
        while not isinstance(seen[-1], CaughtUp):
            seen.append(await anext(sleeper))
        await until_state(engine, run, "finished")
        (viewer,) = engine.viewers(run)
        assert viewer.queued_bytes <= 2**20
        async with asyncio.timeout(30):
            async for message in sleeper:
                seen.append(message)
                if isinstance(message, Logged) and message.event.kind == "run_finished":
                    break
        await sleeper.aclose()
        assert engine.viewers(run) == frozenset()
    logged = [message for message in seen if isinstance(message, Logged)]
    positions = [(m.term, m.seq) for m in logged]
    assert positions == sorted(set(positions))
    assert curve(logged) == list(range(1, 1501))


async def test_a_database_that_cannot_be_written_for_a_while_loses_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, failures = events.append, []

    def fail_often(*arguments: object) -> str | None:
        if len(failures) < 3:
            failures.append(arguments)
            raise OperationalError("insert", {}, Exception("database or disk is full"))
        return append(*arguments)

    monkeypatch.setattr(retry, "RETRY_S", 0.01)
    monkeypatch.setattr(events, "append", fail_often)
    async with house.engine() as engine:
        run = house.add_run(steps=30)
        await engine.enqueue(run)
        await until_state(engine, run, "finished")
    assert len(failures) == 3
    assert curve(house.log(run)) == list(range(1, 31))


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_an_engine_that_still_loads_can_be_stopped_at_once(method: str, tmp_path: Path) -> None:
    program = f"""if True:
        import asyncio, sys
        from pathlib import Path
        from support.engine_house import House

        async def main():
            house = House.build(Path(sys.argv[1]))
            async with house.engine(start_method={method!r}, preload="support.slow_to_load") as engine:
                await engine.enqueue(house.add_run())

        if __name__ == "__main__":
            asyncio.run(main())
    """
    # A process of its own: the forkserver of this one has everything loaded.
    script = tmp_path / "program.py"
    script.write_text(program)
    path = os.pathsep.join(["tests", os.environ.get("PYTHONPATH", "")])
    subprocess.run(
        [sys.executable, script, tmp_path], env=os.environ | {"PYTHONPATH": path}, check=True, timeout=30
    )
    assert House.build(tmp_path).row(the_only_run(tmp_path)).state in {"queued", "running"}


def the_only_run(data: Path) -> str:
    with House.build(data).database.reading() as session:
        return session.scalars(select(RunRow.id)).one()

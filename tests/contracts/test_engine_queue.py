"""What every engine must do for many runs: fair places, slots, queued commands, restarts, zombies."""

from __future__ import annotations

import asyncio
import json

import pytest

from layerlab.protocol.commands import ExtendRun, PauseRun, ResumeRun, StepRun, StopRun
from support.engine_house import House, curve, reaches, until_event, until_state

pytestmark = pytest.mark.anyio


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
        paused, other = house.add_run(steps=300, delay=0.01), house.add_run(steps=10_000, delay=0.01)
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
    assert curve(house.log(paused)) == list(range(1, 301))


async def test_more_paused_runs_than_processes_are_put_away_and_come_back(house: House) -> None:
    async with house.engine(max_paused=1) as engine:
        made = [house.add_run(steps=600, delay=0.005) for _ in range(3)]
        for run in made:
            await engine.enqueue(run)
            await until_event(engine, run, reaches(1))
            await engine.order(run, PauseRun())
            await until_state(engine, run, "paused")
        for run in made:
            await engine.order(run, ResumeRun())
        for run in made:
            await until_state(engine, run, "finished")
            assert curve(house.log(run)) == list(range(1, 601))


async def test_a_resume_is_heard_while_the_process_is_put_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.engine(max_paused=1) as engine:
        run = house.add_run(steps=60, delay=0.005)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(1))
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        write_down = engine._rows.order_desired

        async def slowly(of: str, desired: str) -> None:
            """Between the look at the process and the word to it, the process goes."""
            engine._supervisors[of].put_away()
            await asyncio.wait([engine._tasks[of]])
            await write_down(of, desired)

        monkeypatch.setattr(engine._rows, "order_desired", slowly)
        await engine.order(run, ResumeRun())
        await until_state(engine, run, "finished")
    assert curve(house.log(run)) == list(range(1, 61))


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
        # It is paused where it is, and nobody's place is taken by it.
        await until_state(engine, held, "paused")
        assert (house.row(held).term, engine.load().queued) == (0, 0)
        await engine.order(held, ResumeRun())
        assert await until_state(engine, held, "queued", "running") == "queued"
        await engine.order(first, StopRun())
        await until_state(engine, held, "finished")


async def test_what_a_queued_run_was_asked_for_outlasts_a_pause_there(house: House) -> None:
    async with house.engine(max_running=1) as engine:
        first, held = house.add_run(steps=10_000, delay=0.01), house.add_run(steps=20)
        for run in (first, held):
            await engine.enqueue(run)
        await engine.order(held, ExtendRun(epochs=1))
        await engine.order(held, PauseRun())
        await until_state(engine, held, "paused")
        await engine.order(held, ResumeRun())
        await engine.order(first, StopRun())
        await until_state(engine, held, "finished")
    assert curve(house.log(held)) == list(range(1, 31))


async def test_a_queued_run_of_one_step_is_told_to_go_on(house: House) -> None:
    async with house.engine(max_running=1) as engine:
        first, held = house.add_run(steps=10_000, delay=0.01), house.add_run(steps=20)
        for run in (first, held):
            await engine.enqueue(run)
        await engine.order(held, StepRun(steps=1))
        await engine.order(held, ResumeRun())
        await engine.order(first, StopRun())
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


async def test_a_run_deleted_while_it_is_queued_again_leaves_no_ticket(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=5_000, delay=0.005)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(1))
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        supervisor, forgetting = engine._supervisors[run], []

        async def meanwhile(of: str) -> None:
            forgetting.append(asyncio.create_task(engine.forget(of)))
            while not supervisor.lost:
                await asyncio.sleep(0)

        pushed: list[str] = []
        monkeypatch.setattr(engine._rows, "queue_again", meanwhile)
        monkeypatch.setattr(engine._queue, "push", lambda ticket, front=False: pushed.append(ticket.run))
        supervisor.put_away()
        await engine.order(run, ResumeRun())
        await asyncio.wait([engine._tasks[run]])
        await asyncio.wait_for(forgetting[0], 10)
        assert pushed == []

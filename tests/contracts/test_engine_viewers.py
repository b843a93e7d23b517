"""What every engine must do for those who ask and watch, and when its surroundings fail."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from layerlab.engines import retry
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import PauseRun, StopRun
from layerlab.protocol.live import CaughtUp, Logged
from layerlab.store import events
from layerlab.store.events import Kept
from layerlab.store.tables import RunRow
from support.engine_house import HASTY, House, curve, reaches, saves, until_event, until_state
from support.questions import of_sample

pytestmark = pytest.mark.anyio


async def test_questions(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, delay=0.005, checkpoint_every=5)
        await engine.enqueue(run)
        await until_event(engine, run, saves)
        live = await engine.ask(run, of_sample(3))
        assert live.step > 0
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
        after = await engine.ask(run, of_sample(3))
        assert after.step == house.row(run).checkpoint_step
        fresh = house.add_run()
        with pytest.raises(LayerlabError) as refused:
            await engine.ask(fresh, of_sample(3))
        assert (refused.value.code, refused.value.status) == ("no_checkpoint", 404)
        with pytest.raises(LayerlabError) as refused:
            await engine.ask("nobody", of_sample(3))
        assert refused.value.status == 404


async def test_a_worker_too_busy_to_answer(house: House) -> None:
    async with house.engine("slow", answer_s=0.05, **HASTY) as engine:
        run = house.add_run()
        await engine.enqueue(run)
        await until_event(engine, run, lambda e: e.kind == "run_started")
        with pytest.raises(LayerlabError) as refused:
            await engine.ask(run, of_sample(3))
        assert (refused.value.code, refused.value.status) == ("busy", 429)
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")


async def test_a_forgotten_run_ends_for_everybody(house: House) -> None:
    async with house.engine() as engine:
        run = house.add_run(steps=10_000, delay=0.005)
        await engine.enqueue(run)
        await until_event(engine, run, reaches(2))
        pid = engine.worker_pid(run)

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
    async with house.engine(start_method="spawn", preload="layerlab.engines.process_pool") as engine:
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
                if isinstance(message, Logged | Kept) and message.event.kind == "run_finished":
                    break
        await sleeper.aclose()
        assert engine.viewers(run) == frozenset()
    logged = [message for message in seen if isinstance(message, Logged | Kept)]
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
            raise OperationalError("insert", {}, Exception("database is locked"))
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

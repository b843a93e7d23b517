"""A disk without room for the log: runs pause, viewers know why, and nothing is lost."""

from __future__ import annotations

import asyncio
import errno
import logging
from contextlib import aclosing
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from layerlab.engines import retry
from layerlab.engines.local import LocalEngine
from layerlab.engines.retry import Sayings
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import PauseRun, ResumeRun, StopRun
from layerlab.protocol.live import StateChanged
from layerlab.store import events, runs
from layerlab.store.artifacts import Artifacts
from support.engine_house import House, curve, reaches, until_event, until_state

pytestmark = pytest.mark.anyio


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)


class Disk:
    """Whether the database can be written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self.refused = 0
        for module, name in ((events, "append"), (runs, "set_desired"), (runs, "begin_term")):
            self._bound(monkeypatch, module, name)

    def _bound(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        write = getattr(module, name)

        def limited(*arguments: object) -> object:
            if self.full:
                self.refused += 1
                raise OperationalError("insert", {}, Exception("database or disk is full"))
            return write(*arguments)

        monkeypatch.setattr(module, name, limited)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    monkeypatch.setattr(retry, "RETRY_S", 0.02)
    monkeypatch.setattr(retry, "_sayings", Sayings())
    return Disk(monkeypatch)


async def until_held(engine: LocalEngine, run: str) -> None:
    """Wait until viewers are told that the run waits for room, although no event of it can be written."""
    async with asyncio.timeout(60), aclosing(engine.follow(run, (0, 0))) as messages:
        async for message in messages:
            if isinstance(message, StateChanged) and message.reason == "disk_full":
                assert message.state == "paused"
                return


async def filled(engine: LocalEngine, house: House, disk: Disk) -> str:
    """A run that was under way when the disk filled up."""
    run = house.add_run(steps=2_000, delay=0.002)
    await engine.enqueue(run)
    held = asyncio.create_task(until_held(engine, run))
    await until_event(engine, run, reaches(10))
    disk.full = True
    await held
    return run


async def test_a_run_pauses_and_goes_on_when_there_is_room(
    house: House, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    async with house.engine() as engine:
        run = await filled(engine, house, disk)
        # Whoever comes now is told, too.
        await until_held(engine, run)
        while disk.refused < 5:
            await asyncio.sleep(0.01)
        told = [record.getMessage() for record in caplog.records if record.name.startswith("layerlab")]
        assert told == ["the disk is full: what happens to runs can't be written down; trying again"]
        assert all(record.exc_info is None for record in caplog.records)
        # What its user says can't be written down either, and they are told why.
        with pytest.raises(LayerlabError) as refused:
            await engine.order(run, PauseRun())
        assert (refused.value.code, refused.value.status) == ("disk_full", 507)
        disk.full = False
        await until_event(
            engine, run, lambda event: event.kind == "run_paused" and event.reason == "disk_full"
        )
        assert (house.row(run).state, house.row(run).desired) == ("paused", "paused")
        await engine.order(run, ResumeRun())
        await until_state(engine, run, "finished")
    assert curve(house.log(run)) == list(range(1, 2_001))


async def test_a_stop_works_without_room(house: House, disk: Disk) -> None:
    async with house.engine() as engine:
        run = await filled(engine, house, disk)
        await engine.order(run, StopRun())
        # Its viewers hear of it, although it can't be written down.
        async with asyncio.timeout(60):
            while engine.worker_pid(run):
                await asyncio.sleep(0.01)
        disk.full = False
        await until_state(engine, run, "stopped")
    assert house.log(run)[-1].event.kind == "run_stopped"


async def test_a_server_can_be_ended_without_room(house: House, disk: Disk) -> None:
    async with house.engine() as engine:
        run = await filled(engine, house, disk)
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 20, "not as long as a minute's drain"
    disk.full = False
    async with house.engine() as engine:
        assert await until_state(engine, run, "finished", "paused") == "finished"
    assert curve(house.log(run)) == list(range(1, 2_001))


async def test_a_run_whose_folder_finds_no_room_waits(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, run = Artifacts.folder, house.add_run(steps=3)

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Artifacts, "folder", full)
    async with house.engine() as engine:
        await engine.enqueue(run)
        assert await until_state(engine, run, "paused", "failed") == "paused"
        assert house.log(run)[-1].event.reason == "disk_full"
        monkeypatch.setattr(Artifacts, "folder", folder)
        async with asyncio.timeout(60):
            while engine.worker_pid(run) or run in engine._supervisors:
                await asyncio.sleep(0.01)
        await engine.order(run, ResumeRun())
        assert await until_state(engine, run, "finished", "failed") == "finished"


def test_the_same_words_are_said_once_a_minute(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock, sayings = [0.0], Sayings()
    monkeypatch.setattr(retry, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    with caplog.at_level(logging.WARNING):
        for second in range(121):
            clock[0] = float(second)
            sayings.say("no room")
    assert len(caplog.records) == 3

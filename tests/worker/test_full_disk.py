"""A disk without room: the run waits, says so, and goes on to the same bytes."""

from __future__ import annotations

import errno
from collections.abc import Callable
from math import inf
from pathlib import Path

import pytest

from layerlab.datasets import load as load_module
from layerlab.protocol.commands import Command, ResumeRun, StopRun
from layerlab.protocol.events import Event, RunFinished, RunPaused, RunStarted, RunStopped
from layerlab.protocol.worker import Instruct, ToWorker
from layerlab.worker import checkpoint_store, checkpoint_writer
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.checkpoint_store import CheckpointStore, weights
from layerlab.worker.headless import train
from layerlab.worker.term import Term
from support.experiments import small
from support.recorded import of


class Disk:
    """Takes so many files, and then no more until someone makes room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, room: int) -> None:
        self.room = room
        write = module._write  # type: ignore[attr-defined] # the one place where bytes go to the disk

        def limited(place: Path, content: object) -> None:
            if self.room <= 0:
                place.write_bytes(b"half")
                raise OSError(errno.ENOSPC, "No space left on device")
            self.room -= 1
            write(place, content)

        monkeypatch.setattr(module, "_write", limited)


class Owner(CallbackChannel):
    """Someone who does something whenever the run waits, and then gives an order."""

    is_attended = True

    def __init__(self, told: list[Event], act: Callable[[], Command]) -> None:
        super().__init__(told.append)
        self._act = act

    def receive(self, wait_s: float) -> ToWorker | None:
        return Instruct(command=self._act()) if wait_s == inf else None


def run(folder: Path, cache: Path, act: Callable[[], Command]) -> list[Event]:
    told: list[Event] = []
    assert Term(small(epochs=3), folder, cache).carry_out(Owner(told, act)) is None
    return told


def full(told: list[Event]) -> list[RunPaused]:
    return [event for event in of(RunPaused, told) if event.reason == "disk_full"]


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkpoint after nearly every step."""
    monkeypatch.setattr(checkpoint_writer, "EVERY_S", 0.0)
    monkeypatch.setattr(checkpoint_writer, "MOST_SHARE", 1e9)


@pytest.mark.parametrize("room", [0, 3, 6], ids=["from the start", "in the middle of a checkpoint", "later"])
def test_a_run_waits_for_room_and_ends_with_the_same_bytes(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, often: None, room: int
) -> None:
    train(small(epochs=3), folder=tmp_path / "whole", cache=cache, on_event=lambda event: None)
    disk, resumed = Disk(monkeypatch, checkpoint_store, room), []

    def make_room() -> Command:
        # The first time there is still none, and the run says so again.
        disk.room = 10**6 if resumed else 0
        resumed.append(1)
        return ResumeRun()

    told = run(tmp_path / "run", cache, make_room)
    assert len(full(told)) == len(resumed) == 2
    assert of(RunFinished, told)[-1].step == 30
    assert weights(tmp_path / "run") == weights(tmp_path / "whole")
    assert not list((tmp_path / "run").rglob(".draft-*")), "half a checkpoint takes the room that is missing"


def test_the_last_checkpoint_is_waited_for(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run is not finished while what it has learnt could be lost."""
    disk = Disk(monkeypatch, checkpoint_store, 0)
    monkeypatch.setattr(checkpoint_writer, "EVERY_S", 1e9)
    monkeypatch.setattr(checkpoint_writer, "EPOCH_END_S", 1e9)

    def make_room() -> Command:
        disk.room = 10**6
        return ResumeRun()

    told = run(tmp_path, cache, make_room)
    assert full(told)[-1].step <= of(RunFinished, told)[-1].step == 30
    assert CheckpointStore(tmp_path).steps()[-1] == 30


def test_a_stop_ends_a_run_that_waits_for_room(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, often: None
) -> None:
    Disk(monkeypatch, checkpoint_store, 4)
    told = run(tmp_path, cache, StopRun)
    assert len(full(told)) == 1
    newest = CheckpointStore(tmp_path).newest()
    assert newest is not None
    assert told[-1] == RunStopped(step=newest.step), "the checkpoint that is kept"


def test_data_that_finds_no_room_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch, load_module, 2)

    def make_room() -> Command:
        disk.room = 10**6
        return ResumeRun()

    told = run(tmp_path / "run", tmp_path / "cache", make_room)
    assert told[0] == RunPaused(step=0, reason="disk_full")
    assert isinstance(told[1], RunStarted)
    assert of(RunFinished, told)[-1].step == 30
    assert [path.name for path in (tmp_path / "cache" / "datasets").iterdir()] == ["fashion_mnist"], (
        "no halves"
    )


def test_a_run_without_data_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Disk(monkeypatch, load_module, 0)
    told = run(tmp_path / "run", tmp_path / "cache", StopRun)
    assert told == [RunPaused(step=0, reason="disk_full"), RunStopped(step=0)]


def test_nobody_there_to_make_room_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the command line."""
    Disk(monkeypatch, load_module, 0)
    failure = train(small(), folder=tmp_path, cache=tmp_path / "cache", on_event=lambda event: None)
    assert failure is not None
    assert failure.code == "disk_full"


def test_numpy_past_the_end_of_the_disk_is_no_riddle(tmp_path: Path) -> None:
    """`np.save` writes past Python's files, and its error has no number: the real write has to have one."""
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    with pytest.raises(OSError, match="No space left") as caught:
        load_module._write(Path("/dev/full"), load_module.np.zeros((100_000,), load_module.np.uint8))
    assert caught.value.errno == errno.ENOSPC

"""Checkpoints: whole or not there, and bit for bit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import torch

from layerlab.kit.errors import LayerlabError
from layerlab.protocol.events import CheckpointSaved, Event, RunResumed, RunStarted
from layerlab.training.optimizers import Adam, AnyOptimizer, Sgd
from layerlab.training.order import reseed
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.checkpoint_capture import as_arrays, capture, restore
from layerlab.worker.checkpoint_store import MANIFEST, STATE, CheckpointStore, Manifest, weights
from layerlab.worker.checkpoint_writer import CheckpointWriter
from layerlab.worker.evaluation_history import EvaluationHistory
from layerlab.worker.headless import train
from layerlab.worker.session import Session, open_session
from support.experiments import small
from support.recorded import of


def take(session: Session, steps: int) -> list[str]:
    losses = []
    for step in range(session.state.step + 1, session.state.step + steps + 1):
        reseed(0, step, session.device)
        losses.append(session.algorithm.step(session.state, session.batch(step))["loss"].item().hex())
        session.state.step = step
    return losses


def put(checkpoints: CheckpointStore, step: int) -> None:
    checkpoints.put({"networks.classifier.linear_1.bias": np.full(3, step, np.float32)}, Manifest(step, {}))


@pytest.mark.parametrize("name", ["evaluations", "standing"])
def test_a_manifest_of_before_is_read(tmp_path: Path, name: str) -> None:
    """The evaluations of a run were the accuracy and the loss of a classifier."""
    checkpoints = CheckpointStore(tmp_path)
    put(checkpoints, 8)
    path = tmp_path / "checkpoints" / "8" / MANIFEST
    saved = json.loads(path.read_bytes())
    del saved["evaluations"]
    saved[name] = {"test_losses": [0.5, 0.75], "step": 8, "best_accuracy": 0.9, "best_step": 4}
    path.write_text(json.dumps(saved), encoding="utf-8")
    manifest = checkpoints.good(8)
    assert manifest is not None
    history = EvaluationHistory(**manifest.evaluations)
    assert history == EvaluationHistory(since_lowest=[0.5, 0.75], step=8, best=0.9, best_step=4)


@pytest.mark.parametrize(
    "optimizer", [Sgd(momentum=0.9), Sgd(momentum=0.0), Adam()], ids=["momentum", "plain", "adam"]
)
def test_a_restored_state_goes_on_bit_for_bit(optimizer: AnyOptimizer, tmp_path: Path, cache: Path) -> None:
    first, second = (open_session(small(optimizer=optimizer), cache) for _ in range(2))
    take(first, 4)
    checkpoints = CheckpointStore(tmp_path)
    checkpoints.put(as_arrays(capture(first.state)), Manifest(4, first.environment))
    restore(second.state, checkpoints.read(4), 4)
    assert take(second, 4) == take(first, 4)
    before, after = as_arrays(capture(first.state)), as_arrays(capture(second.state))
    assert {name: array.tobytes() for name, array in before.items()} == {
        name: array.tobytes() for name, array in after.items()
    }


def test_what_an_algorithm_remembers_is_part_of_a_checkpoint(cache: Path, tmp_path: Path) -> None:
    first, second = (open_session(small(), cache) for _ in range(2))
    first.state.memory["hidden"] = torch.tensor([1.5, -2.0])
    second.state.memory["hidden"] = torch.zeros(2)
    checkpoints = CheckpointStore(tmp_path)
    checkpoints.put(as_arrays(capture(first.state)), Manifest(4, first.environment))
    restore(second.state, checkpoints.read(4), 4)
    assert second.state.memory["hidden"].tolist() == [1.5, -2.0]


def test_a_capture_is_a_copy(cache: Path) -> None:
    session = open_session(small(), cache)
    take(session, 1)
    captured = capture(session.state)
    before = {name: tensor.clone() for name, tensor in captured.items()}
    take(session, 1)
    assert all(torch.equal(captured[name], before[name]) for name in before)


def cut(folder: Path) -> None:
    content = (folder / STATE).read_bytes()
    (folder / STATE).write_bytes(content[:-1])


def flip(folder: Path) -> None:
    content = bytearray((folder / STATE).read_bytes())
    content[-1] ^= 1
    (folder / STATE).write_bytes(content)


def half_a_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_text((folder / MANIFEST).read_text()[:20])


def no_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def a_strange_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_text(json.dumps({"step": 20, "left": "right"}))


@pytest.mark.parametrize("damage", [cut, flip, half_a_manifest, no_manifest, a_strange_manifest])
def test_a_damaged_checkpoint_is_passed_over(damage: Callable[[Path], None], tmp_path: Path) -> None:
    checkpoints = CheckpointStore(tmp_path)
    put(checkpoints, 10)
    put(checkpoints, 20)
    newest = checkpoints.newest()
    assert newest is not None
    assert newest.step == 20
    damage(tmp_path / "checkpoints" / "20")
    newest = checkpoints.newest()
    assert newest is not None
    assert newest.step == 10


def test_a_draft_is_not_a_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed at the last moment: all is written but the rename."""
    checkpoints = CheckpointStore(tmp_path)
    put(checkpoints, 10)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        put(checkpoints, 20)
    monkeypatch.undo()
    assert checkpoints.steps() == [10]
    put(checkpoints, 20)
    assert checkpoints.steps() == [10, 20]


def test_thinning_keeps_the_newest_and_the_ends_of_epochs(tmp_path: Path) -> None:
    checkpoints = CheckpointStore(tmp_path)
    steps = [*range(10, 301, 10), 303, 306]
    for step in steps:
        put(checkpoints, step)
        checkpoints.thin(checkpoints.worth_keeping(steps_per_epoch=10))
    assert checkpoints.steps() == [*range(110, 301, 10), 303, 306]


def test_a_run_keeps_few_checkpoints_and_the_last(tmp_path: Path, cache: Path) -> None:
    events: list[Event] = []
    train(small(epochs=3), folder=tmp_path, cache=cache, on_event=events.append)
    steps = CheckpointStore(tmp_path).steps()
    assert steps[-1] == 30
    # Whoever looks on is told which there are.
    assert list(of(CheckpointSaved, events)[-1].kept) == steps


def test_weights_that_are_no_numbers_are_not_kept(tmp_path: Path, cache: Path) -> None:
    session, events = open_session(small(), cache), []
    for broken in (False, True):
        checkpoint_writer = CheckpointWriter(session, CallbackChannel(events.append), tmp_path)
        take(session, 1)
        if broken:
            with torch.no_grad():
                next(session.state.networks["classifier"].parameters()).fill_(float("nan"))
        checkpoint_writer.save(0.0)
        checkpoint_writer.close()
    assert events[-1] == CheckpointSaved(step=1, kept=(1,))
    assert CheckpointStore(tmp_path).steps() == [1]


def test_another_instruction_set_is_said(tmp_path: Path, cache: Path) -> None:
    train(small(), folder=tmp_path, cache=cache, on_event=lambda event: None)
    checkpoints = CheckpointStore(tmp_path)
    tensors = checkpoints.read(20)
    checkpoints.put(tensors, Manifest(19, {"torch": "1.0", "isa": "NEON", "threads": "1", "device": "cpu"}))
    (tmp_path / "checkpoints" / "20" / MANIFEST).unlink()
    events: list[Event] = []
    assert train(small(), folder=tmp_path, cache=cache, on_event=events.append) is None
    (resumed,) = of(RunResumed, events)
    assert (resumed.step, resumed.exact, resumed.remark) == (19, False, "environment_changed")


@pytest.mark.parametrize("left", [True, False], ids=["the one before", "none"])
def test_a_damaged_checkpoint_is_said_at_the_resume(left: bool, tmp_path: Path, cache: Path) -> None:
    train(small(), folder=tmp_path, cache=cache, on_event=lambda event: None)
    checkpoints = CheckpointStore(tmp_path)
    last = checkpoints.steps()[-1]
    for step in checkpoints.steps():
        if step == last or not left:
            cut(tmp_path / "checkpoints" / str(step))
    events: list[Event] = []
    assert train(small(), folder=tmp_path, cache=cache, on_event=events.append) is None
    (begun,) = [event for event in events if isinstance(event, RunResumed | RunStarted)]
    assert isinstance(begun, RunResumed) == left
    assert (begun.damaged_step, begun.exact) == (last, True)
    taken = weights(tmp_path)
    assert (taken.step, taken.damaged_step) == (20, -1), "made anew"


def test_weights_are_named_by_node_and_parameter(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(LayerlabError) as caught:
        weights(tmp_path)
    assert caught.value.code == "no_checkpoint"
    train(small(), folder=tmp_path, cache=cache, on_event=lambda event: None)
    tensors = safetensors.numpy.load(weights(tmp_path).content)
    shapes = {name: array.shape for name, array in tensors.items() if array.shape}
    assert shapes == {
        "conv2d_1.weight": (4, 1, 5, 5),
        "conv2d_1.bias": (4,),
        "batch_norm2d_1.weight": (4,),
        "batch_norm2d_1.bias": (4,),
        "batch_norm2d_1.running_mean": (4,),
        "batch_norm2d_1.running_var": (4,),
        "linear_1.weight": (10, 144),
        "linear_1.bias": (10,),
    }

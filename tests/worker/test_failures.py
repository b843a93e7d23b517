"""What goes wrong ends that run alone, with a reason that a user understands."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import torch

from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.conv2d import Conv2d
from layerlab.network.document import Node
from layerlab.protocol.events import CheckpointSaved, Event, RunFailed
from layerlab.training.contract import State
from layerlab.training.data import Batch
from layerlab.worker import scalar_log
from layerlab.worker import session as session_module
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.checkpoint_capture import as_arrays, capture
from layerlab.worker.checkpoint_store import CheckpointStore, Manifest
from layerlab.worker.device import choose, refuses_inexact
from layerlab.worker.headless import train
from layerlab.worker.session import open_session
from layerlab.worker.term import Term
from support.experiments import explosive, small
from support.recorded import column, of


def failure_of(experiment: Experiment, folder: Path, cache: Path) -> tuple[RunFailed, list[Event]]:
    events: list[Event] = []
    failure = train(experiment, folder=folder, cache=cache, on_event=events.append)
    assert failure is not None
    assert events[-1] == failure
    return failure, events


def test_a_loss_that_is_no_number_names_step_and_layer(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All steps of the epoch in one flush: the first broken one has to be found in it.
    monkeypatch.setattr(scalar_log, "FLUSH_S", 1e9)
    failure, events = failure_of(explosive(), tmp_path, cache)
    assert failure.code == "loss_not_finite"
    losses = column(events, "loss")
    assert failure.step == failure.params["step"] == max(losses)
    assert not torch.isfinite(torch.tensor(float(losses[failure.step])))
    assert all(torch.isfinite(torch.tensor(float(losses[step]))) for step in range(1, failure.step))
    assert failure.params["node"] in {"linear_1", "linear_2"}
    assert float(failure.params["ratio"]) > 1
    assert failure.checkpoint_step == -1
    assert of(CheckpointSaved, events) == []


def test_the_same_layer_is_found_from_a_checkpoint(tmp_path: Path, cache: Path) -> None:
    """The steps since the checkpoint are taken again exactly, so the finding is the same."""
    whole, _ = failure_of(explosive(), tmp_path / "a", cache)
    session = open_session(explosive(), cache)
    for step in range(1, 3):
        session.algorithm.step(session.state, session.begin(step))
        session.state.step = step
    manifest = Manifest(step=2, environment=session.environment)
    CheckpointStore(tmp_path / "b").put(as_arrays(capture(session.state)), manifest)
    resumed, _ = failure_of(explosive(), tmp_path / "b", cache)
    assert resumed.checkpoint_step == 2
    assert resumed.params == whole.params | {"checkpoint_step": 2}


def test_an_exception_in_a_layer_names_the_node(tmp_path: Path, cache: Path) -> None:
    """Batch norm over a single number: PyTorch refuses it in the epoch's last batch, of one sample."""
    experiment = small(train_limit=33)
    classifier = experiment.networks["classifier"]
    nodes = classifier.nodes | {"conv2d_1": Node(layer=Conv2d(out_channels=4, kernel_size=(28, 28)))}
    nodes["max_pool2d_1"] = Node(layer=BatchNorm2d())
    network = classifier.model_copy(update={"nodes": nodes})
    failure, _ = failure_of(
        experiment.model_copy(update={"networks": {"classifier": network}}), tmp_path, cache
    )
    # As far as it came, whatever was saved: what the figures show beside the sentence.
    assert (failure.code, failure.step, failure.checkpoint_step) == ("layer_failed", 1, -1)
    assert failure.params["node"] == "batch_norm2d_1"
    assert "more than 1 value" in str(failure.params["message"])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 9 GiB"), "out_of_memory"),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"), "out_of_memory"),
        (MemoryError(), "out_of_memory"),
        (RuntimeError("device-side assert\ntriggered"), "worker_failed"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/ann/cache"), "worker_failed"),
    ],
)
def test_an_exception_in_a_step(
    error: Exception, code: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Breaks:
        @staticmethod
        def step(state: State, batch: Batch) -> dict[str, torch.Tensor]:
            raise error

    monkeypatch.setitem(session_module.STEPS, "supervised", lambda fields: Breaks)
    failure, _ = failure_of(small(), tmp_path, cache)
    assert failure.code == code
    assert "\n" not in str(failure.params)
    assert "/srv/ann" not in str(failure.params), "who holds a link need not know where the data lies"


def test_a_full_disk_is_named(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(CheckpointStore, "put", full)
    failure, _ = failure_of(small(), tmp_path, cache)
    assert failure.code == "disk_full"


def test_a_broken_network_is_refused_with_its_problem(tmp_path: Path, cache: Path) -> None:
    experiment = small()
    classifier = experiment.networks["classifier"]
    network = classifier.model_copy(update={"edges": classifier.edges[:-1]})
    failure, _ = failure_of(
        experiment.model_copy(update={"networks": {"classifier": network}}), tmp_path, cache
    )
    assert failure.code == "not_connected"


def test_a_run_that_was_forgotten_ends(tmp_path: Path, cache: Path) -> None:
    events: list[Event] = []
    failure = Term(small(), tmp_path, cache, wall_clock_s=0.0).carry_out(CallbackChannel(events.append))
    assert failure is not None
    assert failure.code == "time_is_up"


@pytest.mark.skipif(torch.cuda.is_available(), reason="the machine has one")
def test_a_device_that_is_not_there_is_named() -> None:
    with pytest.raises(LayerlabError) as caught:
        choose("cuda")
    assert caught.value.code == "device_unavailable"
    assert caught.value.params == {"device": "cuda"}


def test_auto_takes_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert choose("auto") == torch.device("cuda", 0)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert choose("auto") == torch.device("cpu")


def test_a_step_without_a_deterministic_form_is_noticed() -> None:
    def inexact() -> None:
        assert torch.are_deterministic_algorithms_enabled()
        raise RuntimeError("scatter_cuda does not have a deterministic implementation")

    def broken() -> None:
        raise RuntimeError("sizes differ")

    before = torch.are_deterministic_algorithms_enabled()
    assert refuses_inexact(inexact)
    assert not refuses_inexact(lambda: None)
    with pytest.raises(RuntimeError, match="sizes differ"):
        refuses_inexact(broken)
    assert torch.are_deterministic_algorithms_enabled() == before

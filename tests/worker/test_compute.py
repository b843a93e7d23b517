"""Threads and memory formats: tried once, kept for good, and the same bits whatever happens to the run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it
from torch import nn

from layerlab.algorithms.supervised.losses import BinaryCrossEntropy
from layerlab.datasets.shipped import read_npz
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.trials import Timing, Trial, Trials, candidates
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.nn.seeding import mix
from layerlab.protocol.commands import StepRun
from layerlab.protocol.events import Event, RunFinished, RunResumed, RunStarted
from layerlab.protocol.worker import Drain
from layerlab.training.compute import USUAL, Compute, MemoryFormat
from layerlab.training.optimizers import Adam, AnyOptimizer, Sgd
from layerlab.training.schedules import Constant
from layerlab.worker import trial
from layerlab.worker.headless import train
from support.experiments import chain, on_points, small
from support.recorded import column, hexadecimal, of
from support.scripted_channel import carry_out
from support.scripts import losses_of_script

CHANNELS_LAST = Compute(memory_format="channels_last")


def convolving(optimizer: AnyOptimizer | None = None, **fields: object) -> Experiment:
    """Two convolutions, of which the second has channels to put side by side."""
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=6, kernel_size=(3, 3)),
        relu_1=Relu(),
        conv2d_2=Conv2d(out_channels=8, kernel_size=(3, 3), bias=False),
        max_pool2d_1=MaxPool2d(kernel_size=(4, 4), stride=(4, 4)),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    found = small(optimizer=optimizer or Sgd(learning_rate=0.05, momentum=0.9), schedule=Constant())
    return found.model_copy(update={"networks": {"classifier": network}, "probes": (), **fields})


def trained(experiment: Experiment, folder: Path, cache: Path, cores: int = 0) -> list[Event]:
    events: list[Event] = []
    assert train(experiment, folder=folder, cache=cache, on_event=events.append, cores=cores) is None
    return events


def plain_losses(memory_format: torch.memory_format) -> list[str]:
    """Twenty steps as a textbook has them; nothing of the loop is used but the names of the seeds."""
    arrays = read_npz("fashion_mnist_10k.npz")
    images, labels = (torch.tensor(arrays["train"][name][:320]) for name in ("image", "label"))
    torch.set_num_threads(1)
    layers: dict[str, nn.Module] = {
        "conv2d_1": nn.Conv2d(1, 6, 3),
        "relu_1": nn.ReLU(),
        "conv2d_2": nn.Conv2d(6, 8, 3, bias=False),
        "max_pool2d_1": nn.MaxPool2d(4),
        "flatten_1": nn.Flatten(),
        "linear_1": nn.Linear(8 * 36, 10),
    }
    for name, layer in layers.items():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            torch.manual_seed(mix(mix(7, "classifier"), name))
            layer.reset_parameters()
    network = nn.Sequential(*layers.values()).to(memory_format=memory_format)  # type: ignore[call-overload]
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9, fused=True)
    losses = []
    for epoch in range(2):
        order = torch.randperm(320, generator=torch.Generator().manual_seed(mix(7, "order", epoch)))
        for rows in order.split(32):
            x = (images[rows].float() / 255 - 0.2863) / 0.3540
            loss = F.cross_entropy(network(x), labels[rows].long())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item().hex())
    return losses


@pytest.mark.parametrize("form", ["contiguous", "channels_last"])
def test_losses_are_those_of_plain_pytorch(form: MemoryFormat, tmp_path: Path, cache: Path) -> None:
    events = trained(convolving(memory_format=form), tmp_path, cache)
    losses = list(hexadecimal(column(events, "loss")).values())
    formats = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
    assert losses == plain_losses(formats[form])
    (started,) = of(RunStarted, events)
    assert Compute.recorded(started.environment) == Compute(memory_format=form)


@pytest.mark.parametrize("optimizer", [Sgd(learning_rate=0.05, momentum=0.9), Adam(learning_rate=0.01)])
def test_a_resume_goes_on_as_the_run_was_begun(
    optimizer: AnyOptimizer, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a trial would find by now: and what optimizers remember lies in memory as the weights do."""
    monkeypatch.setattr("layerlab.worker.term.settle", lambda *_: CHANNELS_LAST)
    experiment = convolving(optimizer)
    trained(experiment, tmp_path / "whole", cache)
    carry_out(experiment, tmp_path / "broken", cache, (StepRun(steps=10), Drain()))
    monkeypatch.setattr("layerlab.worker.term.settle", lambda *_: USUAL)
    events = trained(experiment, tmp_path / "broken", cache)
    (resumed,) = of(RunResumed, events)
    assert (resumed.step, resumed.exact) == (10, True)
    ends = [tmp_path / name / "checkpoints" / "20" / "state.safetensors" for name in ("whole", "broken")]
    assert ends[0].read_bytes() == ends[1].read_bytes()


def test_its_script_gives_the_same_losses(tmp_path: Path, cache: Path) -> None:
    experiment = convolving(memory_format="channels_last", threads=2)
    events = trained(experiment, tmp_path / "run", tmp_path / "cache")
    losses = hexadecimal(column(events, "loss"))
    assert losses == losses_of_script(experiment, tmp_path)
    # What a trial found for a run is printed as if it had been asked for.
    found = Compute(threads=2, memory_format="channels_last")
    assert export_pytorch(convolving(), compute=found) == export_pytorch(experiment)
    assert "channels_last" not in export_pytorch(convolving())


def test_it_is_tried_once_and_believed_from_then_on(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = {"contiguous": 4.0, "channels_last": 3.0}
    tried: list[str] = []

    def timed(_session: object, compute: Compute, _seconds: float) -> float:
        tried.append(compute.memory_format)
        return taken[compute.memory_format]

    monkeypatch.setattr(trial, "_timed", timed)
    shutil.copytree(cache, tmp_path / "cache", symlinks=True, dirs_exist_ok=True)
    experiment = convolving()
    begun = [trained(experiment, tmp_path / name, tmp_path / "cache", cores=1)[0] for name in "ab"]
    assert all(isinstance(event, RunStarted) for event in begun)
    assert {event.environment["memory_format"] for event in begun if isinstance(event, RunStarted)} == {
        "channels_last"
    }
    assert tried == ["contiguous", *["contiguous", "channels_last"] * trial.ROUNDS]
    # What else a machine does later makes no difference.
    taken["channels_last"] = 9.0
    assert trial.settle(experiment, tmp_path / "cache", 1) == CHANNELS_LAST
    # Where the layers stand on the canvas, and how it is called, neither.
    assert (
        trial.settle(experiment.model_copy(update={"title": "Other"}), tmp_path / "cache", 1) == CHANNELS_LAST
    )
    # Another plan is another matter; so is a file that is no trial.
    assert trial.settle(convolving(Adam()), tmp_path / "cache", 1) == USUAL
    for file in (tmp_path / "cache" / "trials").iterdir():
        file.write_text("{")
    assert trial.settle(experiment, tmp_path / "cache", 1) in (USUAL, CHANNELS_LAST)


def test_a_real_trial_changes_no_bit_of_the_run(tmp_path: Path, cache: Path) -> None:
    events = trained(convolving(), tmp_path / "tried", cache, cores=1)
    (started,) = of(RunStarted, events)
    assert isinstance(events[-1], RunFinished)
    found = Compute.recorded(started.environment)
    asked = convolving(memory_format=found.memory_format, threads=found.threads)
    assert hexadecimal(column(events, "loss")) == hexadecimal(
        column(trained(asked, tmp_path / "asked", cache), "loss")
    )


def timings(*told: tuple[int, MemoryFormat, float]) -> Trial:
    return Trial(
        timings=tuple(
            Timing(compute=Compute(threads=threads, memory_format=form), step_s=step_s)
            for threads, form, step_s in told
        ),
        samples=64,
    )


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        # A hundredth is not worth what nobody expects, a tenth is.
        (timings((1, "contiguous", 1.0), (1, "channels_last", 0.99)), (1, "contiguous")),
        (timings((1, "contiguous", 1.0), (1, "channels_last", 0.9)), (1, "channels_last")),
        # A second thread is worth it where a step takes less than 0.81 times as long.
        (timings((1, "contiguous", 1.0), (2, "contiguous", 0.85)), (1, "contiguous")),
        (timings((1, "contiguous", 1.0), (2, "contiguous", 0.7)), (2, "contiguous")),
        (timings((1, "contiguous", 1.0), (2, "contiguous", 0.7), (4, "contiguous", 0.6)), (2, "contiguous")),
    ],
)
def test_more_is_taken_where_it_is_worth_it(found: Trial, chosen: tuple[int, MemoryFormat]) -> None:
    assert (found.chosen.threads, found.chosen.memory_format) == chosen


def test_what_is_tried_is_what_the_experiment_leaves_open() -> None:
    def ways(experiment: Experiment, cores: int) -> list[tuple[int, str]]:
        return [(way.threads, way.memory_format) for way in candidates(experiment, cores)]

    both = ["contiguous", "channels_last"]
    assert ways(convolving(), 1) == [(1, form) for form in both]
    assert ways(convolving(), 6) == [(count, form) for count in (1, 2, 4, 6) for form in both]
    assert ways(convolving(threads=3), 6) == [(3, form) for form in both]
    assert ways(convolving(memory_format="channels_last"), 1) == [(1, "channels_last")]
    assert ways(convolving(), 0) == [(1, "contiguous")], "where nothing is tried"
    assert ways(on_points(BinaryCrossEntropy()), 1) == [(1, "contiguous")], "points have no channels"


def test_of_two_that_try_at_once_the_first_is_believed(tmp_path: Path) -> None:
    trials, experiment = Trials(tmp_path), convolving()
    first, second = timings((1, "contiguous", 1.0)), timings((1, "channels_last", 1.0))
    trials.keep(experiment, 1, first)
    trials.keep(experiment, 1, second)
    assert trials.recall(experiment, 1) == first
    assert len(list((tmp_path / "trials").iterdir())) == 1

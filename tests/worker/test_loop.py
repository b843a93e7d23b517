"""The loop gives what plain PyTorch gives, whatever happens between its steps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it
from torch import nn

from layerlab.datasets.shipped import read_npz
from layerlab.experiment.document import Experiment
from layerlab.experiment.offers import readable_probes
from layerlab.kit.members import members
from layerlab.nn.seeding import mix
from layerlab.probes import AnyProbe
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.protocol.events import (
    CheckpointSaved,
    Event,
    FrameRecorded,
    RunFinished,
    RunStarted,
    ScalarsRecorded,
)
from layerlab.training.optimizers import Adam, AdamW, AnyOptimizer, Sgd
from layerlab.training.schedules import Constant
from layerlab.worker import checkpoint_writer
from layerlab.worker.headless import train
from layerlab.worker.stride import Stride
from support.device import DEVICE
from support.experiments import small
from support.recorded import column, hexadecimal, of


def events_of(experiment: Experiment, folder: Path, cache: Path) -> list[Event]:
    events: list[Event] = []
    assert train(experiment, folder=folder, cache=cache, on_event=events.append) is None
    return events


class Plain(nn.Module):
    """The network of `small`, written by hand."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 5)
        self.norm = nn.BatchNorm2d(4)
        self.linear = nn.Linear(4 * 6 * 6, 10)
        for name, layer in (("conv2d_1", self.conv), ("linear_1", self.linear)):
            torch.manual_seed(mix(mix(seed, "classifier"), name))
            layer.reset_parameters()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.max_pool2d(torch.relu(self.norm(self.conv(x))), 4)
        return self.linear(F.dropout(x, 0.25, training=self.training).flatten(1))


def plain_losses(optimizer_class: type[torch.optim.Optimizer], **arguments: object) -> dict[int, str]:
    """Thirty steps as a textbook has them; nothing of the loop is used but the names of the seeds."""
    arrays = read_npz("fashion_mnist_10k.npz")
    images = torch.tensor(arrays["train"]["image"][:320]).to(DEVICE)
    labels = torch.tensor(arrays["train"]["label"][:320]).to(DEVICE)
    torch.set_num_threads(1)
    torch.backends.cudnn.deterministic = True
    network = Plain(seed=7).to(DEVICE)
    optimizer = optimizer_class(network.parameters(), fused=True, **arguments)
    losses, step = {}, 0
    for epoch in range(3):
        generator = torch.Generator()
        generator.manual_seed(mix(7, "order", epoch))
        order = torch.randperm(320, generator=generator)
        for rows in order.split(32):
            step += 1
            torch.manual_seed(mix(7, "step", step))
            rows = rows.to(DEVICE)
            x = (images[rows].float() / 255 - 0.2863) / 0.3540
            loss = F.cross_entropy(network(x), labels[rows].long())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses[step] = loss.item().hex()
    return losses


@pytest.mark.parametrize(
    ("fields", "optimizer_class", "arguments"),
    [
        (
            Sgd(learning_rate=0.05, momentum=0.9, nesterov=True, weight_decay=1e-3),
            torch.optim.SGD,
            {"lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 1e-3},
        ),
        (Sgd(learning_rate=0.05, momentum=0.0), torch.optim.SGD, {"lr": 0.05}),
        (Adam(learning_rate=0.002), torch.optim.Adam, {"lr": 0.002}),
        (AdamW(learning_rate=0.002, beta1=0.8), torch.optim.AdamW, {"lr": 0.002, "betas": (0.8, 0.999)}),
    ],
    ids=lambda value: value.kind if hasattr(value, "kind") else "",
)
def test_losses_are_those_of_plain_pytorch(
    fields: AnyOptimizer,
    optimizer_class: type[torch.optim.Optimizer],
    arguments: dict[str, object],
    tmp_path: Path,
    cache: Path,
) -> None:
    experiment = small(optimizer=fields, schedule=Constant(), epochs=3)
    losses = hexadecimal(column(events_of(experiment, tmp_path, cache), "loss"))
    assert len(losses) == 30
    assert losses == plain_losses(optimizer_class, **arguments)


def test_probes_and_evaluations_change_no_bit(tmp_path: Path, cache: Path) -> None:
    bare = small().model_copy(update={"probes": ()})
    watched = small(evaluations_per_epoch=10).model_copy(
        update={
            "probes": (
                FeatureMaps(every_ms=20),
                FeatureMaps(every_ms=20, sample=5),
                *(probe(every_ms=20) for probe in members(AnyProbe).values()),
            )
        }
    )
    left, right = events_of(bare, tmp_path / "a", cache), events_of(watched, tmp_path / "b", cache)
    assert of(FrameRecorded, left) == []
    names = {event.probe for event in of(FrameRecorded, right)}
    # Nothing is pinned here.
    assert names == {"feature_maps_2", "feature_maps_3", *readable_probes(watched)} - {"pinned"}
    assert hexadecimal(column(left, "loss")) == hexadecimal(column(right, "loss"))
    ends = (tmp_path / "a", tmp_path / "b")
    left_bytes, right_bytes = (
        next(end.glob("checkpoints/20/state.safetensors")).read_bytes() for end in ends
    )
    assert left_bytes == right_bytes


def test_a_finished_run_is_read_as_it_stands_at_its_end(tmp_path: Path, cache: Path) -> None:
    probes = tuple(probe(every_ms=60_000) for probe in members(AnyProbe).values())
    experiment = small(evaluations_per_epoch=10).model_copy(update={"probes": probes})
    events = events_of(experiment, tmp_path, cache)
    asked = [event for event in of(ScalarsRecorded, events) if event.series == "evaluation"]
    drawn = [event.step for event in of(FrameRecorded, events) if event.probe == "confusion_matrix"]
    assert (len(asked), drawn) == (20, [1, 20]), "an evaluation is drawn as often as its probe may be read"
    last = {event.probe: event.step for event in of(FrameRecorded, events)}
    assert set(last.values()) == {20}
    assert isinstance(events[-1], RunFinished)


def test_the_log_of_a_run(tmp_path: Path, cache: Path) -> None:
    events = events_of(small(evaluations_per_epoch=2), tmp_path, cache)
    started, finished = events[0], events[-1]
    assert isinstance(started, RunStarted)
    assert (started.total_steps, started.steps_per_epoch, started.batch_size) == (20, 10, 32)
    assert started.exact
    assert isinstance(finished, RunFinished)
    assert finished.step == 20
    assert set(finished.metrics) >= {"test_accuracy", "test_loss", "train_loss", "train_accuracy"}
    assert finished.samples_per_s == pytest.approx(640 / finished.seconds, rel=1e-2)
    assert sorted(column(events, "loss")) == list(range(1, 21))
    assert sorted(column(events, "accuracy", "evaluation")) == [5, 10, 15, 20]
    assert column(events, "loss")[20] < column(events, "loss")[1]


def test_the_first_step_is_reported_at_once(tmp_path: Path, cache: Path) -> None:
    first = of(ScalarsRecorded, events_of(small(), tmp_path, cache))[0]
    assert np.frombuffer(first.steps, "<i4").tolist() == [1]


def test_scalars_come_before_the_checkpoint_that_follows_them(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint_writer, "EVERY_S", 0.0)
    monkeypatch.setattr(checkpoint_writer, "MOST_SHARE", 1e9)
    reported = 0
    saved = []
    for event in events_of(small(epochs=3), tmp_path, cache):
        if isinstance(event, ScalarsRecorded) and event.series == "step":
            reported = int(np.frombuffer(event.steps, "<i4")[-1])
        if isinstance(event, CheckpointSaved):
            saved.append(event.step)
            assert event.step <= reported
    assert saved[-1] == 30
    assert len(saved) > 3


def test_a_limit_takes_the_first_samples_only(tmp_path: Path, cache: Path) -> None:
    started = events_of(small(train_limit=100, epochs=1), tmp_path, cache)[0]
    assert isinstance(started, RunStarted)
    assert started.steps_per_epoch == 4


def test_strides_of_any_length_take_the_same_steps(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = []
    for length in (1, 3, 64):
        steps = property(lambda _, length=length: length, lambda *_: None)
        monkeypatch.setattr(Stride, "steps", steps, raising=False)
        # A step in the middle of a stride is one of those at which the test set is asked.
        events = events_of(small(evaluations_per_epoch=4), tmp_path / str(length), cache)
        state = next((tmp_path / str(length)).glob("checkpoints/20/state.safetensors"))
        asked = [event.steps for event in of(ScalarsRecorded, events) if event.series == "evaluation"]
        ends.append((hexadecimal(column(events, "loss")), asked, state.read_bytes()))
    assert ends[0] == ends[1] == ends[2]
    assert len(ends[0][1]) == 8

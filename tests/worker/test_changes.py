"""Changed, extended, ended early, slowed down: what a user does to a run, and what comes of it after a resume."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import ExtendRun, SetHyperparameter, SetSpeed, StepRun
from layerlab.protocol.events import (
    Event,
    HyperparameterChanged,
    RunExtended,
    RunFinished,
    RunResumed,
    RunStarted,
    ScalarsRecorded,
    SpeedChanged,
)
from layerlab.protocol.worker import Drain
from layerlab.training.changes import Change
from layerlab.training.optimizers import Sgd
from layerlab.training.schedules import Constant
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.checkpoint_store import CheckpointStore, weights
from layerlab.worker.headless import train
from layerlab.worker.slow_motion import SlowMotion
from layerlab.worker.term import Term
from support.experiments import CLIP_NORM, DROPOUT, MOMENTUM, SMOOTHING, WEIGHT_DECAY, small
from support.recorded import column, hexadecimal, of
from support.scripted_channel import Said, ScriptedChannel, carry_out

CHANGED: tuple[Said, ...] = (
    StepRun(steps=3),
    SetHyperparameter(name=MOMENTUM, value=0.5),
    SetHyperparameter(name=DROPOUT, value=0.6),
    StepRun(steps=4),
    SetHyperparameter(name=WEIGHT_DECAY, value=0.01),
    SetHyperparameter(name=CLIP_NORM, value=0.5),
    SetHyperparameter(name=SMOOTHING, value=0.1),
    StepRun(steps=2),
    ExtendRun(epochs=1),
)


def changes_of(events: list[Event]) -> list[Change]:
    return [event for event in events if isinstance(event, Change)]


def final_bytes(folder: Path) -> bytes:
    step = CheckpointStore(folder).steps()[-1]
    return (folder / "checkpoints" / str(step) / "state.safetensors").read_bytes()


def test_changes_say_from_which_step_on_and_what_was_before(tmp_path: Path, cache: Path) -> None:
    events = carry_out(small(), tmp_path, cache, CHANGED)
    told = [(c.step, c.name, c.value, c.previous) for c in of(HyperparameterChanged, events)]
    assert told == [
        (4, MOMENTUM, 0.5, 0.9),
        (4, DROPOUT, 0.6, 0.25),
        (8, WEIGHT_DECAY, 0.01, 0.0),
        (8, CLIP_NORM, 0.5, 0.0),
        (8, SMOOTHING, 0.1, 0.0),
    ]
    assert [(e.step, e.total_steps) for e in of(RunExtended, events)] == [(10, 30)]
    assert of(RunFinished, events)[0].step == 30


def test_each_change_acts_from_its_step_on(tmp_path: Path, cache: Path) -> None:
    plain = hexadecimal(column(carry_out(small(), tmp_path / "plain", cache), "loss"))
    for name in (MOMENTUM, WEIGHT_DECAY, SMOOTHING, CLIP_NORM, DROPOUT):
        orders = (StepRun(steps=5), SetHyperparameter(name=name, value=0.4))
        events = carry_out(small(), tmp_path / name, cache, orders)
        changed = hexadecimal(column(events, "loss"))
        # What acts on the update shows in the loss of the step after it.
        last_same = 5 if name in {SMOOTHING, DROPOUT} else 6
        assert [step for step in plain if plain[step] == changed[step]] == list(range(1, last_same + 1)), name


@pytest.mark.parametrize("steps", [1, 6, 12])
def test_a_resume_applies_all_changes_again(steps: int, tmp_path: Path, cache: Path) -> None:
    whole = carry_out(small(), tmp_path / "whole", cache, CHANGED)
    changes = changes_of(whole)
    carry_out(small(), tmp_path / "broken", cache, (StepRun(steps=steps), Drain()), changes)
    second = carry_out(small(), tmp_path / "broken", cache, (), changes)
    assert of(RunResumed, second)[0].step == steps
    assert final_bytes(tmp_path / "broken") == final_bytes(tmp_path / "whole")


def test_a_finished_run_goes_on_where_it_was(tmp_path: Path, cache: Path) -> None:
    first = carry_out(small(), tmp_path / "run", cache)
    assert of(RunFinished, first)[0].step == 20
    extended = [RunExtended(step=21, total_steps=40)]
    second = carry_out(small(), tmp_path / "run", cache, (), extended)
    assert of(RunResumed, second)[0].step == 20
    assert sorted(column(second, "loss")) == list(range(21, 41))
    assert of(RunFinished, second)[0].step == 40
    anew = carry_out(small(), tmp_path / "anew", cache, (), extended)
    assert of(RunStarted, anew)[0].total_steps == 40
    assert final_bytes(tmp_path / "anew") == final_bytes(tmp_path / "run")
    rates = column([*first, *second], "learning_rate")
    # The first twenty fell towards 0; from the extension on it is half a cosine over forty.
    assert rates[20] < rates[21] < rates[5]


def impatient(**more: object) -> Experiment:
    return small(
        optimizer=Sgd(learning_rate=0.5),
        schedule=Constant(),
        evaluations_per_epoch=5,
        early_stopping_patience=2,
        epochs=20,
        **more,
    )


def test_a_run_ends_when_the_test_loss_falls_no_more(tmp_path: Path, cache: Path) -> None:
    events = carry_out(impatient(), tmp_path, cache)
    (finished,) = of(RunFinished, events)
    losses = column(events, "loss", "evaluation")
    steps = sorted(losses)
    assert finished.reason == "early_stopping"
    assert finished.step == steps[-1] < 200
    assert min(steps, key=lambda step: losses[step]) == steps[-3]
    # Resumed, it has nothing left to do, and says so again.
    again = carry_out(impatient(), tmp_path, cache)
    assert column(again, "loss") == {}
    assert of(RunFinished, again)[0].reason == "early_stopping"


@pytest.mark.parametrize("steps", [5, 7])
def test_patience_outlives_a_resume(steps: int, tmp_path: Path, cache: Path) -> None:
    whole = carry_out(impatient(), tmp_path / "whole", cache)
    carry_out(impatient(), tmp_path / "broken", cache, (StepRun(steps=steps), Drain()))
    second = carry_out(impatient(), tmp_path / "broken", cache)
    assert of(RunFinished, second)[0].step == of(RunFinished, whole)[0].step
    assert final_bytes(tmp_path / "broken") == final_bytes(tmp_path / "whole")


def test_without_patience_nothing_ends_early(tmp_path: Path, cache: Path) -> None:
    experiment = small(optimizer=Sgd(learning_rate=0.5), evaluations_per_epoch=5)
    (finished,) = of(RunFinished, carry_out(experiment, tmp_path, cache))
    assert (finished.step, finished.reason) == (20, "")


def test_the_best_weights_are_kept(tmp_path: Path, cache: Path) -> None:
    experiment = impatient(keep_best=True)
    events = carry_out(experiment, tmp_path / "run", cache)
    accuracies = column(events, "accuracy", "evaluation")
    best = max(accuracies, key=lambda step: (accuracies[step], -step))
    last = of(RunFinished, events)[0].step
    assert best < last
    # The weights of that step, as a run has them that goes no further.
    carry_out(experiment, tmp_path / "short", cache, (StepRun(steps=best), Drain()))
    assert weights(tmp_path / "run", "best") == weights(tmp_path / "short")
    assert weights(tmp_path / "run", "best") != weights(tmp_path / "run", "last")


def test_the_best_weights_can_be_missing(tmp_path: Path, cache: Path) -> None:
    carry_out(small(), tmp_path, cache, (StepRun(steps=3), Drain()))
    with pytest.raises(LayerlabError) as refused:
        weights(tmp_path, "best")
    assert refused.value.code == "no_best_checkpoint"


def test_slow_motion_takes_time_and_changes_no_bit(tmp_path: Path, cache: Path) -> None:
    carry_out(small(), tmp_path / "fast", cache)
    told: list[tuple[float, Event]] = []
    orders = (SetSpeed(steps_per_s=20), StepRun(steps=11), SetSpeed(steps_per_s=0))
    channel = ScriptedChannel(lambda event: told.append((time.monotonic(), event)), orders)
    assert Term(small(), tmp_path / "slow", cache, paused=True).carry_out(channel) is None
    speeds = [(at, event) for at, event in told if isinstance(event, SpeedChanged)]
    assert [(event.step, event.steps_per_s) for _, event in speeds] == [(0, 20), (11, 0)]
    assert speeds[1][0] - speeds[0][0] >= 10 / 20
    # Each step is told by itself while it stands.
    packs = [event for _, event in told if isinstance(event, ScalarsRecorded) and event.series == "step"]
    assert [len(pack.steps) // 4 for pack in packs[:11]] == [1] * 11
    assert final_bytes(tmp_path / "slow") == final_bytes(tmp_path / "fast")


def test_the_waiting_of_slow_motion_is_no_training_time(tmp_path: Path, cache: Path) -> None:
    told: list[tuple[float, Event]] = []
    orders = (SetSpeed(steps_per_s=1), StepRun(steps=3), SetSpeed(steps_per_s=0))
    channel = ScriptedChannel(lambda event: told.append((time.monotonic(), event)), orders)
    assert Term(small(epochs=1), tmp_path, cache, paused=True).carry_out(channel) is None
    slow = [at for at, event in told if isinstance(event, SpeedChanged)]
    ended, finished = told[-1]
    assert isinstance(finished, RunFinished)
    # Two waits of a second, less the steps themselves.
    assert slow[1] - slow[0] >= 2
    assert ended - told[0][0] - finished.seconds > 1
    packs = [event for _, event in told if isinstance(event, ScalarsRecorded) and event.series == "step"]
    # With the waiting it would be 96 samples in two seconds.
    assert packs[2].samples_per_s > 60


def test_the_time_that_a_run_took_is_that_of_all_its_terms(tmp_path: Path, cache: Path) -> None:
    train(small(), folder=tmp_path, cache=cache, on_event=lambda event: None)
    checkpoints = CheckpointStore(tmp_path)
    manifest = checkpoints.newest()
    assert manifest is not None
    assert 0 < manifest.trained_s < 1_000
    checkpoints.put(checkpoints.read(manifest.step), replace(manifest, trained_s=1_000.0))
    longer: list[Change] = [RunExtended(step=manifest.step + 1, total_steps=manifest.step + 5)]
    events: list[Event] = []
    assert Term(small(), tmp_path, cache, changes=longer).carry_out(CallbackChannel(events.append)) is None
    finished = events[-1]
    assert isinstance(finished, RunFinished)
    assert 1_000 < finished.seconds < 1_100
    # How quick it is says this term alone.
    assert finished.samples_per_s > 1


def test_the_pace_of_slow_motion() -> None:
    slow = SlowMotion()
    assert slow.left_s == 0
    slow.stepped()
    slow.steps_per_s = 20
    slow.stepped()
    began = time.monotonic()
    assert 0 < slow.left_s <= 0.05
    slow.steps_per_s = 1e-3
    assert 9 < slow.left_s <= 10
    slow.steps_per_s = 0
    assert slow.left_s == 0
    assert time.monotonic() - began < 5

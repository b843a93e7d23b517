"""A script goes through everything that was changed while its run trained, and gives the same losses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from layerlab.experiment.document import Experiment
from layerlab.protocol.commands import ExtendRun, SetHyperparameter, StepRun
from layerlab.protocol.events import Event, RunExtended, RunFinished
from layerlab.training.changes import Change
from layerlab.training.optimizers import RmsProp, Sgd
from layerlab.training.schedules import Constant, Exponential, OneCycle, StepDecay
from support.block_experiments import DROPOUT_INSIDE, with_blocks
from support.experiments import DROPOUT, MOMENTUM, RATE, small
from support.recorded import column, hexadecimal, of
from support.scripted_channel import Said, carry_out
from support.scripts import losses_of_script


def set_to(name: str, value: float) -> SetHyperparameter:
    return SetHyperparameter(name=name, value=value)


CASES: dict[str, tuple[Experiment, Sequence[Said]]] = {
    "everything": (
        small(optimizer=Sgd(learning_rate=0.05, momentum=0.9, nesterov=True)),
        (
            StepRun(steps=3),
            set_to(MOMENTUM, 0.5),
            set_to(DROPOUT, 0.6),
            StepRun(steps=4),
            set_to("weight_decay", 0.01),
            set_to("label_smoothing", 0.2),
            set_to(MOMENTUM, 0.0),
            StepRun(steps=1),
            set_to("clip_norm", 0.3),
            set_to(RATE, 0.2),
            StepRun(steps=5),
            set_to(MOMENTUM, 0.8),
            ExtendRun(epochs=1),
            StepRun(steps=2),
            set_to(DROPOUT, 0.0),
            set_to("clip_norm", 0.0),
        ),
    ),
    "momentum_from_nothing": (
        small(optimizer=Sgd(momentum=0.0), schedule=OneCycle()),
        (StepRun(steps=5), set_to(MOMENTUM, 0.9), StepRun(steps=9), ExtendRun(epochs=2)),
    ),
    "rmsprop": (
        small(optimizer=RmsProp(), schedule=Exponential(), label_smoothing=0.1),
        (StepRun(steps=5), set_to("weight_decay", 0.1), set_to("label_smoothing", 0.0), StepRun(steps=2)),
    ),
    "inside_of_a_block": (
        with_blocks(),
        (StepRun(steps=3), set_to(DROPOUT_INSIDE, 0.5), StepRun(steps=4), set_to(DROPOUT_INSIDE, 0.0)),
    ),
    "twice_at_one_step": (
        small(schedule=StepDecay()),
        (StepRun(steps=5), set_to(RATE, 1.0), set_to(RATE, 0.01), ExtendRun(epochs=1)),
    ),
}


def changes_of(events: Sequence[Event]) -> list[Change]:
    return [event for event in events if isinstance(event, Change)]


@pytest.mark.parametrize("case", CASES)
def test_the_script_gives_the_losses_of_the_changed_run(case: str, tmp_path: Path) -> None:
    experiment, orders = CASES[case]
    events = carry_out(experiment, tmp_path / "run", tmp_path / "cache", orders)
    app = hexadecimal(column(events, "loss"))
    assert len(app) == of(RunFinished, events)[0].step
    assert losses_of_script(experiment, tmp_path, changes=changes_of(events)) == app
    plain = losses_of_script(experiment, tmp_path)
    assert any(plain[step] != app[step] for step in plain)


def test_a_run_that_ended_early_and_was_extended(tmp_path: Path) -> None:
    """Two terms and one script: the end that was not the last one is passed, the patience begins anew."""
    experiment = small(
        optimizer=Sgd(learning_rate=0.5),
        schedule=Constant(),
        evaluations_per_epoch=5,
        early_stopping_patience=2,
        epochs=20,
    )
    first = carry_out(experiment, tmp_path / "run", tmp_path / "cache")
    (finished,) = of(RunFinished, first)
    assert (finished.reason, finished.step < 200) == ("early_stopping", True)
    extended = RunExtended(step=finished.step + 1, total_steps=(-(-finished.step // 10) + 2) * 10)
    second = carry_out(experiment, tmp_path / "run", tmp_path / "cache", changes=[extended])
    app = hexadecimal(column([*first, *second], "loss"))
    assert len(app) == of(RunFinished, second)[0].step > finished.step
    assert losses_of_script(experiment, tmp_path, changes=[extended]) == app

"""Every schedule is a closed form: asked for any step, in any order, it says what a chained one comes to."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch.optim import lr_scheduler
from torch.optim.lr_scheduler import LRScheduler

from layerlab.kit.members import members
from layerlab.training.learning_rate import RATES, more_arguments, rate_of
from layerlab.training.schedules import AnySchedule, Plateau

SCHEDULES: dict[str, Any] = members(AnySchedule)
TOTAL, EPOCH, BASE = 60, 10, 0.2

CHAINED: dict[str, Any] = {
    "constant": lambda fields, made: lr_scheduler.ConstantLR(made, factor=1.0),
    "cosine": lambda fields, made: lr_scheduler.CosineAnnealingLR(made, TOTAL),
    "step": lambda fields, made: lr_scheduler.StepLR(made, fields.every_epochs * EPOCH, fields.factor),
    "multi_step": lambda fields, made: lr_scheduler.MultiStepLR(
        made, [epoch * EPOCH for epoch in fields.milestones], fields.factor
    ),
    "exponential": lambda fields, made: lr_scheduler.ExponentialLR(made, fields.factor ** (1 / EPOCH)),
    "one_cycle": lambda fields, made: lr_scheduler.OneCycleLR(
        made,
        max_lr=BASE,
        total_steps=TOTAL,
        pct_start=fields.rise_fraction,
        div_factor=1 / fields.initial_fraction,
        final_div_factor=fields.initial_fraction / fields.final_fraction,
        cycle_momentum=False,
    ),
    # PyTorch's own waits for losses: see below.
    "plateau": None,
}
"""PyTorch's own of each kind. A schedule that PyTorch does not have stands here as None."""
PLAIN = {"cosine": {"warmup_steps": 0}}
"""Fields that PyTorch's own has not are switched off."""


def test_every_schedule_has_its_function_and_its_reference() -> None:
    assert set(SCHEDULES) == set(RATES) == set(CHAINED)


@pytest.mark.parametrize("kind", [kind for kind, chained in CHAINED.items() if chained is not None])
def test_it_is_what_pytorch_steps_through(kind: str) -> None:
    fields = SCHEDULES[kind](**PLAIN.get(kind, {}))
    rate = rate_of(fields, EPOCH)
    made = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=BASE)
    chained: LRScheduler = CHAINED[kind](fields, made)
    for step in range(1, TOTAL + 1):
        expected = made.param_groups[0]["lr"]
        assert rate(BASE, step, TOTAL) == pytest.approx(expected, rel=1e-9, abs=1e-12), step
        made.step()
        if step < TOTAL:
            chained.step()


@pytest.mark.parametrize("kind", SCHEDULES)
def test_it_remembers_nothing(kind: str) -> None:
    rate = rate_of(SCHEDULES[kind](), EPOCH)
    forwards = [rate(BASE, step, TOTAL) for step in range(1, TOTAL + 1)]
    backwards = [rate(BASE, step, TOTAL) for step in range(TOTAL, 0, -1)]
    assert forwards == backwards[::-1]
    assert all(0 <= value <= BASE * (1 + 1e-12) for value in forwards)


@pytest.mark.parametrize("kind", SCHEDULES)
def test_every_field_is_an_argument_of_its_function(kind: str) -> None:
    fields = set(SCHEDULES[kind].model_fields) - {"kind"}
    arguments = set(more_arguments(SCHEDULES[kind]())) - {"steps_per_epoch"}
    # `watch` says whose losses are the ones that are watched.
    assert {"watched" if name == "watch" else name for name in fields} == arguments


@pytest.mark.parametrize("patience", [0, 1, 3])
def test_a_plateau_drops_where_pytorch_s_does(patience: int) -> None:
    fields = Plateau(patience=patience, factor=0.3)
    made = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=BASE)
    stepped = lr_scheduler.ReduceLROnPlateau(made, factor=0.3, patience=patience)
    watched: list[float] = []
    rate = rate_of(fields, EPOCH, watched)
    for step, loss in enumerate([9, 8, 8, 8.5, 7.99999, 7, 7, 7, 7, 7, 7, 6, 7, math.nan, 7, 7, 5], start=1):
        made.step()
        stepped.step(loss)
        watched.append(loss)
        assert rate(BASE, step, TOTAL) == pytest.approx(made.param_groups[0]["lr"], rel=1e-12), step
    assert rate(BASE, 1, TOTAL) < BASE

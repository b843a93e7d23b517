"""Learning rates, evaluations, orders and changes: all asked by step, none remembered."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import lr_scheduler

from layerlab.kit.members import members
from layerlab.protocol.events import HyperparameterChanged, RunExtended
from layerlab.protocol.metrics import CLASSIFIER, Metric
from layerlab.training.changes import effective_table, value_at
from layerlab.training.contract import Evaluation
from layerlab.training.inputs import to_inputs
from layerlab.training.learning_rate import rate_of
from layerlab.training.modes import evaluation_mode
from layerlab.training.optimizers import Sgd
from layerlab.training.order import epoch_order, reseed
from layerlab.training.pace import (
    EarlyStopping,
    Epochs,
    EverySteps,
    Never,
    Pace,
    PerEpoch,
    Steps,
    evaluates_after,
    evaluations_without_gain,
    steps_in_epoch,
)
from layerlab.training.schedules import (
    AnySchedule,
    Constant,
    Cosine,
    Exponential,
    MultiStep,
    OneCycle,
    StepDecay,
)
from layerlab.worker.evaluation_history import EvaluationHistory
from support.experiments import MOMENTUM, RATE


def change(step: int, value: float) -> HyperparameterChanged:
    return HyperparameterChanged(step=step, name=RATE, value=value, previous=0.0)


def test_constant_stays() -> None:
    rate = rate_of(Constant(), 10)
    assert {rate(0.1, step, 50) for step in range(1, 51)} == {0.1}


def test_cosine_rises_in_a_line_and_falls_to_its_end() -> None:
    rate = rate_of(Cosine(warmup_steps=9, final_fraction=0.1), 10)
    rates = [rate(1.0, step, 109) for step in range(1, 110)]
    assert rates[:9] == pytest.approx([step / 10 for step in range(1, 10)])
    assert rates[9] == 1.0
    assert rates[59] == pytest.approx(0.1 + 0.9 / 2)
    assert rates[9:] == sorted(rates[9:], reverse=True)
    assert 0.1 < rates[-1] < 0.101


@given(
    warmup=st.integers(0, 500),
    total=st.integers(1, 500),
    share=st.floats(0, 1),
    base=st.floats(1e-6, 100),
)
def test_cosine_is_positive_and_never_above_its_base(
    warmup: int, total: int, share: float, base: float
) -> None:
    rate = rate_of(Cosine(warmup_steps=warmup, final_fraction=share), 10)
    for step in range(1, total + 1):
        assert 0 < rate(base, step, total) <= base * (1 + 1e-12)


@given(steps=st.integers(1, 400), evaluations=st.integers(1, 100))
def test_evaluations_are_evenly_spaced_and_end_the_epoch(steps: int, evaluations: int) -> None:
    for epoch in range(2):
        asked = [
            place
            for place in range(1, steps + 1)
            if evaluates_after(epoch * steps + place, steps, evaluations)
        ]
        assert asked[-1] == steps
        assert len(asked) == min(evaluations, steps)
        gaps = [b - a for a, b in zip([0, *asked], asked, strict=False)]
        assert max(gaps) - min(gaps) <= 1


def test_the_last_batch_may_be_smaller() -> None:
    assert steps_in_epoch(60_000, 64) == math.ceil(60_000 / 64) == 938
    assert steps_in_epoch(10, 64) == 1


def test_each_epoch_has_an_order_of_its_own_that_is_always_the_same() -> None:
    first = epoch_order(100, seed=1, epoch=0)
    assert sorted(first.tolist()) == list(range(100))
    assert torch.equal(first, epoch_order(100, seed=1, epoch=0))
    assert not torch.equal(first, epoch_order(100, seed=1, epoch=1))
    assert not torch.equal(first, epoch_order(100, seed=2, epoch=0))


def test_an_order_takes_nothing_from_the_global_generator() -> None:
    torch.manual_seed(0)
    expected = torch.rand(3)
    torch.manual_seed(0)
    epoch_order(100, seed=1, epoch=0)
    assert torch.equal(torch.rand(3), expected)


def test_each_step_has_random_numbers_of_its_own() -> None:
    cpu = torch.device("cpu")
    drawn = {}
    for step in (1, 2, 1):
        reseed(5, step, cpu)
        numbers = torch.rand(4)
        assert torch.equal(drawn.setdefault(step, numbers), numbers)
    assert not torch.equal(drawn[1], drawn[2])


def test_bytes_become_numbers_around_zero() -> None:
    pixels = torch.tensor([[0, 255]], dtype=torch.uint8)
    assert to_inputs(pixels, mean=0.5, std=0.25).tolist() == [[-2.0, 2.0]]


def test_evaluation_mode_gives_every_module_its_own_flag_back() -> None:
    frozen = torch.nn.BatchNorm1d(2).eval()
    network = torch.nn.Sequential(torch.nn.Dropout(), frozen).train()
    frozen.eval()
    with suppress(KeyError), evaluation_mode(network):
        assert not network[0].training
        raise KeyError
    assert network.training
    assert network[0].training
    assert not frozen.training


def test_the_last_change_up_to_a_step_is_in_force() -> None:
    table = effective_table([change(10, 0.5), change(20, 0.25)])[RATE]
    assert [value_at(step, 1.0, table) for step in (9, 10, 19, 20, 99)] == [1.0, 0.5, 0.5, 0.25, 0.25]
    assert effective_table([change(10, 0.5), change(10, 0.3)]) == {RATE: {10: 0.3}}


def test_a_change_after_a_fallback_replaces_what_waits_behind_it() -> None:
    """Thrown back from step 90 to 50, the user sets 0.1 at 60: what was set at 80 in the lost future is gone."""
    assert effective_table([change(10, 0.5), change(80, 0.25), change(60, 0.1)]) == {RATE: {10: 0.5, 60: 0.1}}


def test_each_name_has_a_table_of_its_own() -> None:
    momentum = HyperparameterChanged(step=3, name=MOMENTUM, value=0.5, previous=0.9)
    extended = RunExtended(step=21, total_steps=30)
    assert effective_table([change(10, 0.5), momentum, extended, change(12, 0.4)]) == {
        RATE: {10: 0.5, 12: 0.4},
        MOMENTUM: {3: 0.5},
        "total_steps": {21: 30},
    }


def test_nesterov_without_momentum_is_plain_descent() -> None:
    assert Sgd(momentum=0.0, nesterov=True).call().arguments["nesterov"] is False
    assert Sgd(momentum=0.9, nesterov=True).call().arguments["nesterov"] is True


TORCH_SCHEDULERS = {
    "step": (StepDecay(every_epochs=2, factor=0.3), lr_scheduler.StepLR, {"step_size": 20, "gamma": 0.3}),
    "multi_step": (
        MultiStep(milestones=(1, 4), factor=0.1),
        lr_scheduler.MultiStepLR,
        {"milestones": [10, 40], "gamma": 0.1},
    ),
    "exponential": (Exponential(factor=0.5), lr_scheduler.ExponentialLR, {"gamma": 0.5 ** (1 / 10)}),
    "one_cycle": (
        OneCycle(rise_fraction=0.3, initial_fraction=0.1, final_fraction=0.001),
        lr_scheduler.OneCycleLR,
        {
            "max_lr": 0.2,
            "total_steps": 60,
            "pct_start": 0.3,
            "div_factor": 10,
            "final_div_factor": 100,
            "cycle_momentum": False,
        },
    ),
}


@pytest.mark.parametrize("kind", TORCH_SCHEDULERS)
def test_the_closed_form_is_what_pytorch_steps_through(kind: str) -> None:
    schedule, scheduler_class, arguments = TORCH_SCHEDULERS[kind]
    rate = rate_of(schedule, steps_per_epoch=10)
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.2)
    scheduler = scheduler_class(optimizer, **arguments)
    for step in range(1, 61):
        assert rate(0.2, step, 60) == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-9), step
        optimizer.step()
        if step < 60:
            scheduler.step()


@pytest.mark.parametrize(
    "schedule", [cls() for cls in members(AnySchedule).values()], ids=lambda one: one.kind
)
@given(steps_per_epoch=st.integers(1, 50), epochs=st.integers(1, 8), share=st.floats(0, 1))
def test_every_schedule_knows_every_step(
    schedule: AnySchedule, steps_per_epoch: int, epochs: int, share: float
) -> None:
    if isinstance(schedule, OneCycle):
        schedule = schedule.model_copy(update={"rise_fraction": share})
    rate = rate_of(schedule, steps_per_epoch)
    total = steps_per_epoch * epochs
    for step in range(1, total + 1):
        assert 0 <= rate(0.1, step, total) <= 0.1 * (1 + 1e-12)


def test_gain_is_counted_from_the_lowest_loss() -> None:
    nan = math.nan
    counts = {
        (): 0,
        (2.0,): 0,
        (2.0, 1.0): 0,
        (2.0, 1.0, 1.0): 1,
        (1.0, 2.0, nan, 1.5): 3,
        (nan, nan): 2,
    }
    assert {losses: evaluations_without_gain(list(losses)) for losses in counts} == counts


KEEPS = Pace(keep_best="accuracy")


def measured(step: int, **metrics: float) -> Evaluation:
    return Evaluation(step, metrics, columns={})


def evaluation(step: int, loss: float) -> Evaluation:
    return measured(step, loss=loss, accuracy=0.5)


@given(st.lists(st.floats(0, 3), max_size=30), st.integers(1, 5))
def test_what_a_checkpoint_keeps_of_the_losses_is_enough(losses: list[float], patience: int) -> None:
    standing, every = EvaluationHistory(), []
    for step, loss in enumerate(losses, start=1):
        every.append(loss)
        standing.take(evaluation(step, loss), CLASSIFIER, KEEPS)
        assert evaluations_without_gain(standing.since_lowest) == evaluations_without_gain(every)
        if evaluations_without_gain(every) >= patience:
            break
        assert len(standing.since_lowest) <= patience


def test_an_evaluation_that_is_made_again_counts_once() -> None:
    standing = EvaluationHistory()
    first = evaluation(5, 1.0)
    assert standing.take(first, CLASSIFIER, KEEPS)
    assert not standing.take(first, CLASSIFIER, KEEPS)
    assert (standing.since_lowest, standing.best_step) == ([1.0], 5)
    assert not standing.take(evaluation(6, 0.5), CLASSIFIER, KEEPS)


def test_the_best_and_the_patience_go_by_what_is_named() -> None:
    """What is kept falls here, and another metric says when it is time to stop."""
    pace = Pace(early_stopping=EarlyStopping(metric="error"), keep_best="distance")
    metrics = (
        Metric(name="agreement", series="evaluation", better="higher"),
        Metric(name="error", series="evaluation", better="lower"),
        Metric(name="distance", series="evaluation", better="lower", headline=True),
    )
    history = EvaluationHistory()
    taken = [
        history.take(measured(step, error=error, distance=distance), metrics, pace)
        for step, error, distance in ((1, 1.0, 3.0), (2, 2.0, 2.0), (3, 3.0, 4.0), (4, 4.0, math.nan))
    ]
    assert taken == [True, True, False, False]
    assert (history.best, history.best_step) == (2.0, 2)
    assert evaluations_without_gain(history.since_lowest) == 3
    history.take(measured(5, loss=0.0), (), pace)
    assert (history.step, history.best_step) == (5, 2), "without metrics nothing is best"


def test_what_should_rise_can_stop_a_run_too_and_nothing_is_kept_unasked() -> None:
    metrics = (Metric(name="accuracy", series="evaluation", better="higher"),)
    history, pace = EvaluationHistory(), Pace(early_stopping=EarlyStopping(metric="accuracy", patience=2))
    kept = [
        history.take(measured(step, accuracy=share), metrics, pace)
        for step, share in enumerate((0.1, 0.3, 0.3, 0.2), start=1)
    ]
    assert not any(kept)
    assert evaluations_without_gain(history.since_lowest) == 2


@pytest.mark.parametrize(
    ("pace", "evaluated"),
    [
        (Pace(evaluations=PerEpoch(times=1)), [4, 8]),
        (Pace(evaluations=PerEpoch(times=2)), [2, 4, 6, 8]),
        (Pace(evaluations=PerEpoch(times=1), length=Steps(steps=6)), [4, 6]),
        (Pace(evaluations=EverySteps(steps=3)), [3, 6, 8]),
        (Pace(evaluations=Never()), []),
    ],
)
def test_a_pace_says_when_the_test_set_is_asked(pace: Pace, evaluated: list[int]) -> None:
    pace = pace.model_copy(update={} if isinstance(pace.length, Steps) else {"length": Epochs(epochs=2)})
    total = pace.total_steps(4)
    assert [step for step in range(1, total + 1) if pace.evaluates(step, 4, total)] == evaluated

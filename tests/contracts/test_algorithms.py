"""Every way of training keeps the loop's contract: its state is all that it has, and its script says the same."""

from __future__ import annotations

import re
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
import torch

from layerlab.algorithms import AnyAlgorithm
from layerlab.algorithms.gan.losses import (
    AnyAdversarialLoss,
    HingeGame,
    LeastSquares,
    Minimax,
    NonSaturating,
    Wasserstein,
    WassersteinPenalty,
)
from layerlab.algorithms.steps import STEPS
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import (
    AnyLoss,
    BinaryCrossEntropy,
    CrossEntropy,
    Hinge,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
)
from layerlab.algorithms.supervised.step import LOSSES
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of
from layerlab.kit.members import members
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.lstm import Lstm
from layerlab.protocol.metrics import falling
from layerlab.worker.checkpoint_capture import as_arrays, capture, restore
from layerlab.worker.session import Session, open_session
from support.experiments import (
    adversaries,
    by_length,
    detector,
    forecaster,
    name_giver,
    on_names,
    on_points,
    on_recordings,
    on_rows,
    small,
    writer,
)
from support.scripts import losses_of_app, losses_of_script

ALGORITHMS: dict[str, Any] = members(AnyAlgorithm)
EXPERIMENTS: dict[str, Experiment] = {
    "supervised cross_entropy": small(),
    "supervised cross_entropy top": small().model_copy(
        update={"algorithm": Supervised(loss=CrossEntropy(top=5))}
    ),
    "supervised cross_entropy recordings": on_recordings(),
    "supervised cross_entropy every_step": on_recordings(
        Lstm(hidden_size=12, forget_bias=1.0), every_step=True, class_weights="balanced"
    ),
    "supervised cross_entropy by_length": by_length(on_recordings()),
    "supervised cross_entropy names": on_names(class_weights="balanced", balanced_accuracy=True),
    "supervised binary_cross_entropy": on_points(BinaryCrossEntropy()),
    "supervised hinge": on_points(Hinge(margin=0.5, power=2), gives=2),
    "supervised mean_squared_error": on_rows(MeanSquaredError()),
    "supervised mean_absolute_error": on_rows(MeanAbsoluteError()),
    "supervised huber": on_rows(Huber(delta=0.5)),
    "language_model": writer(),
    "language_model gru": writer(Embedding(features=6), Gru(hidden_size=8, num_layers=2, dropout=0.2)),
    "language_model names": name_giver(),
    "gan non_saturating": adversaries(),
    "gan non_saturating blurred": adversaries(
        loss=NonSaturating(label_smoothing=0.1), discriminator_steps=3, instance_noise=0.2
    ),
    "gan minimax": adversaries(loss=Minimax()),
    "gan least_squares": adversaries(loss=LeastSquares()),
    "gan hinge": adversaries(loss=HingeGame(), discriminator_steps=2),
    "gan wasserstein": adversaries(loss=Wasserstein(bound=0.05)),
    "gan wasserstein_penalty": adversaries(loss=WassersteinPenalty(gradient_penalty=1.0)),
    "detection": detector(),
    "forecasting": forecaster(MeanSquaredError()),
    "forecasting differences": forecaster(Huber(), difference="season", tested="fifth_before"),
    "forecasting absolute": forecaster(MeanAbsoluteError(), difference="step"),
    "detection weighed": detector(box_weight=2.0, class_weight=0.5, most_shared=0.3),
}
"""A newcomer brings a small experiment of its own: nobody else knows its networks."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def take_a_step(session: Session) -> dict[str, torch.Tensor]:
    step = session.state.step + 1
    told = session.algorithm.step(session.state, session.begin(step))
    session.state.step = step
    return told


def test_every_algorithm_has_its_step_and_an_experiment() -> None:
    assert set(STEPS) == set(ALGORITHMS) == {kind.partition(" ")[0] for kind in EXPERIMENTS}
    losses = {kind.split(" ")[1] for kind in EXPERIMENTS if kind.startswith("supervised ")}
    assert losses == set(members(AnyLoss)) == {cls().kind for cls in LOSSES}
    assert {kind.split(" ")[1] for kind in EXPERIMENTS if kind.startswith("gan ")} == set(
        members(AnyAdversarialLoss)
    )


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_its_experiment_is_sound(kind: str) -> None:
    experiment = EXPERIMENTS[kind]
    assert experiment.algorithm.kind == kind.partition(" ")[0]
    assert set(experiment.networks) == {role.name for role in experiment.algorithm.roles}
    assert {part.name for part in experiment.algorithm.parts} <= set(type(experiment.algorithm).model_fields)
    assert check_experiment(experiment).problems == ()


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_what_it_leads_into_its_networks_is_declared_and_fits(kind: str) -> None:
    """The page draws what is declared: all that the data fill, and answers that enter another network."""
    algorithm, ends = EXPERIMENTS[kind].algorithm, ends_of(EXPERIMENTS[kind])
    for wire in algorithm.wires:
        assert bool(wire.source) != bool(wire.part)
        if wire.source:
            assert ends[wire.source].answer in {slot.value for slot in ends[wire.target].slots.values()}
    filled = {(role, slot.part) for role, own in ends.items() for slot in own.slots.values() if slot.part}
    assert {(wire.target, wire.part) for wire in algorithm.wires if wire.part} == filled


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_a_step_gives_numbers_and_moves_every_role(kind: str, cache: Path) -> None:
    session = open_session(EXPERIMENTS[kind], cache)
    before = capture(session.state)
    # A role may have its turn in every third step alone.
    for value in [value for _ in range(3) for value in take_a_step(session).values()]:
        assert value.shape == ()
        assert not value.requires_grad
        assert isfinite(value.item())
    after = capture(session.state)
    for role, network in session.state.networks.items():
        weights = [f"networks.{role}.{name}" for name, _ in network.named_parameters()]
        assert any(not torch.equal(before[name], after[name]) for name in weights), role


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_it_declares_what_it_is_measured_by(kind: str, cache: Path) -> None:
    """What is declared is given and what is given is declared: nothing else is drawn, kept or told of a run."""
    session = open_session(EXPERIMENTS[kind], cache)
    metrics = session.metrics
    told = take_a_step(session)
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())

    def declared(series: str) -> list[str]:
        return [metric.name for metric in metrics if metric.series == series]

    assert len({(metric.series, metric.name) for metric in metrics}) == len(metrics)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?", metric.name) for metric in metrics)
    assert [metric.headline for metric in metrics].count(True) == 1
    assert not told.keys() & session.rates_in_force.keys(), "a rate is set, and not measured"
    assert sorted({**told, **session.rates_in_force}) == sorted(declared("step"))
    assert sorted(evaluation.metrics) == sorted(declared("evaluation"))
    assert falling(metrics, "step"), "a run that breaks must be found out"
    assert all(isfinite(rate) for rate in session.rates_in_force.values())


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_an_evaluation_answers_for_every_sample_and_changes_nothing(kind: str, cache: Path) -> None:
    session = open_session(EXPERIMENTS[kind], cache)
    take_a_step(session)
    before = capture(session.state)
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    assert evaluation.step == 1
    assert evaluation.metrics
    assert all(isfinite(value) for value in evaluation.metrics.values())
    assert set(evaluation.columns) == set(EXPERIMENTS[kind].algorithm.columns)
    for column in evaluation.columns.values():
        assert len(column) == min(map(len, session.data.test.values()))
    after = capture(session.state)
    assert all(torch.equal(before[name], after[name]) for name in before)


def test_the_top_five_are_right_as_often_as_the_true_class_is_among_them(cache: Path) -> None:
    session = open_session(EXPERIMENTS["supervised cross_entropy top"], cache)
    take_a_step(session)
    found = session.algorithm.evaluate(session.state, session.data.test_batches()).metrics
    network, right, count = session.state.networks["classifier"].eval(), 0, 0
    with torch.inference_mode():
        for batch in session.data.test_batches():
            scores = network(batch["input"])
            true = scores.gather(1, batch["target"][:, None])
            right += int(((scores > true).sum(dim=1) < 5).sum())
            count += len(true)
    assert found["top5"] == pytest.approx(right / count, abs=2e-3)
    assert found["accuracy"] <= found["top5"] <= 1


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_its_state_is_all_that_it_has(kind: str, cache: Path) -> None:
    """Three steps, a checkpoint into a fresh session, three more: the same bits as six in one breath."""
    unbroken = open_session(EXPERIMENTS[kind], cache)
    for _ in range(6):
        take_a_step(unbroken)
    first = open_session(EXPERIMENTS[kind], cache)
    for _ in range(3):
        take_a_step(first)
    second = open_session(EXPERIMENTS[kind], cache)
    restore(second.state, as_arrays(capture(first.state)), 3)
    for _ in range(3):
        take_a_step(second)
    left, right = capture(unbroken.state), capture(second.state)
    assert left.keys() == right.keys()
    assert all(torch.equal(left[name], right[name]) for name in left)


@pytest.mark.parametrize("kind", EXPERIMENTS)
def test_it_learns_and_its_script_gives_the_same_losses(kind: str, tmp_path: Path) -> None:
    app = losses_of_app(EXPERIMENTS[kind], tmp_path)
    assert len(app) >= 12
    if EXPERIMENTS[kind].algorithm.metrics[0].name == "loss":
        # Of networks that play against each other, one lowers what the other raises.
        values = [float.fromhex(loss) for loss in app.values()]
        assert sum(values[-3:]) < sum(values[:3])
    assert losses_of_script(EXPERIMENTS[kind], tmp_path) == app

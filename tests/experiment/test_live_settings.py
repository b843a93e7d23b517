"""What can be changed while a run trains, and to what."""

from __future__ import annotations

import pytest

from layerlab.experiment.check import check_experiment, require_learning
from layerlab.experiment.limits import MAX_STEPS
from layerlab.experiment.live_settings import initial_values, require_extendable, require_live
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import SetHyperparameter
from layerlab.protocol.events import HyperparameterChanged
from layerlab.training.changes import Change
from layerlab.training.optimizers import Adam
from support.experiments import CLIP_NORM, DROPOUT, MOMENTUM, RATE, SMOOTHING, WEIGHT_DECAY, small


def test_the_experiment_says_what_can_change() -> None:
    assert initial_values(small()) == {
        RATE: 0.05,
        MOMENTUM: 0.9,
        WEIGHT_DECAY: 0.0,
        SMOOTHING: 0.0,
        CLIP_NORM: 0.0,
        DROPOUT: 0.25,
        **{
            f"networks.classifier.nodes.{node}.layer.rate": 1.0
            for node in ("conv2d_1", "batch_norm2d_1", "linear_1")
        },
        **{
            f"networks.classifier.nodes.{name}.off": 0.0
            for name, node in small().networks["classifier"].nodes.items()
            if node.layer.inputs and node.layer.outputs
        },
    }


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (MOMENTUM, 0.5, ""),
        (DROPOUT, 0.0, ""),
        (DROPOUT, 1.0, "invalid_field"),
        (MOMENTUM, 1.0, "invalid_field"),
        (RATE, 0.0, "invalid_field"),
        ("dropout:relu_1", 0.5, "not_live"),
        ("batch_size", 32, "not_live"),
    ],
)
def test_a_value_is_bounded_as_in_the_document(name: str, value: float, code: str) -> None:
    if not code:
        require_live(small(), name, value)
        return
    with pytest.raises(LayerlabError) as refused:
        require_live(small(), name, value)
    assert (refused.value.code, refused.value.where.field) == (code, name)


def test_a_layer_that_changes_the_shape_is_never_switched_off() -> None:
    off = "networks.classifier.nodes.{}.off".format
    require_live(small(), off("batch_norm2d_1"), 1.0)
    require_live(small(), off("conv2d_1"), 0.0)
    for name, value, code in (
        (off("conv2d_1"), 1.0, "nothing_passes"),
        (off("relu_1"), 0.5, "invalid_field"),
        (off("input"), 1.0, "not_live"),
    ):
        with pytest.raises(LayerlabError, match=code):
            require_live(small(), name, value)


def test_adam_has_no_momentum_to_change() -> None:
    with pytest.raises(LayerlabError, match="not_live"):
        require_live(small(optimizer=Adam()), MOMENTUM, 0.5)


def test_an_extension_stays_within_the_limit() -> None:
    require_extendable(small(), MAX_STEPS - 10, 1)
    with pytest.raises(LayerlabError) as refused:
        require_extendable(small(), MAX_STEPS - 9, 1)
    assert refused.value.code == "too_many_steps"


def frozen(*nodes: str) -> list[SetHyperparameter]:
    return [
        SetHyperparameter(name=f"networks.classifier.nodes.{node}.layer.rate", value=0.0) for node in nodes
    ]


def test_a_run_keeps_something_that_learns() -> None:
    first, second, last = frozen("conv2d_1", "batch_norm2d_1", "linear_1")
    changes: list[Change] = [
        HyperparameterChanged(step=step, name=order.name, value=0.0, previous=1.0)
        for step, order in ((3, first), (9, second))
    ]
    require_learning(small(), second, 5, changes[:1])
    # A change that waits at a later step counts, too: the run was thrown back.
    for step in (5, 12):
        with pytest.raises(LayerlabError) as refused:
            require_learning(small(), last, step, changes)
        assert (refused.value.code, refused.value.where.field) == ("all_frozen", last.name)
    require_learning(small(), last.model_copy(update={"value": 0.1}), 12, changes)


def test_what_learns_nothing_is_not_trained() -> None:
    experiment = small()
    network = experiment.networks["classifier"]
    nodes = {
        name: node.model_copy(update={"layer": node.layer.model_copy(update={"rate": 0.0})})
        if "rate" in type(node.layer).model_fields
        else node
        for name, node in network.nodes.items()
    }
    told = {"classifier": network.model_copy(update={"nodes": nodes})}
    problems = check_experiment(experiment.model_copy(update={"networks": told})).problems
    assert [(problem.code, problem.where.role) for problem in problems] == [("all_frozen", "classifier")]

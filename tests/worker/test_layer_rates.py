"""Layers that learn at another rate than the rest, or not at all: for every optimizer, through resume and script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from layerlab.experiment.document import Experiment
from layerlab.kit.members import members
from layerlab.protocol.commands import SetHyperparameter, StepRun
from layerlab.protocol.events import Event, FrameRecorded, HyperparameterChanged
from layerlab.protocol.frames import LayerHealthFrame
from layerlab.protocol.worker import Drain
from layerlab.training.changes import Change
from layerlab.training.optimizers import AnyOptimizer, Sgd
from layerlab.worker.checkpoint_store import CheckpointStore, Tensors
from layerlab.worker.session import open_session
from support.block_experiments import with_blocks
from support.experiments import adversaries, small
from support.recorded import column, hexadecimal, of
from support.scripted_channel import Said, carry_out
from support.scripts import losses_of_script

CONV, NORM, LINEAR = (
    f"networks.classifier.nodes.{node}.layer.rate" for node in ("conv2d_1", "batch_norm2d_1", "linear_1")
)
OPTIMIZERS: dict[str, Any] = members(AnyOptimizer)
CHANGED: tuple[Said, ...] = (
    StepRun(steps=3),
    SetHyperparameter(name=CONV, value=0.0),
    StepRun(steps=4),
    SetHyperparameter(name=NORM, value=0.0),
    SetHyperparameter(name=LINEAR, value=0.1),
    StepRun(steps=4),
    SetHyperparameter(name=CONV, value=2.0),
    StepRun(steps=3),
    SetHyperparameter(name=NORM, value=1.0),
)


def with_rates(experiment: Experiment, **rates: float) -> Experiment:
    """The experiment with these factors at the nodes of its classifier."""
    network = experiment.networks["classifier"]
    nodes = dict(network.nodes)
    for name, rate in rates.items():
        nodes[name] = nodes[name].model_copy(
            update={"layer": nodes[name].layer.model_copy(update={"rate": rate})}
        )
    told = network.model_copy(update={"nodes": nodes})
    return experiment.model_copy(update={"networks": {"classifier": told}})


def kept(folder: Path) -> Tensors:
    """The newest checkpoint."""
    checkpoints = CheckpointStore(folder)
    return checkpoints.read(checkpoints.steps()[-1])


def at_first(experiment: Experiment, cache: Path) -> dict[str, bytes]:
    networks = open_session(experiment, cache).state.networks
    return {
        f"networks.{role}.{name}": tensor.numpy().tobytes()
        for role, network in networks.items()
        for name, tensor in network.state_dict().items()
    }


def moved(experiment: Experiment, folder: Path, cache: Path) -> set[str]:
    """The layers of which anything is otherwise after the run than before it, to the last bit."""
    carry_out(experiment, folder, cache)
    first, last = at_first(experiment, cache), kept(folder)
    names = [name for name in first if first[name] != np.ascontiguousarray(last[name]).tobytes()]
    return {name.removeprefix("networks.").partition(".")[2].rpartition(".")[0] for name in names}


def final_bytes(folder: Path) -> bytes:
    step = CheckpointStore(folder).steps()[-1]
    return (folder / "checkpoints" / str(step) / "state.safetensors").read_bytes()


def decaying(kind: str) -> Any:
    return OPTIMIZERS[kind](weight_decay=0.1)


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_no_optimizer_moves_what_is_frozen(kind: str, tmp_path: Path, cache: Path) -> None:
    frozen = with_rates(small(optimizer=decaying(kind)), conv2d_1=0.0, batch_norm2d_1=0.0)
    assert moved(frozen, tmp_path / "run", cache) == {"linear_1"}


def test_the_statistics_of_a_frozen_batch_norm_stay(tmp_path: Path, cache: Path) -> None:
    frozen = with_rates(small(), batch_norm2d_1=0.0)
    assert moved(frozen, tmp_path / "run", cache) == {"conv2d_1", "linear_1"}


def test_all_inside_of_a_frozen_block_stays(tmp_path: Path, cache: Path) -> None:
    experiment = with_blocks()
    free = moved(experiment, tmp_path / "free", cache)
    frozen = moved(with_rates(experiment, stage_2=0.0), tmp_path / "frozen", cache)
    assert {layer for layer in free if layer.startswith("stage_2.")}
    assert frozen == {layer for layer in free if not layer.startswith("stage_2.")}


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_resume_freezes_and_lets_go_at_the_same_steps(kind: str, tmp_path: Path, cache: Path) -> None:
    experiment = with_rates(small(optimizer=decaying(kind), train_limit=96, epochs=6), linear_1=0.5)
    whole = carry_out(experiment, tmp_path / "whole", cache, CHANGED)
    changes: list[Change] = [event for event in whole if isinstance(event, Change)]
    assert len(changes) == 5
    for steps in (5, 4, 4):
        carry_out(experiment, tmp_path / "broken", cache, (StepRun(steps=steps), Drain()), changes)
    carry_out(experiment, tmp_path / "broken", cache, (), changes)
    assert final_bytes(tmp_path / "broken") == final_bytes(tmp_path / "whole")


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_the_script_does_the_same(kind: str, tmp_path: Path) -> None:
    experiment = with_rates(small(optimizer=decaying(kind), clip_norm=0.5), linear_1=0.5)
    events = carry_out(experiment, tmp_path / "run", tmp_path / "cache", CHANGED)
    changes: list[Change] = [event for event in events if isinstance(event, Change)]
    app = hexadecimal(column(events, "loss"))
    assert losses_of_script(experiment, tmp_path, changes=changes) == app


def test_the_script_of_frozen_blocks_does_the_same(tmp_path: Path) -> None:
    experiment = with_rates(with_blocks(), stage_2=0.0, res_1=0.25)
    app = hexadecimal(column(carry_out(experiment, tmp_path / "run", tmp_path / "cache"), "loss"))
    assert losses_of_script(experiment, tmp_path) == app


def test_a_factor_of_one_is_no_factor(tmp_path: Path, cache: Path) -> None:
    """A group for each layer gives the bits of one group for all."""
    orders = (
        StepRun(steps=5),
        SetHyperparameter(name=CONV, value=2.0),
        SetHyperparameter(name=CONV, value=1.0),
    )
    carry_out(small(), tmp_path / "plain", cache)
    carry_out(small(), tmp_path / "changed", cache, orders)
    assert final_bytes(tmp_path / "changed") == final_bytes(tmp_path / "plain")


def test_a_run_never_freezes_all_that_it_has(tmp_path: Path, cache: Path) -> None:
    orders = tuple(SetHyperparameter(name=name, value=0.0) for name in (CONV, NORM, LINEAR))
    events = carry_out(small(), tmp_path, cache, (StepRun(steps=2), *orders))
    assert [change.name for change in of(HyperparameterChanged, events)] == [CONV, NORM]


def test_one_network_of_two_can_be_frozen_in_part(tmp_path: Path, cache: Path) -> None:
    experiment = adversaries()
    role, network = "discriminator", experiment.networks["discriminator"]
    node = next(name for name, one in network.nodes.items() if one.layer.kind == "linear")
    layer = network.nodes[node].layer.model_copy(update={"rate": 0.0})
    nodes = {**network.nodes, node: network.nodes[node].model_copy(update={"layer": layer})}
    networks = {**experiment.networks, role: network.model_copy(update={"nodes": nodes})}
    frozen = experiment.model_copy(update={"networks": networks})
    events = carry_out(frozen, tmp_path / "run", cache)
    first, last = at_first(frozen, cache), kept(tmp_path / "run")
    stays = {name for name in first if first[name] == last[name].tobytes()}
    assert stays == {f"networks.{role}.{node}.{one}" for one in ("weight", "bias")}
    app = hexadecimal(column(events, "generator.loss"))
    assert losses_of_script(frozen, tmp_path) == app


def health(events: list[Event]) -> list[tuple[int, LayerHealthFrame]]:
    return [
        (event.step, event.frame)
        for event in of(FrameRecorded, events)
        if isinstance(event.frame, LayerHealthFrame)
    ]


def test_it_is_told_how_far_each_layer_has_come(tmp_path: Path, cache: Path) -> None:
    experiment = with_rates(small(optimizer=Sgd(learning_rate=0.05)), conv2d_1=0.0)
    told = health(carry_out(experiment, tmp_path / "run", cache, (StepRun(steps=5), StepRun(steps=6))))
    first, last = at_first(experiment, cache), kept(tmp_path / "run")
    step, frame = told[-1]
    assert step == 20
    distances = {node.node: node.distance_moved for node in frame.nodes}
    for node, distance in distances.items():
        names = [
            name
            for name in first
            if name.startswith(f"networks.classifier.{node}.") and "running" not in name
        ]
        names = [name for name in names if "num_batches" not in name]
        old = np.concatenate([np.frombuffer(first[name], np.float32) for name in names])
        new = np.concatenate([np.asarray(last[name], np.float32).ravel() for name in names])
        assert distance == pytest.approx(np.linalg.norm(new - old) / np.linalg.norm(old), rel=1e-4)
    assert distances["conv2d_1"] == 0
    assert [node.fault for node in frame.nodes if node.node == "conv2d_1"] == [""]


def test_after_a_resume_the_way_is_counted_from_the_first_step(tmp_path: Path, cache: Path) -> None:
    whole = health(carry_out(small(), tmp_path / "whole", cache))
    carry_out(small(), tmp_path / "broken", cache, (StepRun(steps=8), Drain()))
    second = health(carry_out(small(), tmp_path / "broken", cache))
    assert second[-1] == whole[-1]


def test_what_is_frozen_is_asked_for_no_gradient_and_takes_no_memory(cache: Path) -> None:
    """At a rate of 0 alone an optimizer would still gather momentum, and a step would still go all the way back."""
    session = open_session(with_rates(small(), conv2d_1=0.0, batch_norm2d_1=0.0), cache)
    network = session.state.networks["classifier"]
    for step in (1, 2):
        session.algorithm.step(session.state, session.begin(step))
    learns = {name for name, weight in network.named_parameters() if weight.requires_grad}
    assert learns == {"linear_1.weight", "linear_1.bias"}
    assert {name for name, weight in network.named_parameters() if weight.grad is not None} == learns
    remembered = session.state.optimizers["classifier"].state
    assert {name for name, weight in network.named_parameters() if weight in remembered} == learns

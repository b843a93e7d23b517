"""Nodes that are switched off: in a document, in the middle of a run, and for the sake of a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest

from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.network.build import PlannedNetwork, off_in, switch_off
from layerlab.protocol.commands import SetHyperparameter, StepRun
from layerlab.protocol.events import FrameRecorded, HyperparameterChanged
from layerlab.protocol.frames import LayerHealthFrame, WithoutFrame
from layerlab.protocol.queries import ShowWithout
from layerlab.protocol.worker import Decline, Drain, Question, Reply
from layerlab.training.changes import Change, effective_table
from layerlab.training.schedules import Plateau
from layerlab.worker.answers import answer
from layerlab.worker.assignment import Assignment
from layerlab.worker.checkpoint_store import CheckpointStore
from layerlab.worker.exporter import carry_out as export
from layerlab.worker.inspector import Held
from layerlab.worker.onnx_order import OnnxOrder
from layerlab.worker.session import Session, open_session
from support.block_experiments import with_blocks
from support.experiments import small
from support.recorded import column, hexadecimal, of
from support.scripted_channel import Said, carry_out
from support.scripts import losses_of_script


def path_of(node: str) -> str:
    return f"networks.classifier.nodes.{node}.off"


RES, INSIDE, SUM = "res_1", "stage_2/conv_bn/1/relu_1", "res_1/1/add_1"
CHANGED: tuple[Said, ...] = (
    StepRun(steps=3),
    SetHyperparameter(name=path_of(INSIDE), value=1.0),
    StepRun(steps=3),
    SetHyperparameter(name=path_of(RES), value=1.0),
    StepRun(steps=4),
    SetHyperparameter(name=path_of(RES), value=0.0),
    SetHyperparameter(name=path_of(SUM), value=1.0),
    StepRun(steps=3),
    SetHyperparameter(name=path_of(INSIDE), value=0.0),
)


def without(experiment: Experiment, *nodes: str) -> Experiment:
    """The experiment with these nodes of its classifier switched off from the start."""
    network = experiment.networks["classifier"]
    told = {
        name: node.model_copy(update={"off": True}) if name in nodes else node
        for name, node in network.nodes.items()
    }
    return experiment.model_copy(
        update={"networks": {"classifier": network.model_copy(update={"nodes": told})}}
    )


def final_bytes(folder: Path) -> bytes:
    step = CheckpointStore(folder).steps()[-1]
    return (folder / "checkpoints" / str(step) / "state.safetensors").read_bytes()


def test_what_is_off_passes_on_what_it_is_given_and_learns_nothing(tmp_path: Path, cache: Path) -> None:
    experiment = without(with_blocks(), RES)
    carry_out(experiment, tmp_path / "run", cache)
    checkpoints = CheckpointStore(tmp_path / "run")
    last = checkpoints.read(checkpoints.steps()[-1])
    first = open_session(experiment, cache).state.networks["classifier"].state_dict()
    stays = {
        name for name, tensor in first.items() if np.array_equal(tensor, last[f"networks.classifier.{name}"])
    }
    assert {name.partition(".")[0] for name in stays} == {RES}
    assert stays == {name for name in first if name.startswith(f"{RES}.")}


def test_the_script_leaves_out_the_same_from_the_start(tmp_path: Path) -> None:
    experiment = without(with_blocks(), RES)
    app = hexadecimal(column(carry_out(experiment, tmp_path / "run", tmp_path / "cache"), "loss"))
    whole = hexadecimal(column(carry_out(with_blocks(), tmp_path / "whole", tmp_path / "cache"), "loss"))
    assert app != whole
    assert losses_of_script(experiment, tmp_path) == app


def test_resume_and_script_switch_at_the_same_steps(tmp_path: Path, cache: Path) -> None:
    experiment = with_blocks()
    whole = carry_out(experiment, tmp_path / "whole", cache, CHANGED)
    changes: list[Change] = [event for event in whole if isinstance(event, Change)]
    assert [(change.name, change.value) for change in of(HyperparameterChanged, whole)] == [
        (path_of(INSIDE), 1.0),
        (path_of(RES), 1.0),
        (path_of(RES), 0.0),
        (path_of(SUM), 1.0),
        (path_of(INSIDE), 0.0),
    ]
    for steps in (5, 4, 4):
        carry_out(experiment, tmp_path / "broken", cache, (StepRun(steps=steps), Drain()), changes)
    carry_out(experiment, tmp_path / "broken", cache, (), changes)
    assert final_bytes(tmp_path / "broken") == final_bytes(tmp_path / "whole")
    app = hexadecimal(column(whole, "loss"))
    assert losses_of_script(experiment, tmp_path, changes=changes) == app


def test_what_was_off_from_the_start_learns_once_it_is_on(tmp_path: Path, cache: Path) -> None:
    """Its momentum begins where that of the others goes on."""
    experiment = without(with_blocks(), RES)
    orders = (StepRun(steps=4), SetHyperparameter(name=path_of(RES), value=0.0))
    events = carry_out(experiment, tmp_path / "run", cache, orders)
    changes: list[Change] = [event for event in events if isinstance(event, Change)]
    app = hexadecimal(column(events, "loss"))
    assert losses_of_script(experiment, tmp_path, changes=changes) == app


def test_the_onnx_file_leaves_out_what_was_off_when_its_weights_were_kept(
    tmp_path: Path, cache: Path
) -> None:
    experiment, run = with_blocks(), tmp_path / "run"
    events = carry_out(
        experiment, run, cache, (StepRun(steps=3), SetHyperparameter(name=path_of(RES), value=1.0))
    )
    changes: list[Change] = [event for event in events if isinstance(event, Change)]
    plain = OnnxOrder(experiment.model_dump_json(), "classifier", tmp_path / "plain.onnx", tmp_path, run=run)
    written = replace(plain, target=tmp_path / "run.onnx", changes=effective_table(changes))
    owners = []
    for order in (plain, written):
        export(order)
        kept = onnx.load(str(order.target)).graph.initializer
        owners.append({each.name.partition(".")[0] for each in kept})
    assert owners[0] - owners[1] == {RES}


def test_nothing_is_wrong_with_a_layer_that_is_off(tmp_path: Path, cache: Path) -> None:
    events = carry_out(without(small(), "batch_norm2d_1"), tmp_path, cache, (StepRun(steps=5),))
    frames = [event.frame for event in of(FrameRecorded, events)]
    health = [frame for frame in frames if isinstance(frame, LayerHealthFrame)]
    assert health
    told = {node.node: node for node in health[-1].nodes}
    assert told["batch_norm2d_1"].frozen
    assert told["batch_norm2d_1"].update_ratio == 0
    assert told["conv2d_1"].update_ratio > 0
    assert not told["conv2d_1"].frozen


def test_what_is_switched_on_again_learns_on(tmp_path: Path, cache: Path) -> None:
    """A node that was off for no step at all leaves no bit of the run."""
    orders = (
        StepRun(steps=5),
        SetHyperparameter(name=path_of(RES), value=1.0),
        SetHyperparameter(name=path_of(RES), value=0.0),
    )
    carry_out(with_blocks(), tmp_path / "plain", cache)
    carry_out(with_blocks(), tmp_path / "changed", cache, orders)
    assert final_bytes(tmp_path / "changed") == final_bytes(tmp_path / "plain")


def asked(session: Session, *nodes: str, samples: int = 200) -> WithoutFrame:
    told = answer(session, Question(id=1, query=ShowWithout(nodes=nodes, samples=samples)))
    assert isinstance(told, Reply)
    (frame,) = told.answer.frames
    assert isinstance(frame, WithoutFrame)
    return frame


def test_a_question_tells_what_a_node_is_worth_and_changes_nothing(cache: Path) -> None:
    experiment = with_blocks()
    session = open_session(experiment, cache)
    for step in range(1, 9):
        session.algorithm.step(session.state, session.begin(step))
        session.state.step = step
    network = session.state.networks["classifier"]
    assert isinstance(network, PlannedNetwork)
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    frame = asked(session, RES, INSIDE)
    assert {
        name: bool((before[name] == tensor).all()) for name, tensor in network.state_dict().items()
    } == dict.fromkeys(before, True)
    assert off_in(network) == frozenset()
    assert network.training
    assert (frame.samples, frame.metric) == (200, "accuracy")
    assert [each.node for each in frame.nodes] == [RES, INSIDE]

    switch_off(network, frozenset([RES]))
    alone = session.algorithm.evaluate(session.state, session.data.test_batches())
    switch_off(network, frozenset())
    whole = session.algorithm.evaluate(session.state, session.data.test_batches())
    everything = asked(session, RES, samples=10_000)
    assert everything.samples == len(session.data.test["target"])
    assert everything.value == pytest.approx(whole.metrics["accuracy"])
    assert everything.nodes[0].value == pytest.approx(alone.metrics["accuracy"])
    changed = int((whole.columns["predicted"] != alone.columns["predicted"]).sum())
    assert everything.nodes[0].changed == changed > 0
    labels = session.data.test["target"][:]
    shares = np.frombuffer(everything.nodes[0].by_class, "<f4")
    counts = np.bincount(labels, minlength=10)
    assert float(np.nansum(shares * counts)) / counts.sum() == pytest.approx(alone.metrics["accuracy"])


def test_a_question_leaves_the_mean_that_a_schedule_waits_for(cache: Path) -> None:
    session = open_session(small(schedule=Plateau(watch="train")), cache)
    session.algorithm.step(session.state, session.begin(1))
    watched = session.state.memory["watched"].clone()
    asked(session, "relu_1")
    assert session.state.memory["watched"].equal(watched)


def test_what_changes_the_shape_can_not_be_left_out(cache: Path) -> None:
    session = open_session(small(), cache)
    told = answer(session, Question(id=1, query=ShowWithout(nodes=("conv2d_1",))))
    assert isinstance(told, Decline)
    assert (told.code, told.params["node"]) == ("nothing_passes", "conv2d_1")


def test_a_checkpoint_is_asked_as_the_run_was(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "run"
    orders = (
        StepRun(steps=4),
        SetHyperparameter(name=path_of("relu_1"), value=1.0),
        StepRun(steps=3),
        Drain(),
    )
    carry_out(small(), folder, cache, orders)
    held = Held(Assignment("run", 1, small().model_dump_json(), folder, cache))
    assert held.at(7).state.off == {"classifier": frozenset(["relu_1"])}
    assert held.at(0).state.off == {}


def test_a_run_never_switches_off_all_that_learns(tmp_path: Path, cache: Path) -> None:
    experiment = small()
    nodes = [name for name in experiment.networks["classifier"].nodes if name.startswith(("conv", "linear"))]
    orders = tuple(
        SetHyperparameter(name=f"networks.classifier.nodes.{node}.layer.rate", value=0.0) for node in nodes
    )
    off = SetHyperparameter(name=path_of("batch_norm2d_1"), value=1.0)
    events = carry_out(experiment, tmp_path, cache, (StepRun(steps=2), *orders, off))
    assert path_of("batch_norm2d_1") not in [change.name for change in of(HyperparameterChanged, events)]


def test_a_document_says_which_node_can_not_be_off(cache: Path) -> None:
    with pytest.raises(LayerlabError) as refused:
        open_session(without(small(), "conv2d_1"), cache)
    assert (refused.value.code, refused.value.where.node) == ("nothing_passes", "conv2d_1")

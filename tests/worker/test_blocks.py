"""A run of a network with blocks: probes by path, faults by path, and the same bytes however often it stops."""

from __future__ import annotations

from pathlib import Path

import safetensors.numpy

from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json
from layerlab.experiment.load import read_experiment
from layerlab.experiment.offers import readable_probes
from layerlab.experiment.trials import Trials, candidates
from layerlab.kit.members import members
from layerlab.layers.block import UseBlock
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Block
from layerlab.probes import AnyProbe
from layerlab.probes.feature_maps import read as feature_maps
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.gradient_maps import read as gradient_maps
from layerlab.probes.gradient_maps.fields import GradientMaps
from layerlab.probes.gradient_maps.read import sample_gradients
from layerlab.protocol.commands import SetHyperparameter, StepRun, StopRun
from layerlab.protocol.events import (
    Event,
    FrameRecorded,
    HyperparameterChanged,
    RunFailed,
    RunFinished,
    RunStopped,
)
from layerlab.protocol.inputs import Sample
from layerlab.training.changes import Change
from layerlab.training.optimizers import Sgd
from layerlab.training.schedules import Constant
from layerlab.worker.headless import train
from layerlab.worker.session import open_session
from support.block_experiments import DROPOUT_INSIDE, with_blocks
from support.blocks import row
from support.experiments import chain, small
from support.recorded import column, of
from support.scripted_channel import carry_out


def test_the_document_survives_saving() -> None:
    experiment = with_blocks()
    assert read_experiment(export_json(experiment).encode()) == experiment
    assert "blocks" not in small().model_dump(), "what has none is written as before"


def test_what_is_recorded_is_named_by_path(tmp_path: Path, cache: Path) -> None:
    probes = tuple(probe(every_ms=20) for probe in members(AnyProbe).values())
    experiment = with_blocks().model_copy(update={"probes": probes})
    events: list[Event] = []
    assert train(experiment, folder=tmp_path, cache=cache, on_event=events.append) is None
    frames = {event.probe: event.frame for event in of(FrameRecorded, events)}
    assert set(frames) == set(readable_probes(experiment)) - {"pinned"}
    inside = "stage_2/conv_bn/1/conv2d_1"
    for probe in ("histograms", "kernels", "layer_health"):
        assert inside in {node.node for node in frames[probe].nodes}, probe


def test_maps_are_recorded_of_blocks_as_a_whole_and_told_of_what_is_inside_when_asked(cache: Path) -> None:
    view = open_session(with_blocks(), cache).view()
    recorded = feature_maps.read(FeatureMaps(), view, "classifier")
    told = feature_maps.node_outputs(view, "classifier", Sample(index=0))
    outputs = {node.node: node for node in told.nodes}
    names = [node for node in outputs if "/" not in node]
    assert [node.node for node in recorded.nodes] == names
    assert recorded == told.model_copy(update={"nodes": tuple(outputs[node] for node in names)})
    asked = feature_maps.node_outputs(view, "classifier", Sample(index=0), ["stage_2/max_pool2d_1"])
    assert asked.nodes == (outputs["stage_2/max_pool2d_1"],)
    assert outputs["stage_2"] == outputs["stage_2/max_pool2d_1"].model_copy(update={"node": "stage_2"})
    assert outputs["res_1"].values == outputs["res_1/1/add_1"].values


def test_gradients_are_recorded_of_blocks_as_a_whole_and_told_of_what_is_inside_when_asked(
    cache: Path,
) -> None:
    view = open_session(with_blocks(), cache).view()
    recorded = gradient_maps.read(GradientMaps(), view, "classifier")
    told = sample_gradients(view, "classifier", Sample(index=0))
    assert recorded is not None
    assert told is not None
    gradients = {node.node: node for node in told.nodes}
    names = [node for node in gradients if "/" not in node]
    assert {"stage_2", "res_1"} < set(names)
    assert recorded == told.model_copy(update={"nodes": tuple(gradients[node] for node in names)})
    asked = sample_gradients(view, "classifier", Sample(index=0), ["stage_2/max_pool2d_1"])
    assert asked is not None
    assert asked.nodes == (gradients["stage_2/max_pool2d_1"],)
    assert gradients["res_1"].values == gradients["res_1/1/add_1"].values


def test_it_stops_and_goes_on_to_the_same_bytes(tmp_path: Path, cache: Path) -> None:
    """A change inside of a block among it."""
    change = SetHyperparameter(name=DROPOUT_INSIDE, value=0.4)
    through = carry_out(with_blocks(), tmp_path / "through", cache, (StepRun(steps=4), change))
    (changed,) = of(HyperparameterChanged, through)
    first = carry_out(
        with_blocks(), tmp_path / "parts", cache, (StepRun(steps=4), change, StepRun(steps=7), StopRun())
    )
    assert isinstance(first[-1], RunStopped)
    known: list[Change] = of(HyperparameterChanged, first)
    rest = carry_out(with_blocks(), tmp_path / "parts", cache, (StepRun(steps=1),), known)
    assert isinstance(rest[-1], RunFinished)
    assert changed.step == known[0].step
    assert column(through, "loss") == {**column(first, "loss"), **column(rest, "loss")}
    one, other = (
        (tmp_path / folder / "checkpoints/20/state.safetensors").read_bytes()
        for folder in ("through", "parts")
    )
    assert one == other
    names = set(safetensors.numpy.load(one))
    assert "networks.classifier.stage_2.conv_bn.1.conv2d_1.weight" in names, (
        "as the exported script calls them"
    )


def test_how_it_is_computed_can_be_tried(tmp_path: Path) -> None:
    """Whoever plans the networks of an experiment plans what is inside of their blocks, too."""
    assert Trials(tmp_path).recall(with_blocks(), 2) is None
    assert len(candidates(with_blocks(), 2)) == 4, "there are images in it"


def test_a_broken_loss_names_the_layer_inside(tmp_path: Path, cache: Path) -> None:
    inside = Block(
        network=row(linear_1=Linear(out_features=32), relu_1=Relu(), linear_2=Linear(out_features=10))
    )
    network = chain(input=Input(), flat=UseBlock(block="flat"), deep=UseBlock(block="deep"), output=Output())
    experiment: Experiment = small(
        train_limit=640, optimizer=Sgd(learning_rate=100.0, momentum=0.9), schedule=Constant()
    ).model_copy(
        update={
            "networks": {"classifier": network},
            "blocks": {"deep": inside, "flat": Block(network=row(flatten_1=Flatten()))},
        }
    )
    failure = train(experiment, folder=tmp_path, cache=cache, on_event=lambda _: None)
    assert isinstance(failure, RunFailed)
    assert failure.params.get("node") in {"deep/linear_1", "deep/linear_2"}

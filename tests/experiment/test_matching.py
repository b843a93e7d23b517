"""Which weights go where: by path, then by shape in the order of both."""

from __future__ import annotations

import json

import pytest
import torch

from layerlab.experiment.document import Experiment
from layerlab.experiment.matching import Match, layer_shapes, matched_names, matches
from layerlab.experiment.parts import ends_of
from layerlab.experiment.presets import PRESETS
from layerlab.kit.tensor_file import TensorFile, TensorPlace
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.squeeze_excite import SqueezeExcite
from layerlab.network.build import build
from layerlab.network.document import Network
from layerlab.network.plan import plan
from support.block_experiments import with_blocks
from support.experiments import chain, small


def file_of(shapes: dict[str, tuple[int, ...]], order: str = "") -> TensorFile:
    places = {name: TensorPlace("F32", shape, 0, 0) for name, shape in shapes.items()}
    return TensorFile(places, {"order": order} if order else {}, 0)


def file_from(experiment: Experiment, role: str = "classifier") -> TensorFile:
    shapes = layer_shapes(experiment, role)
    return file_of(
        {
            f"{node.replace('/', '.')}.{name}": shape
            for node, own in shapes.items()
            for name, shape in own.items()
        },
        " ".join(node.replace("/", ".") for node in shapes),
    )


def changed(network: Network) -> Experiment:
    return small().model_copy(update={"networks": {"classifier": network}})


def told(experiment: Experiment, file: TensorFile, *anew: str) -> list[tuple[str, str, str]]:
    found = matches(layer_shapes(experiment, "classifier"), file, "classifier", anew)
    return [(match.node, match.status, match.origin) for match in found]


@pytest.mark.parametrize("name", ["lenet5_mnist", "resnet18", "googlenet_small", "resnet152"])
def test_shapes_are_those_that_pytorch_makes(name: str) -> None:
    preset = PRESETS.get(name)
    experiment = preset.experiment() if preset else with_blocks()
    shapes = {
        f"{node.replace('/', '.')}.{one}": shape
        for node, own in layer_shapes(experiment, "classifier").items()
        for one, shape in own.items()
    }
    with torch.device("meta"):
        known = plan(
            experiment.networks["classifier"],
            ends_of(experiment)["classifier"],
            "classifier",
            experiment.blocks,
        )
        built = build(known)
    assert shapes == {name: tuple(tensor.shape) for name, tensor in built.state_dict().items()}
    assert list(shapes) == list(built.state_dict())


def test_the_same_network_takes_all_by_path() -> None:
    for experiment in (small(), with_blocks()):
        file = file_from(experiment)
        found = matches(layer_shapes(experiment, "classifier"), file, "classifier")
        assert {match.status for match in found} == {"path"}
        names = matched_names(found, file, "classifier")
        assert names == {name: name for name in file.tensors}


def two(first: str, second: str, classes: int = 10, **more: int) -> Network:
    return chain(
        input=Input(),
        **{first: Conv2d(out_channels=4), second: Conv2d(out_channels=4)},
        flatten_1=Flatten(),
        **{name: Linear(out_features=count) for name, count in more.items()},
        linear_1=Linear(out_features=classes),
        output=Output(),
    )


def test_renamed_layers_are_found_by_their_shapes_in_order() -> None:
    file = file_from(changed(two("conv2d_1", "conv2d_2")))
    assert told(changed(two("first", "second")), file) == [
        ("first", "shape", "conv2d_1"),
        ("second", "shape", "conv2d_2"),
        ("linear_1", "path", "linear_1"),
    ]


def test_a_layer_of_the_file_goes_to_one_layer_only() -> None:
    same = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=1, padding=(1, 1)),
        conv2d_2=Conv2d(out_channels=1, padding=(1, 1)),
        conv2d_3=Conv2d(out_channels=1, padding=(1, 1)),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    file = file_of(
        {
            "conv2d_2.weight": (1, 1, 3, 3),
            "conv2d_2.bias": (1,),
            "other.weight": (1, 1, 3, 3),
            "other.bias": (1,),
        }
    )
    assert told(changed(same), file) == [
        ("conv2d_1", "shape", "other"),
        ("conv2d_2", "path", "conv2d_2"),
        ("conv2d_3", "new", ""),
        ("linear_1", "new", ""),
    ]


def test_other_shapes_are_told_on_both_sides() -> None:
    file = file_from(changed(two("conv2d_1", "conv2d_2", classes=5)))
    found = matches(layer_shapes(changed(two("conv2d_1", "conv2d_2")), "classifier"), file, "classifier")
    assert found[-1] == Match(
        "linear_1",
        "mismatch",
        "linear_1",
        {"weight": (10, 2304), "bias": (10,)},
        {"weight": (5, 2304), "bias": (5,)},
    )
    assert found[-1].taken == {}


def test_what_is_to_begin_anew_takes_nothing() -> None:
    file = file_from(small())
    assert told(small(), file, "linear_1")[-1] == ("linear_1", "anew", "linear_1")
    found = matches(layer_shapes(small(), "classifier"), file, "classifier", ("linear_1",))
    assert not any(name.startswith("linear_1") for name in matched_names(found, file, "classifier"))


def test_one_network_of_a_file_with_several_is_taken() -> None:
    file = file_of(
        {
            "classifier.linear_1.weight": (10, 144),
            "classifier.linear_1.bias": (10,),
            "critic.linear_1.weight": (1, 2),
        }
    )
    found = matches(layer_shapes(small(), "classifier"), file, "classifier")
    names = matched_names(found, file, "classifier")
    assert names == {f"linear_1.{one}": f"classifier.linear_1.{one}" for one in ("weight", "bias")}


def test_layers_made_of_layers_are_matched_whole() -> None:
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=8),
        squeeze_excite_1=SqueezeExcite(),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    experiment = changed(network)
    assert {status for _, status, _ in told(experiment, file_from(experiment))} == {"path"}


def test_numbers_in_names_are_numbers() -> None:
    """A file that does not tell its order has none but that of its names."""
    shapes = {
        f"conv2d_{n}.{one}": shape
        for n in (10, 2)
        for one, shape in (("weight", (4, 1, 3, 3)), ("bias", (4,)))
    }
    network = chain(
        input=Input(),
        first=Conv2d(out_channels=4),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    assert told(changed(network), file_of(shapes))[0] == ("first", "shape", "conv2d_2")


def test_a_document_keeps_what_it_starts_from() -> None:
    text = small().model_dump_json()
    assert "start" not in json.loads(text), "absent is as before"
    start = {"classifier": {"weights": "ab" * 32, "title": "x", "run": 3, "step": 375}}
    again = Experiment.model_validate_json(json.dumps(json.loads(text) | {"start": start}))
    assert json.loads(again.model_dump_json())["start"]["classifier"]["run"] == 3

"""What a fault leaves as it is: everything that does not stand behind it."""

from __future__ import annotations

import pytest

from layerlab.kit.errors import LayerlabError
from layerlab.layers import AnyLayer
from layerlab.layers.add import Add
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.check import check
from layerlab.network.plan import plan
from layerlab.network.sound import sound_nodes, sound_plan
from support.networks import IMAGE, ends, wired

LAYERS: dict[str, AnyLayer] = {
    "input": Input(),
    "conv2d_1": Conv2d(out_channels=3),
    "conv2d_2": Conv2d(out_channels=3),
    "relu_1": Relu(),
    "add_1": Add(),
    "flatten_1": Flatten(),
    "linear_1": Linear(out_features=5),
    "output": Output(),
}
WIRES = [
    "input conv2d_1",
    "input conv2d_2",
    "conv2d_1 relu_1",
    "relu_1 add_1",
    "conv2d_2 add_1",
    "add_1 flatten_1",
    "flatten_1 linear_1",
    "linear_1 output",
]


@pytest.mark.parametrize(
    ("layers", "without", "sound"),
    [
        # One branch of two: what joins them stands behind the fault.
        ({"conv2d_1": Conv2d(kernel_size=(90, 90))}, [], "input conv2d_2"),
        # A wire that leads nowhere says nothing against what it would carry.
        ({}, ["conv2d_1 relu_1"], "input conv2d_1 conv2d_2"),
        ({}, ["flatten_1 linear_1"], "input conv2d_1 conv2d_2 relu_1 add_1 flatten_1"),
        # A join of one.
        ({}, ["conv2d_2 add_1"], "input conv2d_1 conv2d_2 relu_1"),
        # The answer has the wrong size: there is none.
        ({"linear_1": Linear(out_features=7)}, [], "input conv2d_1 conv2d_2 relu_1 add_1 flatten_1 linear_1"),
    ],
)
def test_what_stands_before_a_fault_is_sound(
    layers: dict[str, AnyLayer], without: list[str], sound: str
) -> None:
    network = wired(LAYERS | layers, *(wire for wire in WIRES if wire not in without))
    checked = check(network, ends(IMAGE, 5))
    assert checked.problems
    assert set(sound_nodes(checked)) == set(sound.split())
    part = sound_plan(network, ends(IMAGE, 5))
    assert {*part.inputs, *(step.node for step in part.steps)} == set(sound.split())
    assert part.outputs == {}


def test_a_network_without_faults_is_planned_as_ever() -> None:
    network = wired(LAYERS, *WIRES)
    assert sound_plan(network, ends(IMAGE, 5)) == plan(network, ends(IMAGE, 5))


def test_where_nothing_is_sound_all_problems_are_told() -> None:
    network = wired({name: layer for name, layer in LAYERS.items() if name != "input"}, *WIRES[2:])
    with pytest.raises(LayerlabError) as refused:
        sound_plan(network, ends(IMAGE, 5))
    assert refused.value.problems

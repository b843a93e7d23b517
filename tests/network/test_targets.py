"""Where a started wire may end."""

from __future__ import annotations

import time
from functools import partial

import pytest

from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.kit.sentences import SENTENCES
from layerlab.layers.add import Add
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.network.graph import Ref
from layerlab.network.targets import targets
from support.blocks import NESTED, around
from support.networks import IMAGE, ends, sample, wired

NETWORK = wired(
    {
        "input": Input(),
        "conv2d_1": Conv2d(),
        "conv2d_2": Conv2d(out_channels=4),
        "add_1": Add(),
        "flatten_1": Flatten(),
        "linear_1": Linear(),
        "output": Output(),
    },
    "input conv2d_1",
    "conv2d_1 add_1",
    "conv2d_1 flatten_1",
)


def answers(**start: str) -> dict[str, str]:
    [(side, node)] = start.items()
    found = targets(
        NETWORK, ends(IMAGE, 10), Ref(node, "out" if side == "source" else "in"), backwards=side == "target"
    )
    told = {node: next(iter(ports.values())) for node, ports in found.items()}
    return {node: problem.code if problem else "" for node, problem in told.items()}


def test_from_an_output() -> None:
    assert answers(source="conv2d_1") == {
        "input": "takes_no_wire",
        "conv2d_1": "itself",
        "conv2d_2": "",
        "add_1": "wire_exists",
        "flatten_1": "wire_exists",
        "linear_1": "expects_vector",
        "output": "expects_vector",
    }


def test_a_taken_single_input_is_asked_as_if_it_were_free() -> None:
    assert answers(source="input")["flatten_1"] == ""


def test_a_wire_back_would_close_a_circle() -> None:
    assert answers(source="flatten_1")["conv2d_1"] == "closes_circle"


def test_a_sum_is_asked_with_what_it_already_has() -> None:
    assert answers(source="input")["add_1"] == "shapes_differ"


def test_from_an_input_backwards() -> None:
    found = answers(target="linear_1")
    assert found["flatten_1"] == ""
    assert found["conv2d_1"] == "expects_vector"
    assert found["output"] == "gives_no_wire"


def test_the_output_starts_no_wire() -> None:
    assert set(answers(source="output").values()) == {"gives_no_wire", "itself"}


def test_a_node_that_is_not_there_has_no_targets() -> None:
    assert targets(NETWORK, ends(IMAGE, 10), Ref("nobody")) == {}


@pytest.mark.parametrize("start", ["source", "target"])
def test_every_answer_has_a_sentence_and_comes_in_time(start: str) -> None:
    network = lenet5_mnist().networks["classifier"]
    for node in network.nodes:
        begun = time.process_time()
        wire, backwards = Ref(node, "in" if start == "target" else "out"), start == "target"
        found = targets(network, ends(sample(1, 28, 28), 10), wire, backwards=backwards)
        assert time.process_time() - begun < 0.020
        told = [problem for ports in found.values() for problem in ports.values() if problem]
        assert {problem.code for problem in told} <= set(SENTENCES)


def test_inside_of_a_block_layers_go_by_their_names_there() -> None:
    network = around(stage_1=UseBlock(block="stage"), stage_2=UseBlock(block="stage", arguments={"depth": 3}))
    asked = partial(targets, network, ends(IMAGE, 5), blocks=NESTED)
    found = asked(Ref("conv2d_1"), inside="stage_2/res_1/2")
    assert found["add_1"] == {"in": None}
    assert set(found) == set(NESTED["res"].network.nodes)
    assert {port["in"].code for port in (found["input"], found["relu_1"]) if port["in"]} == {
        "takes_no_wire",
        "wire_exists",
    }
    # What a copy gives back to itself would go in circles, there as in a network.
    back = asked(Ref("conv2d_2"), inside="stage_2/res_1/2")["conv2d_1"]["in"]
    assert back is not None
    assert (back.code, back.where.node) == ("closes_circle", "conv2d_1")
    assert asked(Ref("relu_1"), inside="stage_2")["res_1"]["in"] is not None
    assert asked(Ref("conv2d_1"), inside="stage_9") == {}

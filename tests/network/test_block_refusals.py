"""Blocks refused where they stand, and never more work than a document without any."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import Any

import pytest

from layerlab.kit.errors import Problem
from layerlab.layers import AnyLayer
from layerlab.layers.add import Add
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.blocks import Blocks
from layerlab.network.check import check
from layerlab.network.document import MAX_NODES, Block, Network
from support.blocks import BLOCKS, around, chain_of_blocks, doubling, res, row
from support.networks import IMAGE, ends, wired


def problems(network: Network, blocks: Blocks) -> list[Problem]:
    return list(check(network, ends(IMAGE, 5), "classifier", blocks).problems)


@pytest.mark.parametrize(
    ("use", "blocks", "code", "node", "field", "told"),
    [
        (UseBlock(block="gone"), BLOCKS, "unknown_block", "res_1", "block", {"block": "gone"}),
        (
            UseBlock(block="res", arguments={"width": 3}),
            BLOCKS,
            "unknown_argument",
            "res_1",
            "arguments.width",
            {"block": "res", "argument": "width"},
        ),
        (
            UseBlock(block="res"),
            {"res": res(parameters={})},
            "unknown_parameter",
            "res_1",
            "bindings.conv2d_1.out_channels",
            {"parameter": "channels"},
        ),
        (
            UseBlock(block="res"),
            {"res": res(bindings={"conv2d_9.out_channels": "channels"})},
            "unknown_bound_field",
            "res_1",
            "bindings.conv2d_9.out_channels",
            {"block": "res"},
        ),
        (
            UseBlock(block="res"),
            {"res": res(bindings={"conv2d_1.filters": "channels"})},
            "unknown_bound_field",
            "res_1",
            "bindings.conv2d_1.filters",
            {"block": "res"},
        ),
        (
            UseBlock(block="res"),
            {"res": res(bindings={"conv2d_1.bias": "channels"})},
            "bound_field_no_number",
            "res_1",
            "bindings.conv2d_1.bias",
            {"field": "conv2d_1.bias"},
        ),
        (
            UseBlock(block="res", arguments={"channels": 0}),
            BLOCKS,
            "argument_not_taken",
            "res_1",
            "arguments.channels",
            {"field": "conv2d_1.out_channels", "value": 0, "parameter": "channels"},
        ),
    ],
)
def test_a_fault_names_the_path_the_block_and_the_field(
    use: UseBlock, blocks: Blocks, code: str, node: str, field: str, told: dict[str, Any]
) -> None:
    found = problems(around(res_1=use), blocks)
    one = next(problem for problem in found if problem.code == code)
    assert (one.where.role, one.where.node, one.where.field) == ("classifier", node, field)
    assert told.items() <= one.params.items()


def test_a_block_that_contains_itself_is_refused_with_the_circle() -> None:
    (one,) = problems(around(first=UseBlock(block="a")), chain_of_blocks(["a", "b", "c"], last="b"))
    assert (one.code, one.where.node) == ("block_in_itself", "first/inner/inner/inner")
    assert one.params["circle"] == "b → c → b"


def test_blocks_nest_eight_deep_and_no_deeper() -> None:
    names = [f"b_{at}" for at in range(9)]
    assert problems(around(first=UseBlock(block="b_1")), chain_of_blocks(names)) == []
    (one,) = problems(around(first=UseBlock(block="b_0")), chain_of_blocks(names))
    assert (one.code, one.where.node) == ("blocks_too_deep", "first" + "/inner" * 8)


def test_a_block_without_ends_is_refused() -> None:
    inside = wired({"relu_1": Relu(), "output": Output()}, "relu_1 output")
    found = problems(around(one=UseBlock(block="open")), {"open": Block(network=inside)})
    assert ("block_without_input", "one") in [(each.code, each.where.node) for each in found]
    found = problems(around(one=UseBlock(block="empty")), {"empty": Block()})
    assert ("block_without_input", "one") in [(each.code, each.where.node) for each in found]
    inside = wired({"input": Input(), "relu_1": Relu()}, "input relu_1")
    found = problems(around(one=UseBlock(block="open")), {"open": Block(network=inside)})
    assert ("block_without_output", "one") in [(each.code, each.where.node) for each in found]


def test_a_block_that_can_not_be_given_what_it_gives_is_not_repeated() -> None:
    inside = wired(
        {
            "input": Input(),
            "conv2d_1": Conv2d(kernel_size=(5, 5)),
            "flatten_1": Flatten(),
            "output": Output(),
        },
        "input conv2d_1",
        "conv2d_1 flatten_1",
        "flatten_1 output",
    )
    network = around(flat=UseBlock(block="flat", repeat=2))
    (one,) = problems(network, {"flat": Block(network=inside)})
    assert (one.code, one.where.node, one.where.field) == ("repeat_does_not_fit", "flat", "repeat")
    assert one.params == {
        "node": "flat",
        "block": "flat",
        "inner": "flat/1/conv2d_1",
        "takes": "4×10×10",
        "gives": "(576,)",
    }


def test_a_repeated_block_has_one_way_in_and_one_way_out() -> None:
    inside = wired(
        {"left": Input(), "right": Input(), "add_1": Add(), "output": Output()},
        "left add_1",
        "right add_1",
        "add_1 output",
    )
    found = problems(around(one=UseBlock(block="two", repeat=2)), {"two": Block(network=inside)})
    assert "repeat_needs_one_port" in [each.code for each in found]


def test_a_fault_of_shape_inside_is_told_by_its_path() -> None:
    network = around(pool=MaxPool2d(kernel_size=(9, 9), stride=(9, 9)), one=UseBlock(block="small"))
    inside = wired(
        {"input": Input(), "conv2d_1": Conv2d(), "output": Output()}, "input conv2d_1", "conv2d_1 output"
    )
    (one,) = problems(network, {"small": Block(network=inside)})
    assert (one.code, one.where.node) == ("kernel_too_large", "one/conv2d_1")
    assert one.params["source"] == "pool"


def test_a_fault_of_the_block_itself_is_told_once_however_often_it_stands() -> None:
    inside = wired(
        {"input": Input(), "relu_1": Relu(), "dropout_1": Dropout(), "output": Output()},
        "input relu_1",
        "relu_1 output",
    )
    network = around(one=UseBlock(block="loose"), two=UseBlock(block="loose", repeat=5))
    found = problems(network, {"loose": Block(network=inside)})
    assert [(each.code, each.where.node, each.params["node"]) for each in found] == [
        ("not_connected", "one/dropout_1", "one/dropout_1")
    ]


@pytest.mark.parametrize(
    ("depth", "wide", "repeat"), [(8, 20, 100), (8, 0, 1), (8, 1, 100), (2, 100, 100), (8, 2, 2)]
)
def test_a_small_document_never_becomes_a_million_nodes(depth: int, wide: int, repeat: int) -> None:
    blocks = doubling(depth, wide, repeat)
    network = around(one=UseBlock(block="b_0", repeat=repeat))
    began = process_time()
    checked = check(network, ends(IMAGE, 5), "classifier", blocks)
    assert process_time() - began < 0.5
    assert len(checked.nodes) <= MAX_NODES
    if repeat > 1 and wide:
        (one,) = checked.problems
        assert (one.code, one.where.node, one.params) == ("blocks_too_large", "one", {"limit": MAX_NODES})


def test_blocks_without_a_node_are_no_way_to_endless_work() -> None:
    """Each level is nothing but uses of the next, a hundred times: no node is ever made."""
    through = wired({"input": Input(), "output": Output()}, "input output")
    blocks = {"b_8": Block(network=through)} | {
        f"b_{at}": Block(
            network=wired(
                {"input": Input(), "u": UseBlock(block=f"b_{at + 1}", repeat=100), "output": Output()},
                "input u",
                "u output",
            )
        )
        for at in range(2, 8)
    }
    began = process_time()
    (one,) = problems(around(one=UseBlock(block="b_2", repeat=100)), blocks)
    assert process_time() - began < 0.5
    assert one.code == "blocks_too_large"


def test_fields_that_are_bound_are_work_too() -> None:
    layers: dict[str, AnyLayer] = {"input": Input()}
    layers |= {f"conv2d_{at}": Conv2d(padding=(1, 1)) for at in range(40)}
    layers["output"] = Output()
    names = list(layers)
    inside = wired(layers, *(f"{a} {b}" for a, b in pairwise(names)))
    fields = ("out_channels", "padding", "kernel_size", "dilation")
    bindings = {f"conv2d_{at}.{field}": "c" for at in range(40) for field in fields}
    block = Block(network=inside, parameters={"c": 1}, bindings=bindings)
    uses = {f"u_{at}": UseBlock(block="many", arguments={"c": at + 1}) for at in range(40)}
    began = process_time()
    found = problems(around(**uses), {"many": block})
    assert process_time() - began < 0.5
    assert [each.code for each in found] == ["blocks_too_large"]


@pytest.mark.parametrize(("repeat", "refused"), [(39, False), (40, True)])
def test_opened_blocks_are_counted_as_nodes_are(repeat: int, refused: bool) -> None:
    """Fifty nodes a copy, its ends among them, and six around."""
    layers: dict[str, AnyLayer] = {f"relu_{at}": Relu() for at in range(48)}
    network = around(one=UseBlock(block="long", repeat=repeat))
    found = problems(network, {"long": Block(network=row(**layers))})
    assert ("blocks_too_large" in [each.code for each in found]) == refused

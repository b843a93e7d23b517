"""Blocks opened: what is inside stands in its place under its path, and computes what a flat network does."""

from __future__ import annotations

import torch

from layerlab.kit.values import Value
from layerlab.layers import AnyLayer
from layerlab.layers.add import Add
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.block import UseBlock
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.blocks import expand
from layerlab.network.build import build
from layerlab.network.check import check
from layerlab.network.document import Block, Network
from layerlab.network.graph import Ref
from layerlab.network.plan import plan
from layerlab.network.sound import sound_plan
from layerlab.network.targets import targets
from layerlab.nn.initialise import initialise
from support.blocks import BLOCKS, NESTED, around, res
from support.networks import IMAGE, ends, sample, wired


def test_the_inside_stands_in_the_place_of_the_block_under_its_path() -> None:
    opened = expand(around(res_1=UseBlock(block="res")), BLOCKS)
    assert opened.order == (
        "input",
        "conv2d_1",
        "res_1/conv2d_1",
        "res_1/relu_1",
        "res_1/conv2d_2",
        "res_1/add_1",
        "flatten_1",
        "linear_1",
        "output",
    )
    assert opened.graph.arriving["res_1/add_1"] == {"in": [Ref("res_1/conv2d_2"), Ref("conv2d_1")]}
    assert opened.graph.arriving["flatten_1"] == {"in": [Ref("res_1/add_1")]}
    assert opened.problems == ()


def test_copies_are_numbered_from_0_and_parameters_go_down_through_blocks() -> None:
    use = UseBlock(block="stage", arguments={"width": 4, "depth": 3})
    checked = check(around(stage_1=use), ends(IMAGE, 5), "classifier", NESTED)
    assert checked.problems == ()
    inner = [f"stage_1/res_1/{at}/conv2d_1" for at in range(3)]
    assert [path for path in checked.order if path.endswith("/conv2d_1")] == inner
    one = 2 * (4 * 4 * 9 + 4)
    assert {path: use.parameters for path, use in checked.uses.items()} == {
        "stage_1": 3 * one,
        "stage_1/res_1": 3 * one,
    }
    assert checked.uses["stage_1"].output == Value("image", (4, 10, 10))
    assert checked.uses["stage_1"].inputs == (Value("image", (4, 10, 10)),)
    assert checked.nodes["stage_1/res_1/2/conv2d_2"].flops == checked.uses["stage_1"].flops // 6


def test_each_use_has_its_own_numbers() -> None:
    network = wired(
        {
            "input": Input(),
            "wide": UseBlock(block="cbr", arguments={"channels": 8, "step": 2}),
            "usual": UseBlock(block="cbr"),
            "flatten_1": Flatten(),
            "linear_1": Linear(out_features=5),
            "output": Output(),
        },
        "input wide",
        "wide usual",
        "usual flatten_1",
        "flatten_1 linear_1",
        "linear_1 output",
    )
    inside = wired(
        {
            "input": Input(),
            "conv2d_1": Conv2d(out_channels=9, padding=(1, 1)),
            "batch_norm2d_1": BatchNorm2d(),
            "output": Output(),
        },
        "input conv2d_1",
        "conv2d_1 batch_norm2d_1",
        "batch_norm2d_1 output",
    )
    blocks = {
        "cbr": Block(
            network=inside,
            parameters={"channels": 3, "step": 1},
            bindings={"conv2d_1.out_channels": "channels", "conv2d_1.stride": "step"},
        )
    }
    checked = check(network, ends(IMAGE, 5), "classifier", blocks)
    assert checked.problems == ()
    assert checked.uses["wide"].output == Value("image", (8, 6, 6)), "a pair takes a number for both sides"
    assert checked.uses["usual"].output == Value("image", (3, 6, 6))


def test_a_flat_network_and_one_of_blocks_compute_the_same() -> None:
    """As many parameters, and equal answers for equal weights; weights outside of blocks are those of before."""
    blocks = plan(around(res_1=UseBlock(block="res", repeat=2)), ends(IMAGE, 5), "", BLOCKS)
    layers = {f"a_{at}_{name}": layer for at in range(2) for name, layer in inner_layers(res()).items()}
    flat_layers = {"input": Input(), "conv2d_1": Conv2d(out_channels=4), **layers}
    flat_layers |= {"flatten_1": Flatten(), "linear_1": Linear(out_features=5), "output": Output()}
    before, wires = "conv2d_1", ["input conv2d_1"]
    for at in range(2):
        a = f"a_{at}_"
        wires += [f"{before} {a}conv2d_1", f"{a}conv2d_1 {a}relu_1", f"{a}relu_1 {a}conv2d_2"]
        wires += [f"{a}conv2d_2 {a}add_1", f"{before} {a}add_1"]
        before = f"{a}add_1"
    wires += [f"{before} flatten_1", "flatten_1 linear_1", "linear_1 output"]
    flat = build(plan(wired(flat_layers, *wires), ends(IMAGE, 5)))
    with_blocks = build(blocks)
    initialise(flat, 3)
    initialise(with_blocks, 3)
    own = with_blocks.state_dict()
    assert "res_1.1.conv2d_2.weight" in own, "as nn.Sequential calls them"
    assert torch.equal(own["linear_1.weight"], flat.state_dict()["linear_1.weight"])
    mapped = {
        name: own[name.replace("a_0_", "res_1.0.").replace("a_1_", "res_1.1.")] for name in flat.state_dict()
    }
    assert len(mapped) == len(own)
    flat.load_state_dict(mapped)
    x = torch.randn(3, *IMAGE.shape)
    assert torch.equal(flat(x), with_blocks(x))
    traced = with_blocks.trace(x)
    assert torch.equal(traced["res_1"], traced["res_1/1/add_1"])


def inner_layers(block: Block) -> dict[str, AnyLayer]:
    layers: dict[str, AnyLayer] = {
        name: node.layer for name, node in block.network.nodes.items() if name not in ("input", "output")
    }
    convs = {name: Conv2d(out_channels=4, padding=(1, 1)) for name in ("conv2d_1", "conv2d_2")}
    return layers | convs


def test_two_ways_through_an_empty_block_are_two_wires() -> None:
    """Wires that become one and the same are not taken for one that was drawn twice."""
    through = Block(network=wired({"input": Input(), "output": Output()}, "input output"))
    layers = {"input": Input(), "way_1": UseBlock(block="way"), "add_1": Add(), "flatten_1": Flatten()}
    layers |= {"linear_1": Linear(out_features=5), "output": Output()}
    network = wired(
        layers,
        "input way_1",
        "way_1 add_1",
        "input add_1",
        "add_1 flatten_1",
        "flatten_1 linear_1",
        "linear_1 output",
    )
    planned = build(plan(network, ends(IMAGE, 5), "", {"way": through}))
    x = torch.randn(2, *IMAGE.shape)
    assert torch.equal(planned.trace(x)["add_1"], x + x)


def test_several_ends_of_a_block_are_ports_by_their_names() -> None:
    inside = wired(
        {
            "left": Input(),
            "right": Input(),
            "relu_1": Relu(),
            "sum": Output(),
            "kept": Output(),
            "add_1": Add(),
        },
        "left add_1",
        "right add_1",
        "add_1 sum",
        "right relu_1",
        "relu_1 kept",
    )
    layers = {"input": Input(), "both": UseBlock(block="both"), "concat_1": Concat(), "flatten_1": Flatten()}
    layers |= {"linear_1": Linear(out_features=5), "output": Output()}
    network = wired(layers, "concat_1 flatten_1", "flatten_1 linear_1", "linear_1 output")
    edges = [
        {"source": "input", "target": "both", "target_port": "left"},
        {"source": "input", "target": "both", "target_port": "right"},
        {"source": "both", "source_port": "sum", "target": "concat_1"},
        {"source": "both", "source_port": "kept", "target": "concat_1"},
    ]
    network = Network.model_validate(
        network.model_dump() | {"edges": [*edges, *network.model_dump()["edges"]]}
    )
    blocks = {"both": Block(network=inside)}
    checked = check(network, ends(IMAGE, 5), "classifier", blocks)
    assert checked.problems == ()
    assert checked.nodes["concat_1"].output == Value("image", (6, 12, 12))
    assert set(checked.uses["both"].outputs) == {"sum", "kept"}
    x = torch.randn(2, *IMAGE.shape)
    seen = build(plan(network, ends(IMAGE, 5), "", blocks)).trace(x)
    assert torch.equal(seen["concat_1"], torch.cat([x + x, x.relu()], dim=1))


def test_other_channels_are_taken_again_where_a_convolution_takes_them() -> None:
    inside = wired(
        {"input": Input(), "conv2d_1": Conv2d(padding=(1, 1)), "output": Output()},
        "input conv2d_1",
        "conv2d_1 output",
    )
    network = around(conv=UseBlock(block="conv", repeat=3))
    checked = check(network, ends(IMAGE, 5), "", {"conv": Block(network=inside)})
    assert checked.problems == ()
    assert checked.uses["conv"].parameters == (4 * 9 + 1) * 16 + 2 * (16 * 9 + 1) * 16


def test_what_stands_before_a_fault_inside_is_sound() -> None:
    inside = wired(
        {"input": Input(), "relu_1": Relu(), "conv2d_1": Conv2d(kernel_size=(99, 99)), "output": Output()},
        "input relu_1",
        "relu_1 conv2d_1",
        "conv2d_1 output",
    )
    planned = sound_plan(
        around(one=UseBlock(block="late")), ends(IMAGE, 5), "", {"late": Block(network=inside)}
    )
    assert [step.node for step in planned.steps] == ["conv2d_1", "one/relu_1"]
    assert planned.uses == {}


def test_a_wire_to_a_block_is_asked_of_its_inside() -> None:
    network = around(res_1=UseBlock(block="res"), wide=UseBlock(block="res", arguments={"channels": 9}))
    blocks = {"res": res()}
    found = targets(network, ends(IMAGE, 5), Ref("conv2d_1"), blocks=blocks)
    assert found["res_1"]["in"] is not None
    assert found["res_1"]["in"].code == "wire_exists"
    refused = found["wide"]["in"]
    assert refused is not None
    assert (refused.code, refused.where.node) == ("shapes_differ", "wide/add_1")
    from_input = targets(network, ends(Value("image", (9, 12, 12)), 5), Ref("input"), blocks=blocks)
    assert from_input["wide"]["in"] is None
    assert targets(network, ends(sample(3), 5), Ref("input"), blocks=blocks)["res_1"]["in"] is not None


def test_a_wire_that_names_no_port_begins_at_the_first_one() -> None:
    """Of a block with several outputs, that of the first of them."""
    inside = wired(
        {"input": Input(), "flat": Output(), "kept": Output(), "flatten_1": Flatten()},
        "input flatten_1",
        "flatten_1 flat",
        "input kept",
    )
    network = around(both=UseBlock(block="both"))
    found = targets(network, ends(IMAGE, 5), Ref("both", ""), blocks={"both": Block(network=inside)})
    refused = found["conv2d_1"]["in"]
    assert refused is not None
    assert found["linear_1"]["in"] is None

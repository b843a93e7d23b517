"""Blocks for tests, and networks around them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from layerlab.layers import AnyLayer
from layerlab.layers.add import Add
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.blocks import Blocks
from layerlab.network.document import Block, Network
from support.networks import wired


def res(**block: Any) -> Block:
    """Two convolutions and a wire around them."""
    network = wired(
        {
            "input": Input(),
            "conv2d_1": Conv2d(padding=(1, 1)),
            "relu_1": Relu(),
            "conv2d_2": Conv2d(padding=(1, 1)),
            "add_1": Add(),
            "output": Output(),
        },
        "input conv2d_1",
        "conv2d_1 relu_1",
        "relu_1 conv2d_2",
        "conv2d_2 add_1",
        "input add_1",
        "add_1 output",
    )
    bindings = {"conv2d_1.out_channels": "channels", "conv2d_2.out_channels": "channels"}
    return Block(**{"network": network, "parameters": {"channels": 4}, "bindings": bindings} | block)


def around(**middle: AnyLayer) -> Network:
    """input -> conv2d_1 with 4 maps -> what is given, in a chain -> flatten -> linear -> output."""
    layers: dict[str, AnyLayer] = {"input": Input(), "conv2d_1": Conv2d(out_channels=4), **middle}
    layers |= {"flatten_1": Flatten(), "linear_1": Linear(out_features=5), "output": Output()}
    names = list(layers)
    return wired(layers, *(f"{a} {b}" for a, b in pairwise(names)))


BLOCKS: Blocks = {"res": res()}
NESTED: Blocks = {
    "res": res(),
    "stage": Block(
        network=wired(
            {
                "input": Input(),
                "res_1": UseBlock(block="res", repeat=2),
                "relu_1": Relu(),
                "output": Output(),
            },
            "input res_1",
            "res_1 relu_1",
            "relu_1 output",
        ),
        parameters={"width": 4, "depth": 2},
        bindings={"res_1.arguments.channels": "width", "res_1.repeat": "depth"},
    ),
}


def row(**inner: AnyLayer) -> Network:
    """input -> what is given, in a chain -> output."""
    layers: dict[str, AnyLayer] = {"input": Input(), **inner, "output": Output()}
    return wired(layers, *(f"{a} {b}" for a, b in pairwise(layers)))


def chain_of_blocks(names: list[str], last: str = "") -> Blocks:
    """Each uses the next; the last one uses `last`, or a ReLU."""
    blocks = {}
    for at, name in enumerate(names):
        after = names[at + 1] if at + 1 < len(names) else last
        inner: AnyLayer = UseBlock(block=after) if after else Relu()
        blocks[name] = Block(
            network=wired(
                {"input": Input(), "inner": inner, "output": Output()}, "input inner", "inner output"
            )
        )
    return blocks


def doubling(depth: int, wide: int, repeat: int) -> Blocks:
    """Each block uses the next so many times in a chain: wide**depth at the bottom."""
    blocks = {}
    for at in range(depth):
        inner: dict[str, AnyLayer] = {
            f"u_{number}": UseBlock(block=f"b_{at + 1}", repeat=repeat) if at < depth - 1 else Relu()
            for number in range(wide)
        }
        layers: dict[str, AnyLayer] = {"input": Input(), **inner, "output": Output()}
        names = list(layers)
        blocks[f"b_{at}"] = Block(network=wired(layers, *(f"{a} {b}" for a, b in pairwise(names))))
    return blocks

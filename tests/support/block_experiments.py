"""A small experiment of blocks that trains in a second: nested, repeated, with other numbers at each use."""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.layers.add import Add
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.block import UseBlock
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Block
from support.blocks import res, row
from support.experiments import chain, small
from support.networks import wired

DROPOUT_INSIDE = "networks.classifier.nodes.stage_2/conv_bn/1/dropout_1.layer.p"


def branches() -> Block:
    """Four ways with numbers of their own, side by side."""
    network = wired(
        {
            "input": Input(),
            "conv2d_1": Conv2d(kernel_size=(1, 1)),
            "conv2d_2": Conv2d(kernel_size=(1, 1)),
            "conv2d_3": Conv2d(padding=(1, 1)),
            "max_pool2d_1": MaxPool2d(kernel_size=(3, 3), stride=(1, 1), padding=(1, 1)),
            "conv2d_4": Conv2d(kernel_size=(1, 1), out_channels=2),
            "concat_1": Concat(),
            "conv2d_5": Conv2d(kernel_size=(1, 1), out_channels=4),
            "output": Output(),
        },
        "input conv2d_1",
        "input conv2d_2",
        "conv2d_2 conv2d_3",
        "input max_pool2d_1",
        "max_pool2d_1 conv2d_4",
        "conv2d_1 concat_1",
        "conv2d_3 concat_1",
        "conv2d_4 concat_1",
        "input concat_1",
        "concat_1 conv2d_5",
        "conv2d_5 output",
    )
    return Block(
        network=network,
        parameters={"straight": 3, "reduced": 2, "wide": 4},
        bindings={
            "conv2d_1.out_channels": "straight",
            "conv2d_2.out_channels": "reduced",
            "conv2d_3.out_channels": "wide",
        },
    )


def conv_bn() -> Block:
    """A convolution that is normalised; what is dropped can change in mid-run."""
    return Block(
        network=row(
            conv2d_1=Conv2d(padding=(1, 1), bias=False),
            batch_norm2d_1=BatchNorm2d(),
            relu_1=Relu(),
            dropout_1=Dropout(p=0.1),
        ),
        parameters={"channels": 4},
        bindings={"conv2d_1.out_channels": "channels"},
    )


def stage() -> Block:
    """Some convolutions, then half the size."""
    return Block(
        network=row(conv_bn=UseBlock(block="conv_bn"), max_pool2d_1=MaxPool2d()),
        parameters={"width": 4, "depth": 1, "step": 2},
        bindings={
            "conv_bn.arguments.channels": "width",
            "conv_bn.repeat": "depth",
            "max_pool2d_1.stride": "step",
        },
    )


def with_blocks() -> Experiment:
    """Every way in which a block is written: once, several alike, several that differ, nested, bound."""
    network = chain(
        input=Input(),
        stage_1=UseBlock(block="stage"),
        stage_2=UseBlock(block="stage", arguments={"width": 6, "depth": 2}),
        branches_1=UseBlock(block="branches", arguments={"wide": 5}),
        branches_2=UseBlock(block="branches"),
        res_1=UseBlock(block="res", repeat=2),
        conv_bn_1=UseBlock(block="conv_bn", arguments={"channels": 3}, repeat=2),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    blocks = {"res": res(), "branches": branches(), "conv_bn": conv_bn(), "stage": stage()}
    return small().model_copy(update={"networks": {"classifier": network}, "blocks": blocks})


def growing() -> Block:
    """What it gives stands beside what it was given: each copy is given more."""
    return Block(
        network=wired(
            {"input": Input(), "conv2d_1": Conv2d(out_channels=2, padding=(1, 1)), "concat_1": Concat()}
            | {"relu_1": Relu(), "add_1": Add(), "output": Output()},
            "input conv2d_1",
            "conv2d_1 relu_1",
            "conv2d_1 add_1",
            "relu_1 add_1",
            "input concat_1",
            "add_1 concat_1",
            "concat_1 output",
        )
    )

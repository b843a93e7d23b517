"""VGG-11, VGG-16 and VGG-19, and their small sibling.

Source: Simonyan and Zisserman 2015 (very deep convolutional networks for large-scale image recognition).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import block, in_lines, in_rows
from layerlab.experiment.presets.zoo import preset, published, small
from layerlab.layers import AnyLayer
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Block

DEPTHS: dict[int, tuple[int, ...]] = {11: (1, 1, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}
"""Convolutions before each halving."""
WIDTHS = (64, 128, 256, 512, 512)


def conv_relu() -> Block:
    """What VGG is made of: a convolution that keeps the size, and a ReLU."""
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "conv2d_1": Conv2d(padding=(1, 1)),
        "relu_1": Relu(),
        "output": Output(),
    }
    network = in_lines(layers, [" ".join(layers)], [tuple(layers)])
    return block(network, {"conv2d_1.out_channels": "channels"}, channels=64)


def _convolutions(widths: Sequence[int], counts: Sequence[int]) -> dict[str, AnyLayer]:
    layers: dict[str, AnyLayer] = {"input": Input()}
    for stage, (width, count) in enumerate(zip(widths, counts, strict=True), start=1):
        given = {"channels": width}
        layers[f"conv_{stage}"] = UseBlock(block="conv_relu", arguments=given, repeat=count)
        layers[f"max_pool2d_{stage}"] = MaxPool2d()
    return layers


def vgg(depth: int) -> Experiment:
    """As published, with as many layers of weights as its name says."""
    layers = _convolutions(WIDTHS, DEPTHS[depth])
    layers |= {
        "flatten_1": Flatten(),
        "linear_1": Linear(out_features=4_096),
        "relu_1": Relu(),
        "dropout_1": Dropout(p=0.5),
        "linear_2": Linear(out_features=4_096),
        "relu_2": Relu(),
        "dropout_2": Dropout(p=0.5),
        "linear_3": Linear(out_features=1_000),
        "output": Output(),
    }
    return published(f"VGG-{depth}", in_rows(layers), {"conv_relu": conv_relu()}, 0.01, 5e-4)


def small_vgg() -> Experiment:
    """Five convolutions on 28×28 images."""
    layers = _convolutions((16, 32, 64), (1, 2, 2))
    layers |= {
        "flatten_1": Flatten(),
        "linear_1": Linear(out_features=128),
        "relu_1": Relu(),
        "dropout_1": Dropout(p=0.5),
        "linear_2": Linear(out_features=10),
        "output": Output(),
    }
    return small("Small VGG on Fashion-MNIST", in_rows(layers), {"conv_relu": conv_relu()}, rate=0.02)


PRESETS: tuple[Preset, ...] = (
    preset(
        "vgg_small",
        ("Small VGG on Fashion-MNIST", "小号 VGG：认衣物"),
        (
            "Nothing but small convolutions in a row, halved now and then.",
            "只有一个接一个的小卷积，隔一段把图缩小一半。",
        ),
        small_vgg,
        "vgg",
    ),
    *(
        preset(
            f"vgg{depth}",
            (f"VGG-{depth}", f"VGG-{depth} 网络"),
            (
                f"{depth} layers of weights, all convolutions 3 by 3; most weights are in the first linear layer.",
                f"{depth} 层带权重的层，卷积全是 3×3；大部分权重在第一个全连接层。",
            ),
            partial(vgg, depth),
            "vgg",
        )
        for depth in DEPTHS
    ),
)

"""GoogLeNet and its small sibling.

Source: Szegedy et al. 2015 (going deeper with convolutions). As in torchvision, each convolution is normalised, and the
branch that is called 5×5 has a 3×3 convolution; a true 5×5 gives 7,005,832 parameters without the auxiliary heads.
"""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import block, in_lines, in_rows, roomy, wires
from layerlab.experiment.presets.zoo import preset, published, small
from layerlab.layers import AnyLayer
from layerlab.layers.adaptive_avg_pool2d import AdaptiveAvgPool2d
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.block import UseBlock
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.global_avg_pool import GlobalAvgPool
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Block, Network, Node

WIDTHS: dict[str, tuple[int, int, int, int, int, int]] = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}
"""Of each module: 1×1 · before 3×3, 3×3 · before 5×5, 5×5 · after the pooling."""
PARAMETERS = ("one", "three_in", "three", "five_in", "five", "pool")


def conv_bn() -> Block:
    """A convolution, normalised, with a ReLU."""
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "conv2d_1": Conv2d(bias=False),
        "batch_norm2d_1": BatchNorm2d(eps=1e-3),
        "relu_1": Relu(),
        "output": Output(),
    }
    names = ("channels", "kernel", "padding", "stride")
    fields = ("out_channels", "kernel_size", "padding", "stride")
    return block(
        in_lines(layers, [" ".join(layers)], [tuple(layers)]),
        {f"conv2d_1.{field}": name for field, name in zip(fields, names, strict=True)},
        channels=64,
        kernel=1,
        padding=0,
        stride=1,
    )


def inception() -> Block:
    """Four ways side by side: a 1×1 convolution, a 3×3, a larger one, and pooling; each narrowed before it is dear."""
    wide = UseBlock(block="conv_bn", arguments={"kernel": 3, "padding": 1})
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "one": UseBlock(block="conv_bn"),
        "three_in": UseBlock(block="conv_bn"),
        "three": wide,
        "five_in": UseBlock(block="conv_bn"),
        "five": wide,
        "max_pool2d_1": MaxPool2d(kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), ceil_mode=True),
        "pool": UseBlock(block="conv_bn"),
        "concat_1": Concat(),
        "output": Output(),
    }
    ways = (("one",), ("three_in", "three"), ("five_in", "five"), ("max_pool2d_1", "pool"))
    network = in_lines(
        layers,
        ["input one - concat_1 output", "- three_in three", "- five_in five", "- max_pool2d_1 pool"],
        [*(("input", *way, "concat_1") for way in ways), ("concat_1", "output")],
    )
    bindings = {f"{name}.arguments.channels": name for name in PARAMETERS}
    return block(network, bindings, **dict(zip(PARAMETERS, WIDTHS["3a"], strict=True)))


def use(widths: tuple[int, int, int, int, int, int]) -> UseBlock:
    """An inception module with these widths."""
    return UseBlock(block="inception", arguments=dict(zip(PARAMETERS, widths, strict=True)))


def head() -> Block:
    """An auxiliary classifier: what the layers half-way up have found is asked for the class, too."""
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "adaptive_avg_pool2d_1": AdaptiveAvgPool2d(output_size=(4, 4)),
        "conv_1": UseBlock(block="conv_bn", arguments={"channels": 128}),
        "flatten_1": Flatten(),
        "linear_1": Linear(out_features=1_024),
        "relu_1": Relu(),
        "dropout_1": Dropout(p=0.7),
        "linear_2": Linear(out_features=1_000),
        "output": Output(),
    }
    return block(in_lines(layers, [" ".join(layers)], [tuple(layers)]), {})


def with_heads() -> Experiment:
    """As it was trained: two heads half-way up, whose losses count 0.3 each."""
    alone = googlenet()
    network = alone.networks["classifier"]
    nodes, edges = dict(network.nodes), list(network.edges)
    for at, source in enumerate(("inception_4a", "inception_4d"), start=1):
        nodes[f"head_{at}"] = Node(layer=UseBlock(block="head"))
        nodes[f"output_{at}"] = Node(layer=Output(weight=0.3))
        edges += wires(source, f"head_{at}", f"output_{at}")
    return roomy(
        alone.model_copy(
            update={
                "title": "GoogLeNet with its heads",
                "networks": {"classifier": Network(nodes=nodes, edges=tuple(edges))},
                "blocks": {**alone.blocks, "head": head()},
            }
        )
    )


def googlenet() -> Experiment:
    """As published, without the heads that helped it to train."""
    half = MaxPool2d(kernel_size=(3, 3), stride=(2, 2), ceil_mode=True)
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "conv_1": UseBlock(
            block="conv_bn", arguments={"channels": 64, "kernel": 7, "padding": 3, "stride": 2}
        ),
        "max_pool2d_1": half,
        "conv_2": UseBlock(block="conv_bn", arguments={"channels": 64}),
        "conv_3": UseBlock(block="conv_bn", arguments={"channels": 192, "kernel": 3, "padding": 1}),
        "max_pool2d_2": half,
    }
    for name, widths in WIDTHS.items():
        layers[f"inception_{name}"] = use(widths)
        if name in ("3b", "4e"):
            size = (3, 3) if name == "3b" else (2, 2)
            layers[f"max_pool2d_{name[0]}"] = MaxPool2d(kernel_size=size, stride=(2, 2), ceil_mode=True)
    layers |= {
        "global_avg_pool_1": GlobalAvgPool(),
        "dropout_1": Dropout(p=0.2),
        "linear_1": Linear(out_features=1_000),
        "output": Output(),
    }
    return published(
        "GoogLeNet", in_rows(layers), {"conv_bn": conv_bn(), "inception": inception()}, 0.01, 2e-4
    )


def small_inception() -> Experiment:
    """Three modules on 28×28 images."""
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "conv_1": UseBlock(
            block="conv_bn", arguments={"channels": 16, "kernel": 3, "padding": 1, "stride": 2}
        ),
        "inception_1": use((8, 8, 16, 4, 8, 8)),
        "inception_2": use((16, 16, 24, 4, 8, 8)),
        "max_pool2d_1": MaxPool2d(),
        "inception_3": use((24, 16, 48, 8, 16, 16)),
        "global_avg_pool_1": GlobalAvgPool(),
        "linear_1": Linear(out_features=10),
        "output": Output(),
    }
    blocks = {"conv_bn": conv_bn(), "inception": inception()}
    return small("Small GoogLeNet on Fashion-MNIST", in_rows(layers), blocks)


PRESETS: tuple[Preset, ...] = (
    preset(
        "inception_small",
        ("Small GoogLeNet on Fashion-MNIST", "小号 GoogLeNet：认衣物"),
        (
            "Windows of several sizes side by side, and the next layer takes what it needs.",
            "几种大小的窗口并排看，下一层各取所需。",
        ),
        small_inception,
        "googlenet",
    ),
    preset(
        "googlenet",
        ("GoogLeNet", "GoogLeNet 网络"),
        (
            "Nine inception modules; the branch called 5 by 5 has a window of 3 by 3, as in torchvision.",
            "九个 Inception 模块；名为 5×5 的分支用 3×3 的窗口，与 torchvision 相同。",
        ),
        googlenet,
        "googlenet",
    ),
    preset(
        "googlenet_heads",
        ("GoogLeNet with its heads", "GoogLeNet 与辅助分类头"),
        (
            "The same with two auxiliary heads, which help its lower layers to train and are off in tests.",
            "同一网络加上两个辅助分类头：训练时帮助前面的层，测试时关掉。",
        ),
        with_heads,
        "googlenet",
    ),
)

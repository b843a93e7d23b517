"""AlexNet, as torchvision has it: one column instead of two halves on two cards, without normalisation.

Source: Krizhevsky, Sutskever and Hinton 2012 (ImageNet classification with deep convolutional neural networks);
Krizhevsky 2014 (one weird trick for parallelizing convolutional neural networks).
"""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.layout import in_rows
from layerlab.experiment.presets.zoo import preset, published
from layerlab.layers import AnyLayer
from layerlab.layers.adaptive_avg_pool2d import AdaptiveAvgPool2d
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu


def _conv(maps: int, kernel: int, padding: int, stride: int = 1) -> Conv2d:
    return Conv2d(
        out_channels=maps, kernel_size=(kernel, kernel), padding=(padding, padding), stride=(stride, stride)
    )


def alexnet() -> Experiment:
    """Five convolutions and three linear layers."""
    pool = MaxPool2d(kernel_size=(3, 3), stride=(2, 2))
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "conv2d_1": _conv(64, 11, 2, stride=4),
        "relu_1": Relu(),
        "max_pool2d_1": pool,
        "conv2d_2": _conv(192, 5, 2),
        "relu_2": Relu(),
        "max_pool2d_2": pool,
        "conv2d_3": _conv(384, 3, 1),
        "relu_3": Relu(),
        "conv2d_4": _conv(256, 3, 1),
        "relu_4": Relu(),
        "conv2d_5": _conv(256, 3, 1),
        "relu_5": Relu(),
        "max_pool2d_3": pool,
        "adaptive_avg_pool2d_1": AdaptiveAvgPool2d(output_size=(6, 6)),
        "flatten_1": Flatten(),
        "dropout_1": Dropout(p=0.5),
        "linear_1": Linear(out_features=4_096),
        "relu_6": Relu(),
        "dropout_2": Dropout(p=0.5),
        "linear_2": Linear(out_features=4_096),
        "relu_7": Relu(),
        "linear_3": Linear(out_features=1_000),
        "output": Output(),
    }
    return published("AlexNet", in_rows(layers), {}, 0.01, 5e-4)


PRESET = preset(
    "alexnet",
    ("AlexNet", "AlexNet 网络"),
    (
        "The network of 2012 that made everybody look: five convolutions and three linear layers.",
        "2012 年让所有人改观的网络：五个卷积层，三个全连接层。",
    ),
    alexnet,
)

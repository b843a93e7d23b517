"""The ready experiments: each opens valid, laid out, and trains at one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.datasets.mnist import Mnist
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.layers import AnyLayer
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Edge, Network, Node, Position
from layerlab.training.optimizers import Sgd
from layerlab.training.schedules import Cosine


@dataclass(frozen=True)
class Preset:
    """A ready experiment and its words in both languages."""

    id: str
    title: dict[str, str]
    summary: dict[str, str]
    family: str
    experiment: Callable[[], Experiment]


def chain(rows: dict[str, tuple[AnyLayer, float, float]]) -> Network:
    """A network in a single line: node id -> its layer and place, in the order of the wires."""
    nodes = {
        name: Node(layer=layer, position=Position(x=float(x), y=float(y)))
        for name, (layer, x, y) in rows.items()
    }
    names = list(rows)
    edges = tuple(Edge(source=a, target=b) for a, b in pairwise(names))
    return Network(nodes=nodes, edges=edges)


UPPER, LOWER = 100, 332
"""The two lines of reading of LeNet-5: a node's place is the middle of its left side, in pixels."""


def lenet5_mnist() -> Experiment:
    """LeNet-5 as it is taught today: ReLU and max pooling instead of tanh and subsampling."""
    network = chain(
        {
            "input": (Input(), 0, UPPER),
            "conv2d_1": (Conv2d(out_channels=6, kernel_size=(5, 5), padding=(2, 2)), 152, UPPER),
            "relu_1": (Relu(), 404, UPPER),
            "max_pool2d_1": (MaxPool2d(), 454, UPPER),
            "conv2d_2": (Conv2d(out_channels=16, kernel_size=(5, 5)), 630, UPPER),
            "relu_2": (Relu(), 834, UPPER),
            "max_pool2d_2": (MaxPool2d(), 884, UPPER),
            "flatten_1": (Flatten(), 0, LOWER),
            "linear_1": (Linear(out_features=120), 128, LOWER),
            "relu_3": (Relu(), 346, LOWER),
            "linear_2": (Linear(out_features=84), 398, LOWER),
            "relu_4": (Relu(), 616, LOWER),
            "linear_3": (Linear(out_features=10), 668, LOWER),
            "output": (Output(), 828, LOWER),
        }
    )
    return Experiment(
        title="LeNet-5 on MNIST",
        networks={"classifier": network},
        dataset=Mnist(),
        algorithm=Supervised(
            optimizer=Sgd(learning_rate=0.05, momentum=0.9),
            schedule=Cosine(warmup_steps=100),
            batch_size=64,
            epochs=3,
        ),
        seed=0,
    )


PRESETS: dict[str, Preset] = {
    preset.id: preset
    for preset in (
        Preset(
            id="lenet5_mnist",
            title={"en": "LeNet-5 on MNIST", "zh": "LeNet-5 认数字"},
            summary={
                "en": "The convolutional network that read handwritten digits on cheques, on 70,000 of them.",
                "zh": "曾用于识别支票上手写数字的卷积网络，数据是 70,000 个手写数字。",
            },
            family="cnn",
            experiment=lenet5_mnist,
        ),
    )
}
"""Every ready experiment by its id, in the order of the library."""


def cards() -> list[dict[str, Any]]:
    """What a list of the presets shows: words, family, and parameters by role."""
    return [
        {
            "id": preset.id,
            "title": preset.title,
            "summary": preset.summary,
            "family": preset.family,
            "parameters": {
                role: checked.parameters
                for role, checked in check_experiment(preset.experiment()).networks.items()
            },
        }
        for preset in PRESETS.values()
    ]

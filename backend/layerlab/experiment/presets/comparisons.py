"""Experiments that are comparisons: the same network with one thing otherwise, run after run, curves over each other.

All learn from the same clothes by plain gradient descent at a rate that stays, so that nothing differs but what is
compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from layerlab.datasets import AnyDataset
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.layout import in_rows, roomy
from layerlab.experiment.presets.resnet import small_blocks
from layerlab.layers import AnyLayer
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.first_weights import FirstWeights
from layerlab.layers.flatten import Flatten
from layerlab.layers.global_avg_pool import GlobalAvgPool
from layerlab.layers.group_norm import GroupNorm
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.layers.sigmoid import Sigmoid
from layerlab.layers.tanh import Tanh
from layerlab.network.document import Block
from layerlab.training.optimizers import Sgd
from layerlab.training.pace import EverySteps, Pace, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant

Ways = tuple[tuple[str, Experiment], ...]


def pace(steps: int, every: int, batch: int = 64) -> Pace:
    """So many steps, the test set asked often enough for a curve of its own."""
    return Pace(batch_size=batch, length=Steps(steps=steps), evaluations=EverySteps(steps=every))


def on_clothes(
    layers: Mapping[str, AnyLayer],
    pace: Pace,
    rate: float,
    blocks: Mapping[str, Block] | None = None,
    dataset: AnyDataset | None = None,
) -> Experiment:
    """One of the ways."""
    optimizer = RoleOptimizer(optimizer=Sgd(learning_rate=rate, momentum=0.9), schedule=Constant())
    return roomy(
        Experiment(
            networks={"classifier": in_rows(layers)},
            blocks=dict(blocks or {}),
            datasets={"data": dataset or FashionMnist()},
            optimizers={"classifier": optimizer},
            pace=pace,
        )
    )


def mlp(
    widths: Sequence[int],
    bend: Callable[[], AnyLayer] = Relu,
    first: FirstWeights = "he_normal",
    wide: float = 0.05,
    dropped: float = 0.0,
) -> dict[str, AnyLayer]:
    """Linear layers of these widths, each with a bend, and ten units at the end."""
    layers: dict[str, AnyLayer] = {"input": Input(), "flatten_1": Flatten()}
    for at, width in enumerate(widths, start=1):
        layers[f"linear_{at}"] = Linear(out_features=width, initialisation=first, initial=wide)
        layers[f"{bend().kind}_{at}"] = bend()
        if dropped:
            layers[f"dropout_{at}"] = Dropout(p=dropped)
    last = Linear(out_features=10, initialisation=first, initial=wide)
    return {**layers, f"linear_{len(widths) + 1}": last, "output": Output()}


def initialisations() -> Ways:
    """Weights that begin at 0 stay alike for ever, and too wide ones drive each tanh to its ends."""
    ways: tuple[tuple[str, FirstWeights, float], ...] = (
        ("Xavier", "xavier_normal", 0.05),
        ("too wide", "normal", 1.0),
        ("too narrow", "normal", 0.02),
        ("all zero", "zeros", 0.05),
    )
    return tuple(
        (name, on_clothes(mlp((64,) * 6, Tanh, first=rule, wide=wide), pace(600, 25), 0.02))
        for name, rule, wide in ways
    )


def learning_rates() -> Ways:
    """The same network at four rates."""
    rates = (0.02, 0.1, 0.2, 0.0005)
    return tuple((f"rate {rate}", on_clothes(mlp((128, 64)), pace(600, 25), rate)) for rate in rates)


def activations() -> Ways:
    """Eight hidden layers, all begun as Glorot and Bengio have it: a sigmoid lets at most a quarter of the gradient
    through each."""
    ways: tuple[tuple[str, Callable[[], AnyLayer]], ...] = (
        ("ReLU", Relu),
        ("tanh", Tanh),
        ("sigmoid", Sigmoid),
    )
    return tuple(
        (name, on_clothes(mlp((64,) * 8, bend, "xavier_normal"), pace(800, 25), 0.02)) for name, bend in ways
    )


def batch_sizes() -> Ways:
    """As many steps of each size."""
    return tuple(
        (f"batch of {size}", on_clothes(mlp((128, 64)), pace(600, 25, size), 0.02)) for size in (128, 32, 8)
    )


def dropouts() -> Ways:
    """A thousand photos are soon learnt by heart."""
    few = FashionMnist(train_limit=1_000)
    return tuple(
        (name, on_clothes(mlp((256, 256), dropped=p), pace(1_200, 40, 50), 0.02, dataset=few))
        for name, p in (("dropout 0.5", 0.5), ("without", 0.0))
    )


def normalisations() -> Ways:
    """Six convolutions at a rate that is much without."""
    ways: tuple[tuple[str, str, Callable[[], AnyLayer] | None], ...] = (
        ("batch norm", "batch_norm2d", BatchNorm2d),
        ("group norm", "group_norm", partial(GroupNorm, groups=4)),
        ("without", "", None),
    )
    return tuple(
        (name, on_clothes(convolutions(kind, norm), pace(400, 25), 0.05)) for name, kind, norm in ways
    )


def convolutions(kind: str, norm: Callable[[], AnyLayer] | None) -> dict[str, AnyLayer]:
    """Six of them, halved twice."""
    layers: dict[str, AnyLayer] = {"input": Input()}
    for at, channels in enumerate((8, 8, 16, 16, 32, 32), start=1):
        layers[f"conv2d_{at}"] = Conv2d(out_channels=channels, padding=(1, 1))
        if norm is not None:
            layers[f"{kind}_{at}"] = norm()
        layers[f"relu_{at}"] = Relu()
        if at in (2, 4):
            layers[f"max_pool2d_{at // 2}"] = MaxPool2d()
    return {
        **layers,
        "global_avg_pool_1": GlobalAvgPool(),
        "linear_1": Linear(out_features=10),
        "output": Output(),
    }


def depths() -> Ways:
    """Plain networks of 8 and of 34 layers, and the deep one with a wire around every two of them."""
    ways = (("34 with skips", True, 16), ("8 plain", False, 3), ("34 plain", False, 16))
    return tuple(
        (name, on_clothes(deep(skips, count), pace(500, 25), 0.02, one_block(skips)))
        for name, skips, count in ways
    )


def deep(skips: bool, count: int) -> dict[str, AnyLayer]:
    """A stem, so many blocks of two convolutions, and a classifier."""
    name = "res" if skips else "plain"
    return {
        "input": Input(),
        "conv2d_1": Conv2d(out_channels=16, stride=(2, 2), padding=(1, 1)),
        "relu_1": Relu(),
        "max_pool2d_1": MaxPool2d(),
        f"{name}_1": UseBlock(block=name, arguments={"channels": 16}, repeat=count),
        "global_avg_pool_1": GlobalAvgPool(),
        "linear_1": Linear(out_features=10),
        "output": Output(),
    }


def one_block(skips: bool) -> dict[str, Block]:
    """The block that keeps its size."""
    return {name: each for name, each in small_blocks(skips=skips).items() if "down" not in name}

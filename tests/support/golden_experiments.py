"""The experiments whose losses and scripts are recorded: every optimizer, schedule and layer is in one of them."""

from __future__ import annotations

from typing import Any

from layerlab.datasets import AnyDataset
from layerlab.datasets.cifar10 import Cifar10
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.fashion_mnist_full import FashionMnistFull
from layerlab.datasets.kmnist import Kmnist
from layerlab.datasets.mnist import Mnist
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import train_count
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.layers.add import Add
from layerlab.layers.avg_pool2d import AvgPool2d
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.layers.softmax import Softmax
from layerlab.layers.tanh import Tanh
from layerlab.network.document import Network
from layerlab.protocol.events import HyperparameterChanged, RunExtended
from layerlab.training.changes import Change
from layerlab.training.optimizers import Adam, AdamW, RmsProp, Sgd
from layerlab.training.pace import steps_in_epoch
from layerlab.training.schedules import Constant, Cosine, Exponential, MultiStep, OneCycle, StepDecay
from support.experiments import chain, small, trained
from support.networks import wired


def skip() -> Network:
    """A skip connection round two convolutions."""
    return wired(
        {
            "input": Input(),
            "conv2d_1": Conv2d(out_channels=4, padding=(1, 1), stride=(2, 2)),
            "relu_1": Relu(),
            "conv2d_2": Conv2d(out_channels=4, padding=(1, 1), bias=False),
            "batch_norm2d_1": BatchNorm2d(),
            "add_1": Add(),
            "max_pool2d_1": MaxPool2d(kernel_size=(3, 3), stride=(3, 3), padding=(1, 1)),
            "flatten_1": Flatten(),
            "linear_1": Linear(out_features=10),
            "output": Output(),
        },
        *("input conv2d_1", "conv2d_1 relu_1", "relu_1 conv2d_2", "conv2d_2 batch_norm2d_1"),
        *("batch_norm2d_1 add_1", "relu_1 add_1", "add_1 max_pool2d_1", "max_pool2d_1 flatten_1"),
        *("flatten_1 linear_1", "linear_1 output"),
    )


def branches() -> Network:
    """Two kernels of different size side by side, put together again."""
    return wired(
        {
            "input": Input(),
            "avg_pool2d_1": AvgPool2d(),
            "conv2d_1": Conv2d(out_channels=3, padding=(1, 1)),
            "conv2d_2": Conv2d(out_channels=2, kernel_size=(5, 5), padding=(2, 2)),
            "concat_1": Concat(),
            "tanh_1": Tanh(),
            "avg_pool2d_2": AvgPool2d(kernel_size=(4, 4), stride=(4, 4)),
            "flatten_1": Flatten(),
            "dropout_1": Dropout(p=0.2),
            "linear_1": Linear(out_features=10),
            "output": Output(),
        },
        *("input avg_pool2d_1", "avg_pool2d_1 conv2d_1", "avg_pool2d_1 conv2d_2", "conv2d_1 concat_1"),
        *("conv2d_2 concat_1", "concat_1 tanh_1", "tanh_1 avg_pool2d_2", "avg_pool2d_2 flatten_1"),
        *("flatten_1 dropout_1", "dropout_1 linear_1", "linear_1 output"),
    )


def perceptron() -> Network:
    """Vectors only, and answers that are probabilities already."""
    return chain(
        input=Input(),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=24),
        tanh_1=Tanh(),
        linear_2=Linear(out_features=10, bias=False),
        softmax_1=Softmax(),
        output=Output(),
    )


def _experiment(
    network: Network, dataset: AnyDataset, settings: dict[str, Any], title: str = ""
) -> Experiment:
    return Experiment(
        title=title, networks={"classifier": network}, datasets={"data": dataset}, **settings, seed=11
    )


SCRIPTS: dict[str, Experiment] = {
    "lenet5": lenet5_mnist(),
    "norm_and_dropout": small(
        optimizer=Sgd(learning_rate=0.05, momentum=0.9, nesterov=True, weight_decay=1e-4)
    ).model_copy(update={"device": "cpu"}),
    "skip": _experiment(
        skip(),
        Kmnist(),
        trained(
            optimizer=Adam(weight_decay=1e-3), schedule=OneCycle(), keep_best=True, evaluations_per_epoch=5
        ),
        'A "skip"\nconnection',
    ),
    "branches": _experiment(
        branches(),
        FashionMnistFull(),
        trained(optimizer=RmsProp(centered=True), schedule=StepDecay(), early_stopping_patience=3),
        "两个分支",
    ),
    "photos": _experiment(
        skip(),
        Cifar10(train_limit=5_000),
        trained(
            optimizer=AdamW(), schedule=Exponential(), clip_norm=1.0, label_smoothing=0.1, batch_size=128
        ),
        "Small photos",
    ).model_copy(update={"device": "cuda"}),
    "perceptron": _experiment(
        perceptron(),
        FashionMnist(train_limit=1_000),
        trained(
            optimizer=Sgd(momentum=0.0), schedule=MultiStep(milestones=(1, 2, 4)), batch_size=100, epochs=5
        ),
    ),
    "constant": _experiment(
        perceptron(),
        Mnist(train_limit=10),
        trained(schedule=Constant(), batch_size=10, epochs=1, early_stopping_patience=1),
        "Ten digits by heart",
    ),
}


def changed(experiment: Experiment) -> tuple[Change, ...]:
    """Everything that can be changed in mid-run, some of it twice."""
    values = {"learning_rate": 0.02, "weight_decay": 0.01, "label_smoothing": 0.2, "clip_norm": 0.5}
    if "momentum" in experiment.optimizers["classifier"].optimizer.live_fields:
        values["momentum"] = 0.5
    for node, placed in experiment.networks["classifier"].nodes.items():
        if placed.layer.kind == "dropout":
            values[f"dropout:{node}"] = 0.6
    changes = [
        HyperparameterChanged(step=3 + index, name=name, value=value, previous=0.0)
        for index, (name, value) in enumerate(values.items())
    ]
    return (*changes, HyperparameterChanged(step=12, name="learning_rate", value=0.001, previous=0.02))


def extended(experiment: Experiment) -> tuple[Change, ...]:
    """Two epochs more, told at the sixth step, and a longer learning rate from there."""
    per_epoch = steps_in_epoch(train_count(experiment), experiment.pace.batch_size)
    longer = RunExtended(step=6, total_steps=experiment.pace.total_steps(per_epoch) + 2 * per_epoch)
    return longer, HyperparameterChanged(step=7, name="learning_rate", value=0.004, previous=0.02)


LOSSES: dict[str, Experiment] = {
    "supervised_sgd": small(
        optimizer=Sgd(learning_rate=0.05, momentum=0.9, nesterov=True, weight_decay=1e-4)
    ),
    "supervised_adam": small(optimizer=Adam(learning_rate=2e-3)),
    "supervised_adamw": small(optimizer=AdamW(learning_rate=2e-3)),
    "supervised_rmsprop": small(optimizer=RmsProp(momentum=0.5), schedule=OneCycle()),
    "supervised_smooth_and_clipped": small(label_smoothing=0.1, clip_norm=0.5),
    "constant_plain_sgd": small(optimizer=Sgd(momentum=0.0), schedule=Constant()),
    "cosine_from_the_first_step": small(schedule=Cosine(warmup_steps=0, final_fraction=0.1)),
    "step_adam_decayed": small(optimizer=Adam(weight_decay=0.01, beta1=0.8), schedule=StepDecay(factor=0.3)),
    "multi_step_centered_rmsprop": small(
        optimizer=RmsProp(centered=True, alpha=0.9), schedule=MultiStep(milestones=(1,)), batch_size=50
    ),
    "exponential_adamw": small(
        optimizer=AdamW(weight_decay=0.1), schedule=Exponential(), early_stopping_patience=1, keep_best=True
    ),
    "one_cycle_skip": small(schedule=OneCycle(rise_fraction=0.5)).model_copy(
        update={"networks": {"classifier": skip()}}
    ),
    "branches": small(optimizer=RmsProp()).model_copy(update={"networks": {"classifier": branches()}}),
    "perceptron": small(optimizer=Adam()).model_copy(update={"networks": {"classifier": perceptron()}}),
}
"""The first five are as old as the first light: their losses never changed."""

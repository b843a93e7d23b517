"""Pretraining on five digits, and learning the other five from fifteen images of them."""

from __future__ import annotations

from layerlab.datasets.mnist import Mnist
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.layers.linear import Linear
from layerlab.training.optimizers import Sgd
from layerlab.training.pace import EverySteps, Pace, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine

HEAD = "linear_3"


def _of_five(title: str, data: Mnist, rate: float, pace: Pace) -> Experiment:
    """LeNet-5 with five answers."""
    whole = lenet5_mnist()
    network = whole.networks["classifier"]
    head = network.nodes[HEAD].model_copy(update={"layer": Linear(out_features=5)})
    return whole.model_copy(
        update={
            "title": title,
            "networks": {"classifier": network.model_copy(update={"nodes": {**network.nodes, HEAD: head}})},
            "datasets": {"data": data},
            "optimizers": {
                "classifier": RoleOptimizer(
                    optimizer=Sgd(learning_rate=rate, momentum=0.9), schedule=Cosine(warmup_steps=20)
                )
            },
            "pace": pace,
        }
    )


def pretraining() -> Experiment:
    """The digits 0 to 4, of which there are many."""
    pace = Pace(
        batch_size=64,
        length=Steps(steps=375),
        evaluations=EverySteps(steps=75),
        keep_best="accuracy",
    )
    return _of_five("Digits 0-4: pretraining", Mnist(classes=(0, 1, 2, 3, 4)), 0.05, pace)


def few_digits() -> Experiment:
    """The digits 5 to 9, of which there are fifteen images."""
    pace = Pace(batch_size=10, length=Steps(steps=300), evaluations=EverySteps(steps=25))
    data = Mnist(classes=(5, 6, 7, 8, 9), train_limit=15)
    return _of_five("Digits 5-9 from 15 images", data, 0.01, pace)


PRESETS = (
    Preset(
        id="pretraining_digits",
        title={"en": "Digits 0-4: pretraining", "zh": "数字 0–4：预训练"},
        summary={
            "en": "First of two: LeNet-5 learns five digits from 30,000 images. Press Train; what it has learnt "
            "then helps with the other five.",
            "zh": "两步中的第一步：LeNet-5 用三万张图学五个数字。按“训练”；学到的东西随后帮它认另外五个。",
        },
        family="cnn",
        experiment=pretraining,
    ),
    Preset(
        id="fine_tuning_digits",
        title={"en": "Digits 5-9 from 15 images", "zh": "15 张图学数字 5–9"},
        summary={
            "en": "Second of two. Train once from scratch. Then, under Training, start from the weights of Digits 0-4, "
            "replace the head and train; then freeze all but the head and train again.",
            "zh": "两步中的第二步。先从头训练一次；再到“训练”页从“数字 0–4”的权重开始，更换头部，训练；"
            "最后冻结除头以外的层，再训练一次。",
        },
        family="cnn",
        experiment=few_digits,
    ),
)

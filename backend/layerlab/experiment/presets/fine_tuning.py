"""Pretraining on five digits, and learning the other five from fifteen images of them."""

from __future__ import annotations

from layerlab.datasets.mnist import Mnist
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.comparisons import Ways
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.experiment.start import Start
from layerlab.experiment.variants import compared
from layerlab.layers.linear import Linear
from layerlab.training.optimizers import Sgd
from layerlab.training.pace import EverySteps, Pace, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine

HEAD = "linear_3"
DIGITS_0_4 = "465091d3cf30436e6f05bdbb917263d087de976c3f602b8a960044a52f181172"
"""What the pretraining below gave, with seed 0: it ships, so that the comparison needs one press."""


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


def frozen(experiment: Experiment, *names: str) -> Experiment:
    """The same with layers that learn nothing."""
    network = experiment.networks["classifier"]
    nodes = {
        name: node.model_copy(update={"layer": node.layer.model_copy(update={"rate": 0.0})})
        for name, node in network.nodes.items()
        if name in names
    }
    changed = network.model_copy(update={"nodes": {**network.nodes, **nodes}})
    return experiment.model_copy(update={"networks": {"classifier": changed}})


def four_ways() -> Ways:
    """From scratch, and from weights of the other five digits with more and more of them kept as they are."""
    scratch = few_digits()
    start = Start(weights=DIGITS_0_4, anew=(HEAD,), title="Digits 0-4: pretraining", step=375)
    begun = scratch.model_copy(update={"start": {"classifier": start}})
    convolutions = ("conv2d_1", "conv2d_2")
    return (
        ("from scratch", scratch),
        ("all layers", begun),
        ("convolutions frozen", frozen(begun, *convolutions)),
        ("head only", frozen(begun, *convolutions, "linear_1", "linear_2")),
    )


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
            "en": "Second of two: from scratch, or from the weights of Digits 0-4 with fewer and fewer layers left "
            "to learn. From 15 images frozen convolutions do better than letting all learn; the head alone is too "
            "little.",
            "zh": "两步中的第二步：从头训练，或从“数字 0–4”的权重开始、让越来越少的层去学。"
            "只有 15 张图时，冻结卷积层比全部微调好；只训练头部则不够。",
        },
        family="cnn",
        experiment=lambda: compared("Digits 5-9 from 15 images", *four_ways()),
        in_chinese={
            "from scratch": "从头训练",
            "all layers": "全部微调",
            "convolutions frozen": "冻结卷积层",
            "head only": "只训练头部",
        },
    ),
)

"""Small experiments that train in a second: real layers and real data, little of it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from layerlab.algorithms.detection.fields import Detection
from layerlab.algorithms.forecasting.fields import AnyDistance, Forecasting
from layerlab.algorithms.gan.fields import Gan
from layerlab.algorithms.language_model.fields import LanguageModel
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import AnyLoss, CrossEntropy
from layerlab.datasets import AnyDataset
from layerlab.datasets.diabetes import Diabetes
from layerlab.datasets.digit_scenes import DigitScenes
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.japanese_vowels import JapaneseVowels
from layerlab.datasets.moons import Moons
from layerlab.datasets.ring import Ring
from layerlab.datasets.shakespeare import Shakespeare
from layerlab.datasets.sunspots import Sunspots
from layerlab.datasets.surnames import Surnames
from layerlab.datasets.us_names import UsNames
from layerlab.experiment.document import Experiment
from layerlab.layers import AnyLayer
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.embedding import Embedding
from layerlab.layers.flatten import Flatten
from layerlab.layers.gelu import Gelu
from layerlab.layers.gru import Gru
from layerlab.layers.input import Input
from layerlab.layers.last_step import LastStep
from layerlab.layers.linear import Linear
from layerlab.layers.lstm import Lstm
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.mean_over_time import MeanOverTime
from layerlab.layers.one_hot import OneHot
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.layers.rnn import Rnn
from layerlab.network.document import Edge, Network, Node
from layerlab.training.optimizers import Adam, Sgd
from layerlab.training.pace import EarlyStopping, Epochs, EverySteps, Pace, PerEpoch, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant, Cosine
from support.device import DEVICE

RATE = "optimizers.classifier.optimizer.learning_rate"
MOMENTUM = "optimizers.classifier.optimizer.momentum"
WEIGHT_DECAY = "optimizers.classifier.optimizer.weight_decay"
CLIP_NORM = "optimizers.classifier.clip_norm"
SMOOTHING = "algorithm.loss.label_smoothing"
DROPOUT = "networks.classifier.nodes.dropout_1.layer.p"
"""Settings that can change in mid-run, by the paths of their fields in `small()`."""


def chain(**layers: AnyLayer) -> Network:
    """A network in one line, in the order of the arguments."""
    names = list(layers)
    return Network(
        nodes={name: Node(layer=layer) for name, layer in layers.items()},
        edges=tuple(Edge(source=a, target=b) for a, b in pairwise(names)),
    )


def trained(**told: Any) -> dict[str, Any]:
    """The parts of an experiment that say how its classifier is trained, from single settings by their own names."""
    loss = {name: told.pop(name) for name in ("label_smoothing",) if name in told}
    optimizer = {name: told.pop(name) for name in ("optimizer", "schedule", "clip_norm") if name in told}
    pace: dict[str, Any] = {"batch_size": told.pop("batch_size")} if "batch_size" in told else {}
    if "epochs" in told:
        pace["length"] = Epochs(epochs=told.pop("epochs"))
    if "evaluations_per_epoch" in told:
        pace["evaluations"] = PerEpoch(times=told.pop("evaluations_per_epoch"))
    if "early_stopping_patience" in told:
        pace["early_stopping"] = EarlyStopping(patience=told.pop("early_stopping_patience"))
    if told.pop("keep_best", False):
        pace["keep_best"] = "accuracy"
    assert not told, told
    return {
        "algorithm": Supervised(loss=CrossEntropy(**loss)),
        "optimizers": {"classifier": RoleOptimizer(**optimizer)},
        "pace": Pace(**pace),
    }


def small(train_limit: int = 320, **settings: Any) -> Experiment:
    """Dropout and batch norm are in it, for these are what goes wrong: random numbers and running means."""
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=4, kernel_size=(5, 5)),
        batch_norm2d_1=BatchNorm2d(),
        relu_1=Relu(),
        max_pool2d_1=MaxPool2d(kernel_size=(4, 4), stride=(4, 4)),
        dropout_1=Dropout(p=0.25),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    fields: dict[str, Any] = {
        "optimizer": Sgd(learning_rate=0.05, momentum=0.9),
        "schedule": Cosine(warmup_steps=4),
        "batch_size": 32,
        "epochs": 2,
        "evaluations_per_epoch": 1,
    }
    return Experiment(
        networks={"classifier": network},
        datasets={"data": FashionMnist(train_limit=train_limit)},
        **trained(**fields | settings),
        device=DEVICE,
        seed=7,
    )


def _perceptron(gives: int) -> Network:
    return chain(
        input=Input(),
        linear_1=Linear(out_features=12),
        gelu_1=Gelu(),
        linear_2=Linear(out_features=gives),
        output=Output(),
    )


def _brief(batch_size: int, epochs: int) -> Pace:
    return Pace(batch_size=batch_size, length=Epochs(epochs=epochs), evaluations=PerEpoch(times=1))


def on_points(loss: AnyLoss, gives: int = 1) -> Experiment:
    """Two classes of points in the plane, told apart by one number, or by one for each."""
    return Experiment(
        networks={"classifier": _perceptron(gives)},
        datasets={"data": Moons(count=160)},
        algorithm=Supervised(input="data.point", target="data.label", loss=loss),
        optimizers={"classifier": RoleOptimizer(optimizer=Adam(learning_rate=0.03), clip_norm=1.0)},
        pace=_brief(64, 6),
        device=DEVICE,
    )


def on_rows(loss: AnyLoss) -> Experiment:
    """One number from the rows of a table."""
    return Experiment(
        networks={"classifier": _perceptron(1)},
        datasets={"data": Diabetes()},
        algorithm=Supervised(input="data.feature", target="data.progression", loss=loss),
        optimizers={"classifier": RoleOptimizer(optimizer=Adam(learning_rate=0.02))},
        pace=_brief(32, 2),
        device=DEVICE,
    )


def detector(**fields: Any) -> Experiment:
    """A box around each digit, and its class, in a grid of four by four cells."""
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=8, kernel_size=(4, 4), stride=(4, 4)),
        batch_norm2d_1=BatchNorm2d(),
        relu_1=Relu(),
        conv2d_2=Conv2d(out_channels=15, kernel_size=(4, 4), stride=(4, 4)),
        output=Output(),
    )
    return Experiment(
        networks={"detector": network},
        datasets={"data": DigitScenes(train_limit=160)},
        algorithm=Detection(cell=16, **fields),
        optimizers={"detector": RoleOptimizer(optimizer=Adam(learning_rate=0.02), clip_norm=5.0)},
        pace=_brief(16, 2),
        device=DEVICE,
    )


def forecaster(loss: AnyDistance, **dataset: Any) -> Experiment:
    """A few years read, five told."""
    network = chain(
        input=Input(),
        gru_1=Gru(hidden_size=16),
        last_step_1=LastStep(),
        dropout_1=Dropout(p=0.05),
        linear_1=Linear(out_features=5),
        output=Output(),
    )
    return Experiment(
        networks={"forecaster": network},
        datasets={"data": Sunspots(window=12, horizon=5, **dataset)},
        algorithm=Forecasting(loss=loss),
        optimizers={"forecaster": RoleOptimizer(optimizer=Adam(learning_rate=0.02), clip_norm=1.0)},
        pace=_brief(16, 2),
        device=DEVICE,
    )


def adversaries(**fields: Any) -> Experiment:
    """Two networks with optimizers and schedules of their own; `fields` are the game's."""
    return Experiment(
        networks={"generator": _perceptron(2), "discriminator": _perceptron(1)},
        datasets={"data": Ring(count=400)},
        algorithm=Gan(sample="data.point", latent=3, **fields),
        optimizers={
            "generator": RoleOptimizer(optimizer=Adam(beta1=0.5), schedule=Constant(), clip_norm=0.5),
            "discriminator": RoleOptimizer(optimizer=Sgd(learning_rate=0.1), schedule=Cosine(warmup_steps=3)),
        },
        pace=Pace(batch_size=50, length=Steps(steps=14), evaluations=EverySteps(steps=5)),
        device=DEVICE,
        seed=3,
    )


def explosive() -> Experiment:
    """Two linear layers and a learning rate that is far too high: the loss is soon no number."""
    network = chain(
        input=Input(),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=32),
        relu_1=Relu(),
        dropout_1=Dropout(p=0.5),
        linear_2=Linear(out_features=10),
        output=Output(),
    )
    settings = {"optimizer": Sgd(learning_rate=100.0, momentum=0.9), "schedule": Constant()}
    return small(train_limit=640, **settings).model_copy(update={"networks": {"classifier": network}})


def on_recordings(*layers: AnyLayer, **loss: Any) -> Experiment:
    """Recordings of different lengths, told apart by a network that reads both ways with dropout between its layers."""
    between = layers or (Gru(hidden_size=8, num_layers=2, bidirectional=True, dropout=0.2), MeanOverTime())
    return _reading(JapaneseVowels(train_limit=120), between, 9, loss)


def on_names(first: AnyLayer = Embedding(features=6), **loss: Any) -> Experiment:  # noqa: B008  (frozen)
    """Names letter by letter, with windows that shorten them."""
    between = (
        first,
        Conv1d(out_channels=8, kernel_size=3, padding=1, stride=2),
        Rnn(hidden_size=8),
    )
    return _reading(Surnames(train_limit=256), (*between, LastStep()), 17, loss)


def by_length(experiment: Experiment) -> Experiment:
    """The same with sequences of like length in one batch."""
    return experiment.model_copy(update={"pace": experiment.pace.model_copy(update={"by_length": True})})


def _reading(
    dataset: AnyDataset, layers: tuple[AnyLayer, ...], classes: int, loss: dict[str, Any]
) -> Experiment:
    named = {f"{layer.kind}_1": layer for layer in layers}
    network = chain(input=Input(), **named, linear_1=Linear(out_features=classes), output=Output())
    return Experiment(
        title="A reader",
        networks={"classifier": network},
        datasets={"data": dataset},
        algorithm=Supervised(
            input=f"data.{dataset.default_input}",
            target=f"data.{dataset.default_target}",
            loss=CrossEntropy(**loss),
        ),
        optimizers={
            "classifier": RoleOptimizer(
                optimizer=Adam(learning_rate=0.01), schedule=Constant(), clip_norm=1.0
            )
        },
        pace=Pace(batch_size=16, length=Steps(steps=16), evaluations=EverySteps(steps=8)),
        device=DEVICE,
    )


def writer(*layers: AnyLayer, **fields: Any) -> Experiment:
    """A text read on from passage to passage."""
    between = layers or (Embedding(features=6), Lstm(hidden_size=12))
    return _writing(Shakespeare(passage=64, train_limit=400), between, 68, LanguageModel(**fields))


def name_giver() -> Experiment:
    """Names of different lengths, one by one."""
    between = (OneHot(), Gru(hidden_size=8))
    return _writing(UsNames(train_limit=400), between, 54, LanguageModel(text="data.name", carry=False))


def _writing(
    dataset: AnyDataset, layers: tuple[AnyLayer, ...], tokens: int, algorithm: LanguageModel
) -> Experiment:
    named = {f"{layer.kind}_1": layer for layer in layers}
    network = chain(input=Input(), **named, linear_1=Linear(out_features=tokens), output=Output())
    return Experiment(
        title="A writer",
        networks={"writer": network},
        datasets={"data": dataset},
        algorithm=algorithm,
        optimizers={"writer": RoleOptimizer(optimizer=Adam(learning_rate=0.01), clip_norm=1.0)},
        pace=_brief(16, 2),
        device=DEVICE,
        seed=2,
    )

"""Small convolutional networks on small pictures: emoji in colour, and printed glyphs."""

from __future__ import annotations

from functools import partial

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy
from layerlab.datasets import AnyDataset
from layerlab.datasets.emoji import Emoji
from layerlab.datasets.glyphs import Glyphs
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import in_rows, roomy
from layerlab.layers import AnyLayer
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.training.optimizers import AdamW
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import OneCycle

CHANNELS = (16, 32, 64)


def pictures(title: str, dataset: AnyDataset, classes: int, epochs: int) -> Experiment:
    """Three convolutions, each of twice as many maps on a quarter of the places."""
    layers: dict[str, AnyLayer] = {"input": Input()}
    for number, channels in enumerate(CHANNELS, start=1):
        layers[f"conv2d_{number}"] = Conv2d(out_channels=channels, padding=(1, 1), bias=False)
        layers[f"batch_norm2d_{number}"] = BatchNorm2d()
        layers[f"relu_{number}"] = Relu()
        layers[f"max_pool2d_{number}"] = MaxPool2d()
    layers |= {
        "flatten_1": Flatten(),
        "dropout_1": Dropout(p=0.3),
        "linear_1": Linear(out_features=classes),
        "output": Output(),
    }
    return roomy(
        Experiment(
            title=title,
            networks={"classifier": in_rows(layers)},
            datasets={"data": dataset},
            algorithm=Supervised(input="data.image", target="data.label", loss=CrossEntropy()),
            optimizers={
                "classifier": RoleOptimizer(optimizer=AdamW(learning_rate=3e-3), schedule=OneCycle())
            },
            pace=Pace(batch_size=32, length=Epochs(epochs=epochs), evaluations=PerEpoch(times=1)),
            seed=0,
        )
    )


PRESETS = (
    Preset(
        id="emoji",
        title={"en": "Emoji by category", "zh": "表情符号分类"},
        summary={
            "en": "Small pictures in colour, nine categories that share meaning more than looks.",
            "zh": "彩色小图，九个类别：同一类的意思相近，样子却未必相像。",
        },
        family="cnn",
        experiment=partial(pictures, "Emoji by category", Emoji(), 9, 15),
    ),
    Preset(
        id="glyphs",
        title={"en": "Printed glyphs", "zh": "印刷字符"},
        summary={
            "en": "Digits and capitals of 203 faces; those to test come from font families never seen before.",
            "zh": "203 种字体的数字和大写字母；测试用的字体家族从未在训练中出现。",
        },
        family="cnn",
        experiment=partial(pictures, "Printed glyphs", Glyphs(), 36, 6),
    ),
)
"""In the order of the library."""

"""Small networks that tell classes apart by the numbers of a table: iris, wine, breast cancer, penguins."""

from __future__ import annotations

from functools import partial

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy
from layerlab.datasets import AnyDataset
from layerlab.datasets.breast_cancer import BreastCancer
from layerlab.datasets.iris import Iris
from layerlab.datasets.penguins import Penguins
from layerlab.datasets.wine import Wine
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset, chain
from layerlab.experiment.presets.layout import roomy
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.training.optimizers import AdamW
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant


def table(title: str, dataset: AnyDataset, classes: int) -> Experiment:
    """One hidden layer: a table of a few hundred rows has little more to tell."""
    network = chain(
        (
            100,
            {
                "input": (Input(), 0),
                "linear_1": (Linear(out_features=16), 152),
                "relu_1": (Relu(), 370),
                "linear_2": (Linear(out_features=classes), 422),
                "output": (Output(), 640),
            },
        ),
    )
    experiment = Experiment(
        title=title,
        networks={"classifier": network},
        datasets={"data": dataset},
        algorithm=Supervised(input="data.feature", target="data.label", loss=CrossEntropy()),
        optimizers={
            "classifier": RoleOptimizer(
                optimizer=AdamW(learning_rate=0.01, weight_decay=0.01), schedule=Constant()
            )
        },
        pace=Pace(batch_size=16, length=Epochs(epochs=30), evaluations=PerEpoch(times=1)),
        seed=0,
    )
    return roomy(experiment)


PRESETS = (
    Preset(
        id="iris",
        title={"en": "Iris", "zh": "鸢尾花"},
        summary={
            "en": "Three species of iris by the length and width of their petals and sepals: the oldest table of all.",
            "zh": "凭花瓣和萼片的长宽分辨三种鸢尾花：最古老的一张数据表。",
        },
        family="mlp",
        experiment=partial(table, "Iris", Iris(), 3),
    ),
    Preset(
        id="wine",
        title={"en": "Wine", "zh": "葡萄酒"},
        summary={
            "en": "Which of three vines a wine comes from, by thirteen measurements on very different scales.",
            "zh": "用十三项尺度悬殊的指标，判断一瓶酒出自三个葡萄品种中的哪一个。",
        },
        family="mlp",
        experiment=partial(table, "Wine", Wine(), 3),
    ),
    Preset(
        id="breast_cancer",
        title={"en": "Breast cancer", "zh": "乳腺癌"},
        summary={
            "en": "Benign or malignant, by thirty measurements of the nuclei of 569 tumours.",
            "zh": "用 569 个肿瘤的三十项细胞核指标，判断良性还是恶性。",
        },
        family="mlp",
        experiment=partial(table, "Breast cancer", BreastCancer(), 2),
    ),
    Preset(
        id="penguins",
        title={"en": "Penguins", "zh": "企鹅"},
        summary={
            "en": "A table as they come: numbers with gaps, and words that become numbers. Which penguin is it?",
            "zh": "真实的数据表：数字有缺失，文字要变成数字。这是哪一种企鹅？",
        },
        family="mlp",
        experiment=partial(table, "Penguins", Penguins(), 3),
    ),
)
"""In the order of the library."""

"""A small network that predicts a number: diabetes."""

from __future__ import annotations

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import MeanSquaredError
from layerlab.datasets.diabetes import Diabetes
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset, chain
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.training.optimizers import AdamW
from layerlab.training.pace import EarlyStopping, Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant


def diabetes() -> Experiment:
    """One hidden layer. Patients are few: weight decay and early stopping keep it from learning them by heart."""
    network = chain(
        (
            100,
            {
                "input": (Input(), 0),
                "linear_1": (Linear(out_features=16), 152),
                "relu_1": (Relu(), 370),
                "linear_2": (Linear(out_features=1), 422),
                "output": (Output(), 640),
            },
        ),
    )
    return Experiment(
        title="Diabetes",
        networks={"classifier": network},
        datasets={"data": Diabetes()},
        algorithm=Supervised(input="data.feature", target="data.progression", loss=MeanSquaredError()),
        optimizers={
            "classifier": RoleOptimizer(
                optimizer=AdamW(learning_rate=3e-3, weight_decay=0.1), schedule=Constant()
            )
        },
        pace=Pace(
            batch_size=32,
            length=Epochs(epochs=60),
            evaluations=PerEpoch(times=1),
            early_stopping=EarlyStopping(patience=15),
            keep_best="loss",
        ),
        seed=0,
    )


PRESET = Preset(
    id="diabetes",
    title={"en": "Diabetes", "zh": "糖尿病"},
    summary={
        "en": "Regression: how far the disease has gone in a year, from ten measurements of 442 patients.",
        "zh": "回归：用 442 位病人的十项指标，预测一年后病情的进展。",
    },
    family="mlp",
    experiment=diabetes,
)

"""A small network on two moons."""

from __future__ import annotations

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy
from layerlab.datasets.moons import Moons
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset, chain
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.tanh import Tanh
from layerlab.training.optimizers import Adam
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant


def moons() -> Experiment:
    """Two hidden layers of eight: enough to bend the line between the moons."""
    network = chain(
        (
            100,
            {
                "input": (Input(), 0),
                "linear_1": (Linear(out_features=8), 152),
                "tanh_1": (Tanh(), 370),
                "linear_2": (Linear(out_features=8), 422),
                "tanh_2": (Tanh(), 640),
                "linear_3": (Linear(out_features=2), 692),
                "output": (Output(), 910),
            },
        ),
    )
    return Experiment(
        title="Two moons",
        networks={"classifier": network},
        datasets={"data": Moons(noise=0.1)},
        algorithm=Supervised(input="data.point", target="data.label", loss=CrossEntropy()),
        optimizers={"classifier": RoleOptimizer(optimizer=Adam(learning_rate=0.01), schedule=Constant())},
        pace=Pace(batch_size=20, length=Epochs(epochs=40), evaluations=PerEpoch(times=1)),
        seed=0,
    )


PRESET = Preset(
    id="moons",
    title={"en": "Two moons", "zh": "双月"},
    summary={
        "en": "A small network learns to part two half moons of points, which no straight line can.",
        "zh": "小网络学着把两弯月牙形的点分开，任何一条直线都做不到。",
    },
    family="mlp",
    experiment=moons,
)

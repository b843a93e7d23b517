"""An autoencoder on MNIST."""

from __future__ import annotations

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import MeanSquaredError
from layerlab.datasets.mnist import Mnist
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset, chain
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.layers.unflatten import Unflatten
from layerlab.training.optimizers import Adam
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine


def autoencoder_mnist() -> Experiment:
    """A digit goes through sixteen numbers and is to come out as it was: the target is the input itself."""
    network = chain(
        (
            100,
            {
                "input": (Input(), 0),
                "flatten_1": (Flatten(), 152),
                "linear_1": (Linear(out_features=256), 280),
                "relu_1": (Relu(), 498),
                "linear_2": (Linear(out_features=16), 550),
            },
        ),
        (
            332,
            {
                "linear_3": (Linear(out_features=256), 0),
                "relu_2": (Relu(), 218),
                "linear_4": (Linear(out_features=784), 270),
                "unflatten_1": (Unflatten(channels=1, size=(28, 28)), 498),
                "output": (Output(), 650),
            },
        ),
    )
    return Experiment(
        title="Autoencoder on MNIST",
        networks={"classifier": network},
        datasets={"data": Mnist()},
        algorithm=Supervised(input="data.image", target="data.image", loss=MeanSquaredError()),
        optimizers={
            "classifier": RoleOptimizer(optimizer=Adam(learning_rate=1e-3), schedule=Cosine(warmup_steps=100))
        },
        pace=Pace(batch_size=64, length=Epochs(epochs=3), evaluations=PerEpoch(times=2)),
        seed=0,
    )


PRESET = Preset(
    id="autoencoder_mnist",
    title={"en": "Autoencoder on MNIST", "zh": "数字自编码器"},
    summary={
        "en": "A network draws each digit again after squeezing it through sixteen numbers.",
        "zh": "网络把每个数字压成十六个数，再照着画回来。",
    },
    family="mlp",
    experiment=autoencoder_mnist,
)

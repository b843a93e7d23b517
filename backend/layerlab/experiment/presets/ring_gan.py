"""A generator and a discriminator on a ring of eight clouds."""

from __future__ import annotations

from layerlab.algorithms.gan.fields import Gan
from layerlab.datasets.ring import Ring
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset, chain
from layerlab.layers.gelu import Gelu
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.network.document import Network
from layerlab.training.optimizers import Adam
from layerlab.training.pace import EverySteps, Pace, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant


def _perceptron(gives: int, y: float) -> Network:
    """Two hidden layers of 64, in one row of the canvas that both networks share."""
    return chain(
        (
            y,
            {
                "input": (Input(), 0),
                "linear_1": (Linear(out_features=64), 160),
                "gelu_1": (Gelu(), 380),
                "linear_2": (Linear(out_features=64), 430),
                "gelu_2": (Gelu(), 626),
                "linear_3": (Linear(out_features=gives), 676),
                "output": (Output(), 836),
            },
        ),
    )


def ring_gan() -> Experiment:
    """The smallest game of its kind: points instead of pictures, so that every cloud that is missed is seen."""
    optimizer = RoleOptimizer(optimizer=Adam(learning_rate=5e-4, beta1=0.5), schedule=Constant())
    return Experiment(
        title="GAN on a ring",
        networks={"generator": _perceptron(2, y=100), "discriminator": _perceptron(1, y=373)},
        datasets={"data": Ring()},
        algorithm=Gan(sample="data.point", latent=16),
        optimizers={"generator": optimizer, "discriminator": optimizer},
        pace=Pace(batch_size=128, length=Steps(steps=5_000), evaluations=EverySteps(steps=250)),
        seed=0,
    )


PRESET = Preset(
    id="ring_gan",
    title={"en": "GAN on a ring", "zh": "圆环上的 GAN"},
    summary={
        "en": "A generator learns to make points as in eight clouds on a ring, against a judge that learns too.",
        "zh": "生成器学着造出圆环上八团点，同时判别器也在学着识破它。",
    },
    family="gan",
    experiment=ring_gan,
)

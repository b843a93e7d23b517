"""What the published networks have in common: images of ImageNet's shape, a thousand classes, how they were trained."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.datasets import AnyDataset
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.shape import Shape
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import roomy
from layerlab.network.document import Block, Network
from layerlab.training.optimizers import Sgd
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine

IMAGENET = Shape(channels=3, height=224, width=224, classes=1_000)


def published(
    title: str, network: Network, blocks: Mapping[str, Block], rate: float, decay: float
) -> Experiment:
    """A network as it was published, on images that are not here: checked, costed and exported."""
    return roomy(
        Experiment(
            title=title,
            networks={"classifier": network},
            blocks=dict(blocks),
            datasets={"data": IMAGENET},
            algorithm=Supervised(),
            optimizers={
                "classifier": RoleOptimizer(
                    optimizer=Sgd(learning_rate=rate, momentum=0.9, weight_decay=decay), schedule=Cosine()
                )
            },
            pace=Pace(batch_size=128, length=Epochs(epochs=90), evaluations=PerEpoch(times=1)),
        )
    )


def small(
    title: str,
    network: Network,
    blocks: Mapping[str, Block],
    rate: float = 0.05,
    dataset: AnyDataset | None = None,
) -> Experiment:
    """Its small sibling, which trains on a processor in minutes."""
    return roomy(
        Experiment(
            title=title,
            networks={"classifier": network},
            blocks=dict(blocks),
            datasets={"data": dataset or FashionMnist()},
            algorithm=Supervised(),
            optimizers={
                "classifier": RoleOptimizer(
                    optimizer=Sgd(learning_rate=rate, momentum=0.9, weight_decay=5e-4),
                    schedule=Cosine(warmup_steps=50),
                )
            },
            pace=Pace(batch_size=64, length=Epochs(epochs=6), evaluations=PerEpoch(times=2)),
        )
    )


def preset(
    name: str,
    title: tuple[str, str],
    summary: tuple[str, str],
    experiment: Callable[[], Experiment],
    kin: str = "",
) -> Preset:
    """A preset of the family of convolutional networks; its words in English and in Chinese."""
    return Preset(
        id=name,
        title={"en": title[0], "zh": title[1]},
        summary={"en": summary[0], "zh": summary[1]},
        family="cnn",
        experiment=experiment,
        kin=kin,
    )

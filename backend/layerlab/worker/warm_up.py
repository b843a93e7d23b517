"""What a worker does before it has work, so that its first step comes soon."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from layerlab.algorithms.supervised.classification import evaluate_classifier, train_step
from layerlab.datasets.base import Columns
from layerlab.experiment.parts import first_dataset
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.kit.values import Split
from layerlab.training.construct import optimizer
from layerlab.training.exactness import make_exact
from layerlab.training.inputs import to_inputs, to_targets
from layerlab.training.optimizers import Sgd
from layerlab.worker.device import choose
from layerlab.worker.session import as_data, open_session

SAMPLES = 4


def warm_up() -> None:
    """Take one step where runs may be asked to take theirs: on the processor, and on the GPU, where there is one."""
    try:
        _rehearse()
        if torch.cuda.is_available():
            _take_a_step(choose("cuda"))
    except RuntimeError:
        # No memory for this, a card without room, or one that is lost: the run itself will say so, if it needs it.
        return


def _rehearse() -> Tensor:
    """The beginning of a run of LeNet-5, with nothing to learn; its loss.

    What torch and Python do for the first time, and every page of memory that a forked child copies when it first
    writes on it, takes 50 ms of a run's first 80. Nothing of it is left that a run's numbers could depend on: a run
    draws its weights, its order and each of its steps from its own seed.
    """
    experiment = lenet5_mnist().model_copy(update={"device": "cpu"})
    sizes: dict[Split, int] = {"train": experiment.pace.batch_size, "test": SAMPLES}
    columns: Columns = {
        split: {
            field.name: np.zeros((count, *field.value.shape), field.stored)
            for field in first_dataset(experiment).data_fields()
        }
        for split, count in sizes.items()
    }
    data = as_data(experiment, lambda _: columns, torch.device("cpu"))
    session = open_session(experiment, Path(), data)
    return session.algorithm.step(session.state, session.begin(1))["loss"]


def _take_a_step(device: torch.device) -> None:
    """One small step.

    Setting a GPU up and loading its programs takes most of a second, in which someone who pressed Train would wait. It
    keeps 0.8 GB of an H100's memory, most of it CUDA itself.
    """
    make_exact(device)
    images = torch.zeros(SAMPLES, 1, 12, 12, dtype=torch.uint8, device=device)
    inputs = to_inputs(images, mean=0.5, std=0.5)
    targets = to_targets(torch.zeros(SAMPLES, dtype=torch.uint8, device=device))
    network = nn.Sequential(
        *(nn.Conv2d(1, 4, 5, padding=2), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout()),
        *(nn.Flatten(), nn.Linear(4 * 6 * 6, 10)),
    ).to(device)
    train_step(network, optimizer(Sgd().call(), network.parameters()), inputs, targets)
    evaluate_classifier(network, [(inputs, targets)])

"""What a worker does before it has work, so that its first step comes soon."""

from __future__ import annotations

import torch
from torch import nn

from layerlab.algorithms.supervised.step import evaluate_classifier, train_step
from layerlab.training.construct import optimizer
from layerlab.training.exactness import make_exact
from layerlab.training.inputs import to_inputs, to_targets
from layerlab.training.optimizers import Sgd
from layerlab.worker.device import choose

SAMPLES = 4


def warm_up() -> None:
    """Take one small step on the GPU, where there is one.

    Setting a GPU up and loading its programs takes most of a second, in which someone who pressed Train would wait. It
    keeps 0.8 GB of an H100's memory, most of it CUDA itself.
    """
    if not torch.cuda.is_available():
        return
    try:
        _take_a_step(choose("cuda"))
    except RuntimeError:
        # A card without room for this, or one that is lost: the run itself will say so, if it wants the card.
        return


def _take_a_step(device: torch.device) -> None:
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

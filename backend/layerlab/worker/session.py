"""An experiment brought to life: data on the device, networks built, the algorithm's state prepared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from layerlab.algorithms.steps import STEPS
from layerlab.datasets.load import load
from layerlab.experiment.document import Experiment
from layerlab.network.build import build
from layerlab.network.plan import plan
from layerlab.nn.initialise import initialise
from layerlab.nn.seeding import mix
from layerlab.training.learning_rate import Rate, rate_of
from layerlab.training.nouns import Algorithm, Batch, Context, Data, State
from layerlab.training.order import epoch_order
from layerlab.training.pace import evaluates_after, steps_in_epoch
from layerlab.worker.device import choose, environment, make_exact


@dataclass
class Session:
    """What the loop works on. `state` is all that changes."""

    experiment: Experiment
    device: torch.device
    data: Data
    algorithm: Algorithm
    state: State
    steps_per_epoch: int
    total_steps: int
    rate: Rate
    environment: dict[str, str]
    _order: tuple[int, Tensor] | None = None

    @property
    def finished(self) -> bool:
        """Whether all steps are done."""
        return self.state.step >= self.total_steps

    @property
    def at_epoch_end(self) -> bool:
        """Whether the last step closed an epoch."""
        return self.state.step % self.steps_per_epoch == 0

    @property
    def evaluation_is_due(self) -> bool:
        """Whether the test set is to be asked after the last step."""
        evaluations = self.experiment.algorithm.evaluations_per_epoch
        return self.state.step > 0 and evaluates_after(self.state.step, self.steps_per_epoch, evaluations)

    @property
    def base_learning_rate(self) -> float:
        """As the experiment has it, before any change."""
        return self.experiment.algorithm.optimizer.learning_rate

    def batch(self, step: int) -> Batch:
        """What step `step` sees (the first is 1): a slice of its epoch's order."""
        epoch, place = divmod(step - 1, self.steps_per_epoch)
        if self._order is None or self._order[0] != epoch:
            order = epoch_order(len(self.data.train_images), self.experiment.seed, epoch)
            self._order = (epoch, order.to(self.device))
        size = self.experiment.algorithm.batch_size
        return self.data.batch(self._order[1][place * size : (place + 1) * size])


def open_session(experiment: Experiment, cache: Path) -> Session:
    """Everything ready for step 1. Raises LayerlabError with all problems of the networks."""
    device = choose(experiment.device)
    make_exact(device)
    data = open_data(experiment, cache, device)
    shape, classes = experiment.dataset.sample_shape, len(experiment.dataset.class_names)
    networks: dict[str, torch.nn.Module] = {}
    for role in experiment.algorithm.roles:
        network = build(plan(experiment.networks[role], shape, classes, role))
        initialise(network, mix(experiment.seed, role))
        networks[role] = network.to(device).train()
    algorithm = STEPS[experiment.algorithm.kind]
    state = algorithm.prepare(Context(experiment.algorithm, networks, experiment.seed, device))
    steps_per_epoch = steps_in_epoch(len(data.train_images), experiment.algorithm.batch_size)
    return Session(
        experiment=experiment,
        device=device,
        data=data,
        algorithm=algorithm,
        state=state,
        steps_per_epoch=steps_per_epoch,
        total_steps=steps_per_epoch * experiment.algorithm.epochs,
        rate=rate_of(experiment.algorithm.schedule),
        environment=environment(device),
    )


def open_data(experiment: Experiment, cache: Path, device: torch.device) -> Data:
    """The dataset as tensors. On the CPU they lie over the mapped file, which all runs share."""
    dataset = experiment.dataset
    arrays = load(dataset, cache)

    def tensor(name: str) -> Tensor:
        return torch.from_numpy(getattr(arrays, name)).to(device)

    return Data(
        train_images=tensor("train_images"),
        train_labels=tensor("train_labels"),
        test_images=tensor("test_images"),
        test_labels=tensor("test_labels"),
        mean=dataset.mean,
        std=dataset.std,
    )

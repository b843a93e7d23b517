"""An experiment brought to life: data on the device, networks built, the algorithm's state prepared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import torch

from layerlab.algorithms.steps import STEPS
from layerlab.datasets.base import Columns, Dataset
from layerlab.datasets.load import load
from layerlab.experiment.document import Experiment
from layerlab.experiment.freezing import ever_frozen_whole
from layerlab.experiment.live_settings import initial_values, layer_rates, places, switches
from layerlab.experiment.parts import (
    datasets_of,
    draws,
    ends_of,
    metrics_of,
    rates_of,
    reads_by_length,
    reads_in_order,
    sources_of,
)
from layerlab.kit.memory import keep_freed_memory
from layerlab.network.ends import Ends
from layerlab.network.plan import plan
from layerlab.nn.lengths import unpadded
from layerlab.probes.memory import ProbeMemory, weighted_layers
from layerlab.probes.view import View
from layerlab.protocol.metrics import Metric, falling
from layerlab.training.augment import alike, at_random, augment
from layerlab.training.augmentations.base import Augmentation
from layerlab.training.changes import TOTAL_STEPS, Table
from layerlab.training.compute import USUAL, Compute
from layerlab.training.construct import optimizer as construct
from layerlab.training.contract import Algorithm, Evaluation, Preparing, State
from layerlab.training.data import Batch, Column, Converter, Data
from layerlab.training.exactness import make_exact
from layerlab.training.learning_rate import Rate, rate_of
from layerlab.training.order import reseed
from layerlab.training.pace import evaluations_without_gain
from layerlab.training.places import LayerRate, SettingPlace, Switch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.sampling import Sampler, Shuffled, Streams
from layerlab.training.schedules import Plateau
from layerlab.training.settings_in_force import SettingsInForce
from layerlab.worker.beginnings import Beginning, as_drawn
from layerlab.worker.device import MEMORY_FORMATS, choose, environment
from layerlab.worker.evaluation_history import EvaluationHistory
from layerlab.worker.following import Averaging, Watching
from layerlab.worker.fresh import Planner, fresh


@dataclass
class Session:
    """What the loop works on. `state` is what learns; `table` and `evaluations` say how far it goes and under what."""

    experiment: Experiment
    device: torch.device
    data: Data
    algorithm: Algorithm
    ends: dict[str, Ends]
    """What enters and leaves each network, by role."""
    state: State
    sampler: Sampler
    rates: dict[str, Rate]
    """The schedules of the learning rates, by role."""
    environment: dict[str, str]
    initial: dict[str, float]
    """The settings that can change, by path, as the experiment has them."""
    places: dict[str, SettingPlace]
    """Where they land."""
    layer_rates: dict[str, LayerRate]
    """Which of them are factors of single layers."""
    switches: dict[str, Switch]
    """Which of them switch a node off."""
    table: Table = field(default_factory=dict)
    """What was changed in mid-run."""
    evaluations: EvaluationHistory = field(default_factory=EvaluationHistory)
    trained_s: float = 0.0
    """Seconds of training in the terms before this one, as far as they count."""
    first_weights: dict[str, list[torch.Tensor]] = field(default_factory=dict)
    """What each network began with, by role, where somebody asks how far it has come."""
    _settings: tuple[Table, SettingsInForce] | None = field(default=None, init=False, repr=False)
    """For the table that it was made for."""
    _rates_told: tuple[dict[str, float], dict[str, float]] | None = field(
        default=None, init=False, repr=False
    )
    """The learning rates by the name of their curve, for the settings that they were taken from."""

    @property
    def steps_per_epoch(self) -> int:
        """Steps in which all training data is seen once."""
        return self.sampler.steps_per_pass

    @property
    def total_steps(self) -> int:
        """Steps of the whole run, with all extensions."""
        return int(next(reversed(self.table.get(TOTAL_STEPS, {}).values()), self.planned_steps))

    @cached_property
    def planned_steps(self) -> int:
        """Steps of the whole run as the experiment has it."""
        return self.experiment.pace.total_steps(self.steps_per_epoch)

    @property
    def finished(self) -> bool:
        """Whether all steps are done, or what the evaluations measure falls no more."""
        next_step = self.state.step + 1
        return next_step > self.settings.total_at(next_step) or self.stopped_early

    @property
    def stopped_early(self) -> bool:
        """Whether it has not fallen for as long as the experiment has patience."""
        patience = self.experiment.pace.early_stopping.patience
        if patience == 0 or self.state.step + 1 in self.table.get(TOTAL_STEPS, {}):
            return False
        return evaluations_without_gain(self.evaluations.since_lowest) >= patience

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """What the run is measured by."""
        return metrics_of(self.experiment)

    @property
    def settings(self) -> SettingsInForce:
        """The settings of every step, under all changes so far."""
        if self._settings is None or self._settings[0] is not self.table:
            known = SettingsInForce(
                self.initial, self.rates, self.planned_steps, self.table, self.layer_rates, self.switches
            )
            self._settings = (self.table, known)
        return self._settings[1]

    @property
    def rates_in_force(self) -> dict[str, float]:
        """The learning rates of the last step, by the name of their curve."""
        settings = self.state.settings
        if self._rates_told is None or self._rates_told[0] is not settings:
            rates = {name: settings[path] for name, path in self._rate_paths.items()}
            self._rates_told = (settings, rates)
        return self._rates_told[1]

    @cached_property
    def _rate_paths(self) -> dict[str, str]:
        return rates_of(self.experiment)

    @property
    def at_epoch_end(self) -> bool:
        """Whether the last step closed an epoch."""
        return self.state.step % self.steps_per_epoch == 0

    @property
    def evaluation_is_due(self) -> bool:
        """Whether the test set is to be asked after the last step."""
        step = self.state.step
        total_steps = self.settings.total_at(step)
        return step > 0 and self.experiment.pace.evaluates(step, self.steps_per_epoch, total_steps)

    def begin(self, step: int) -> Batch:
        """Put everything in force that makes step `step` what it is, and give its batch."""
        if step in self.table.get(TOTAL_STEPS, {}):
            self.evaluations.begin_anew()
        batch = self.batch(step)
        settings = self.settings.at(step)
        if settings is not self.state.settings:
            self._switch(step)
            factors = self.settings.factors_at(step)
            if factors != self.state.factors:
                self.state.rate_layers(factors)
            self.state.adjust(settings, self.places)
        if self._draws:
            reseed(self.experiment.seed, step, self.device)
        return batch

    def stand(self) -> None:
        """Switch off what was off at the step that has been taken last."""
        self._switch(self.state.step)

    def _switch(self, step: int) -> None:
        off = self.settings.off_at(step)
        if off != self.state.off:
            self.state.switch(off)

    @cached_property
    def _draws(self) -> bool:
        return draws(self.experiment)

    def recall(self, evaluations: EvaluationHistory) -> None:
        """Go on with the evaluations of a checkpoint. What schedules watch stays the list that they look at."""
        for name, values in self.evaluations.watched.items():
            values[:] = evaluations.watched.get(name, [])
        self.evaluations = replace(evaluations, watched=self.evaluations.watched)

    def batch(self, step: int) -> Batch:
        """What step `step` sees (the first is 1)."""
        return self.data.batch(self.sampler.rows(step), self._changed(step))

    def _changed(self, step: int) -> Converter | None:
        """What becomes of the images of this step; None where they stay as they are."""
        random, seed = self._at_random, self.experiment.seed
        return (lambda images: augment(random, images, seed, step)) if random else None

    @cached_property
    def _at_random(self) -> tuple[Augmentation, ...]:
        return at_random(self.experiment.augmentation)

    def learns_under(self, table: Table) -> bool:
        """Whether in each network something is left that learns, under these changes at each step."""
        weighted = {role: list(weighted_layers(network)) for role, network in self.state.networks.items()}
        return not ever_frozen_whole(weighted, {**self.layer_rates, **self.switches}, self.initial, table)

    def keep_first_weights(self) -> None:
        """Keep what each network has now, before its first step, in the order of its weights."""
        self.first_weights = {
            role: [weight.detach().clone() for weight in network.parameters()]
            for role, network in self.state.networks.items()
        }

    def view(self, evaluation: Evaluation | None = None, memory: ProbeMemory | None = None) -> View:
        """This moment, as probes see it."""
        return View(self.state, self.data, self.ends, evaluation, memory or ProbeMemory())


def open_session(
    experiment: Experiment,
    cache: Path,
    data: Data | None = None,
    planned: Planner = plan,
    compute: Compute = USUAL,
    beginning: Beginning = as_drawn,
) -> Session:
    """Everything ready for step 1, with `data` where it is loaded already; `beginning` gives weights to start from.

    Raises LayerlabError with all problems of the networks, as `planned` does.
    """
    device = choose(experiment.device)
    make_exact(device)
    if compute.threads > 1:
        torch.set_num_threads(compute.threads)
    keep_freed_memory()
    data = data or open_data(experiment, cache, device)
    networks: dict[str, torch.nn.Module] = {}
    ends = ends_of(experiment)
    for role, known in ends.items():
        network = fresh(experiment, role, known, planned, beginning)
        # PyTorch's types don't know this argument.
        network.to(device, memory_format=MEMORY_FORMATS[compute.memory_format])  # type: ignore[call-overload]
        networks[role] = network.train()
    learning = {
        role.name: experiment.optimizers[role.name] for role in experiment.algorithm.roles if role.optimised
    }
    optimizers = {
        role: construct(given.optimizer.call(), networks[role].parameters())
        for role, given in learning.items()
    }
    sampler = _sampler(experiment, data, device)
    initial = initial_values(experiment)
    state = State(networks, optimizers, settings=dict(initial))
    rates, watched = _rates(learning, sampler.steps_per_pass)
    return Session(
        experiment=experiment,
        device=device,
        data=data,
        algorithm=_algorithm(experiment, learning, state, data),
        ends=ends,
        state=state,
        sampler=sampler,
        rates=rates,
        environment=environment(device, compute),
        initial=initial,
        places=places(experiment),
        evaluations=EvaluationHistory(watched=watched),
        layer_rates=layer_rates(experiment),
        switches=switches(experiment),
    )


def _sampler(experiment: Experiment, data: Data, device: torch.device) -> Sampler:
    """Which samples each step sees."""
    count = min(len(column) for column in data.train.values())
    parts = tuple(part.name for part in experiment.algorithm.parts if not part.beside)
    if data.in_order:
        return Streams(parts, count, experiment.pace.batch_size, device)
    lengths = None
    if reads_by_length(experiment):
        lengths = unpadded(data.train[parts[0]].stored[:count])[1].cpu()
    return Shuffled(parts, count, experiment.pace.batch_size, experiment.seed, device, lengths)


Learning = dict[str, RoleOptimizer]
"""How the networks that learn are trained, by role."""


def _rates(learning: Learning, steps_per_epoch: int) -> tuple[dict[str, Rate], dict[str, list[float]]]:
    """The schedules by role, and the losses that some of them wait for, none of which is known yet."""
    watched: dict[str, list[float]] = {}
    rates = {}
    for role, given in learning.items():
        schedule = given.schedule
        losses = watched.setdefault(schedule.watch, []) if isinstance(schedule, Plateau) else []
        rates[role] = rate_of(schedule, steps_per_epoch, losses)
    return rates, watched


def _algorithm(experiment: Experiment, learning: Learning, state: State, data: Data) -> Algorithm:
    """The algorithm, and what its optimizers ask to go along with it."""
    algorithm = STEPS[experiment.algorithm.kind](experiment.algorithm)
    if isinstance(algorithm, Preparing):
        algorithm.prepare(state, data)
    decays = {role: given.average for role, given in learning.items() if given.average}
    if decays:
        algorithm = Averaging(algorithm, decays, state)
    schedules = [given.schedule for given in learning.values()]
    if any(isinstance(schedule, Plateau) and schedule.watch == "train" for schedule in schedules):
        (lowered, *_) = falling(experiment.algorithm.metrics, "step")
        device = next(iter(data.train.values())).stored.device
        algorithm = Watching(algorithm, lowered.name, state, device)
    return algorithm


def open_data(experiment: Experiment, cache: Path, device: torch.device) -> Data:
    """The datasets as tensors. On the CPU they lie over the mapped files, which all runs share."""
    return as_data(experiment, lambda dataset: load(dataset, cache), device)


def as_data(experiment: Experiment, opened: Callable[[Dataset], Columns], device: torch.device) -> Data:
    """What the experiment's algorithm takes of its datasets, by split and part. A split is there if all have it."""
    columns = {name: opened(dataset) for name, dataset in datasets_of(experiment).items()}
    splits = [
        split for split in next(iter(columns.values())) if all(split in each for each in columns.values())
    ]
    return Data(
        {
            split: {
                part: Column(
                    source.field,
                    torch.from_numpy(columns[source.name][split][source.field.name]).to(device),
                    alike(experiment.augmentation),
                )
                for part, source in sources_of(experiment).items()
            }
            for split in splits
        },
        in_order=reads_in_order(experiment),
    )

"""Everything that is wrong with an experiment, and what it would take. Whole numbers only, no torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from layerlab.experiment.document import Experiment
from layerlab.experiment.freezing import ever_frozen_whole, frozen_whole
from layerlab.experiment.limits import MAX_ASIDE_FLOPS, MAX_STEPS, PART_LOOK, WHOLE_LOOK, memory_limit
from layerlab.experiment.live_settings import learning
from layerlab.experiment.parts import (
    datasets_of,
    ends_of,
    first_dataset,
    has_data,
    images_of,
    part_problems,
    test_count,
    train_count,
)
from layerlab.kit.errors import LayerlabError, Problem, Where
from layerlab.network.check import Check, check
from layerlab.network.ends import Ends, Slot
from layerlab.network.sound import sound_nodes
from layerlab.protocol.commands import SetHyperparameter
from layerlab.protocol.events import HyperparameterChanged
from layerlab.protocol.queries import Query, Show
from layerlab.training.changes import Change, effective_table
from layerlab.training.pace import Never, steps_in_epoch
from layerlab.training.places import Switch

FLOAT_BYTES = 4


@dataclass(frozen=True)
class Memory:
    """Estimated bytes while training."""

    weights: int
    """Parameters and buffers."""
    gradients: int
    optimizer: int
    """What the optimizer remembers of each weight: its momentum, or running means."""
    activations: int
    """What all nodes give for one batch, kept for the way back."""

    @property
    def total(self) -> int:
        return self.weights + self.gradients + self.optimizer + self.activations


@dataclass(frozen=True)
class ExperimentCheck:
    """What is known of an experiment before it runs."""

    problems: tuple[Problem, ...]
    networks: dict[str, Check]
    memory: Memory
    steps_per_epoch: int
    total_steps: int
    experiment: Experiment

    @property
    def has_sound_parts(self) -> bool:
        """Whether every network that the algorithm needs is there, and computes something already."""
        networks = self.experiment.networks
        return all(
            role.name in networks and bool(sound_nodes(self.networks[role.name]))
            for role in self.experiment.algorithm.roles
        )

    @property
    def can_be_shown_untrained(self) -> bool:
        """Whether anything of it is sound, and all of it small enough to be built and asked after every edit."""
        return self._costs_at_most(PART_LOOK) and self.has_sound_parts

    @property
    def is_shown_in_part(self) -> bool:
        """Whether only what is named of it is shown then: all of it would be too much at once."""
        return not self._costs_at_most(WHOLE_LOOK)

    def _costs_at_most(self, limits: tuple[int, int, int]) -> bool:
        networks = self.networks.values()
        sums = (
            sum(checked.parameters for checked in networks),
            sum(checked.flops for checked in networks),
            sum(checked.activations for checked in networks),
        )
        return all(cost <= limit for cost, limit in zip(sums, limits, strict=True))


def check_experiment(experiment: Experiment) -> ExperimentCheck:
    """Check every network against the dataset, and the sums against the limits."""
    pace, known = experiment.pace, ends_of(experiment)
    elsewhere = Ends({"": Slot(first_dataset(experiment).sample)})
    networks = {
        role: check(network, known.get(role, elsewhere), role, experiment.blocks)
        for role, network in experiment.networks.items()
    }
    memory = estimate(experiment, networks, pace.batch_size)
    steps = steps_in_epoch(train_count(experiment), pace.batch_size)
    total = pace.total_steps(steps)
    problems = [problem for checked in networks.values() for problem in checked.problems]
    problems += part_problems(experiment)
    problems += _role_problems(experiment, networks)
    problems += _setting_problems(experiment, total)
    if experiment.augmentation and not images_of(experiment) and not any(part_problems(experiment)):
        problems.append(Problem("nothing_to_augment", {}, Where(field="augmentation")))
    if not problems:
        problems += _frozen_problems(experiment, networks)
    if not problems and has_data(experiment):
        problems += _batch_problems(experiment, networks)
        problems += _memory_problems(experiment, networks, memory)
    return ExperimentCheck(tuple(problems), networks, memory, steps, total, experiment)


def require_valid(experiment: Experiment) -> ExperimentCheck:
    """The check of a sound experiment. Raises LayerlabError with all problems where there are any."""
    checked = check_experiment(experiment)
    _raise_any(checked)
    return checked


def require_trainable(experiment: Experiment) -> None:
    """Raises LayerlabError where there is nothing to train on. Such an experiment is checked, costed and exported."""
    for name, dataset in datasets_of(experiment).items():
        if not dataset.has_data:
            raise LayerlabError(
                "no_data_to_train", {"dataset": dataset.title}, where=Where(field=f"datasets.{name}")
            )


def require_learning(
    experiment: Experiment, command: SetHyperparameter, step: int, changes: Sequence[Change]
) -> None:
    """Raises LayerlabError where a run with these changes, and this one at `step`, would learn nothing any more."""
    places, values = learning(experiment)
    # Only what freezes, and what switches off, can leave nothing.
    if command.name not in places or isinstance(places[command.name], Switch) != bool(command.value):
        return
    change = HyperparameterChanged(step=step, name=command.name, value=command.value, previous=0.0)
    table = effective_table([*changes, change])
    weighted = _weighted(check_experiment(experiment).networks)
    if ever_frozen_whole(weighted, places, values, table):
        role = places[command.name].role
        raise LayerlabError("all_frozen", {"role": role}, where=Where(field=command.name))


def require_looks(experiment: Experiment, query: Query) -> None:
    """Raises LayerlabError where nothing of the experiment can be shown before it has learnt anything, or less."""
    checked = check_experiment(experiment)
    if not checked.has_sound_parts:
        _raise_any(checked)
    too_much = isinstance(query, Show) and not query.is_modest and checked.is_shown_in_part
    if too_much or not checked.can_be_shown_untrained:
        raise LayerlabError("too_costly_untrained")


def require_images(experiment: Experiment) -> None:
    """Raises LayerlabError where no images are learnt from that could be changed."""
    require_trainable(experiment)
    if not images_of(experiment):
        raise LayerlabError("nothing_to_augment", where=Where(field="augmentation"))


def batch_within(experiment: Experiment, role: str, wanted: int) -> int:
    """So many samples of those `wanted` as a way forth and back has time for; two at least, for means over a batch."""
    # Backwards a layer does twice what it did on the way forth.
    flops = 3 * check_experiment(experiment).networks[role].flops
    return max(2, min(wanted, MAX_ASIDE_FLOPS // max(1, flops)))


def _raise_any(checked: ExperimentCheck) -> None:
    if checked.problems:
        first = checked.problems[0]
        raise LayerlabError(first.code, first.params, where=first.where, problems=checked.problems)


def estimate(experiment: Experiment, networks: dict[str, Check], batch_size: int) -> Memory:
    """Bytes that training takes at this batch size, the framework's own memory left out."""
    parameters = sum(checked.parameters for checked in networks.values())
    buffers = sum(checked.buffers for checked in networks.values())
    activations = sum(checked.activations for checked in networks.values())
    remembered = sum(
        checked.parameters * experiment.optimizers[role].optimizer.numbers_per_weight
        for role, checked in networks.items()
        if role in experiment.optimizers
    )
    return Memory(
        weights=FLOAT_BYTES * (parameters + buffers),
        gradients=FLOAT_BYTES * parameters,
        optimizer=FLOAT_BYTES * remembered,
        activations=FLOAT_BYTES * activations * batch_size,
    )


def _role_problems(experiment: Experiment, networks: dict[str, Check]) -> Iterator[Problem]:
    roles = [role.name for role in experiment.algorithm.roles]
    learning = [role.name for role in experiment.algorithm.roles if role.optimised]
    for role in learning:
        if role not in experiment.optimizers:
            yield Problem("missing_optimizer", {"role": role}, Where(field=f"optimizers.{role}"))
    for role in experiment.optimizers:
        if role not in learning:
            yield Problem("unknown_role", {"role": role}, Where(field=f"optimizers.{role}"))
    for role in roles:
        if role not in networks:
            yield Problem("missing_role", {"role": role}, Where(role))
        elif not networks[role].problems and not networks[role].parameters:
            yield Problem("no_parameters", {"role": role}, Where(role))
    for role in networks:
        if role not in roles:
            yield Problem("unknown_role", {"role": role}, Where(role))
    for role in experiment.start:
        if role not in roles:
            yield Problem("unknown_role", {"role": role}, Where(field=f"start.{role}"))


def _frozen_problems(experiment: Experiment, networks: dict[str, Check]) -> Iterator[Problem]:
    weighted = _weighted(networks)
    for role in frozen_whole(weighted, *learning(experiment)):
        yield Problem("all_frozen", {"role": role}, Where(role))


def _weighted(networks: dict[str, Check]) -> dict[str, list[str]]:
    """The layers with weights, by role."""
    return {
        role: [node for node, known in checked.nodes.items() if known.parameters]
        for role, checked in networks.items()
    }


def _setting_problems(experiment: Experiment, total_steps: int) -> Iterator[Problem]:
    if total_steps > MAX_STEPS:
        # The field that a user raises: `pace.length.epochs`.
        where = Where(field=f"pace.length.{experiment.pace.length.kind}")
        yield Problem("too_many_steps", {"count": total_steps, "limit": MAX_STEPS}, where)
    evaluated = [metric.name for metric in experiment.algorithm.metrics if metric.series == "evaluation"]
    stopping = experiment.pace.early_stopping
    for field, name in (
        ("early_stopping.metric", stopping.metric if stopping.patience else ""),
        ("keep_best", experiment.pace.keep_best),
    ):
        if name and name not in evaluated:
            told = ", ".join(evaluated)
            yield Problem("unknown_metric", {"metric": name, "known": told}, Where(field=f"pace.{field}"))
    for role, given in experiment.optimizers.items():
        if given.schedule.kind == "plateau" and isinstance(experiment.pace.evaluations, Never):
            yield Problem("plateau_untested", {}, Where(field=f"optimizers.{role}.schedule"))
    for at, probe in enumerate(experiment.probes or ()):
        for problem in probe.problems(test_count(experiment)):
            yield replace(problem, where=Where(field=f"probes.{at}.{problem.where.field}"))


def _batch_problems(experiment: Experiment, networks: dict[str, Check]) -> Iterator[Problem]:
    """Layers that need several values of each channel; PyTorch refuses a lone one in the middle of training."""
    count, batch = train_count(experiment), experiment.pace.batch_size
    smallest = count % batch or batch
    for role, checked in networks.items():
        for node, known in checked.nodes.items():
            least = checked.layers[node].least_values
            if known.output and smallest * prod(known.output.shape[1:]) < least:
                yield Problem("one_value_per_map", {"node": node}, Where(role, node))


def _memory_problems(experiment: Experiment, networks: dict[str, Check], memory: Memory) -> Iterator[Problem]:
    most = memory_limit()
    if memory.total <= most:
        return
    one = estimate(experiment, networks, 1)
    fits = (most - (one.total - one.activations)) // one.activations
    limit = f"{most / 1e9:.0f}"
    where = Where(field="pace.batch_size")
    if fits >= 1:
        needed = f"{memory.total / 1e9:.1f}"
        yield Problem("too_much_memory", {"needed": needed, "limit": limit, "fits": fits}, where)
    else:
        needed = f"{one.total / 1e9:.1f}"
        yield Problem("too_much_memory_for_one", {"needed": needed, "limit": limit}, where)

"""Where an experiment passes a limit: the nearest edits that bring it back within. Whole numbers only, no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from layerlab.experiment.check import ExperimentCheck, check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.limits import MAX_STEPS
from layerlab.kit.errors import Problem, Scalar
from layerlab.network.graph import Graph

SIZES = ("out_channels", "out_features")
"""Fields that say how large a layer is."""
TOO_LARGE = ("too_many_parameters", "too_many_activations", "too_many_flops", "too_much_memory_for_one")
MOST_NODES = 100
"""In larger networks the search for a size would hold up the editor."""
MOST_LAYERS = 3
"""Layers that are tried for one problem; each takes a few dozen checks."""


@dataclass(frozen=True)
class Advice:
    """One edit: `value` at `path` of the document."""

    code: str
    params: dict[str, Scalar]
    path: tuple[str, ...]
    value: int


def advise(experiment: Experiment, checked: ExperimentCheck) -> tuple[Advice, ...]:
    """Edits for each limit that is passed, the smallest cut first."""
    found: dict[tuple[str, ...], Advice] = {}
    for problem in checked.problems:
        for advice in _for(problem, experiment, checked):
            # One edit that answers two problems is said once, in its stricter form.
            known = found.get(advice.path)
            if known is None or advice.value < known.value:
                found[advice.path] = advice
    return tuple(found.values())


def _for(problem: Problem, experiment: Experiment, checked: ExperimentCheck) -> Iterator[Advice]:
    if problem.code == "too_much_memory":
        yield _batch_size(int(problem.params["fits"]))
    elif problem.code == "too_many_steps":
        yield from _fewer_steps(experiment, checked)
    elif problem.code in TOO_LARGE:
        yield from _smaller_layers(problem, experiment, checked)


def _batch_size(value: int) -> Advice:
    return Advice("use_batch_size", {"value": value}, ("algorithm", "batch_size"), value)


def _fewer_steps(experiment: Experiment, checked: ExperimentCheck) -> Iterator[Advice]:
    epochs = MAX_STEPS // checked.steps_per_epoch
    if epochs:
        yield Advice("use_epochs", {"value": epochs}, ("algorithm", "epochs"), epochs)
    steps = MAX_STEPS // experiment.algorithm.epochs
    if steps:
        yield _batch_size(-(-experiment.dataset.train_count // steps))


def _smaller_layers(problem: Problem, experiment: Experiment, checked: ExperimentCheck) -> Iterator[Advice]:
    """The largest size that fits, for each of the layers that have most to do with it; the smallest cut first."""
    if sum(len(network.nodes) for network in experiment.networks.values()) > MOST_NODES:
        return
    edits = []
    for role, node in _suspects(problem, experiment, checked):
        layer = experiment.networks[role].nodes[node].layer
        field = next(name for name in SIZES if hasattr(layer, name))
        path = ("networks", role, "nodes", node, "layer", field)
        present = int(getattr(layer, field))

        def fits(value: int, path: tuple[str, ...] = path) -> bool:
            problems = check_experiment(_edited(experiment, path, value)).problems
            return all(other.code != problem.code for other in problems)

        value = _largest(present, fits)
        if value and not _is_worse(check_experiment(_edited(experiment, path, value)), checked):
            params: dict[str, Scalar] = {"node": node, "field": field, "value": value}
            edits.append((value / present, Advice("use_size", params, path, value)))
    yield from (advice for _, advice in sorted(edits, key=lambda edit: -edit[0])[:2])


def _suspects(problem: Problem, experiment: Experiment, checked: ExperimentCheck) -> list[tuple[str, str]]:
    """Layers with a size: the named one and those that feed it, else those that give or hold the most."""
    suspects: list[tuple[float, str, str]] = []
    for role, network in experiment.networks.items():
        if problem.where.role not in ("", role):
            continue
        known = checked.networks[role].nodes
        near = Graph(network).upstream(problem.where.node) if problem.where.node in known else set(known)
        for node, placed in network.nodes.items():
            if any(hasattr(placed.layer, name) for name in SIZES) and (
                node in near or node == problem.where.node
            ):
                output = known[node].output
                outputs = 1 if output is None else output.count()
                suspects.append((known[node].parameters + outputs, role, node))
    return [(role, node) for _, role, node in sorted(suspects, reverse=True)[:MOST_LAYERS]]


def _largest(present: int, fits: Callable[[int], bool]) -> int:
    """The largest smaller value that fits; 0 where not even 1 does."""
    low, high = 0, present
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low


def _is_worse(edited: ExperimentCheck, checked: ExperimentCheck) -> bool:
    """Whether the edit mends one thing and breaks another."""
    before = {problem.code for problem in checked.problems} | {"too_much_memory"}
    return any(problem.code not in before for problem in edited.problems)


def _edited(experiment: Experiment, path: tuple[str, ...], value: int) -> Experiment:
    """The experiment with another size of one layer."""
    _, role, _, node, _, field = path
    network = experiment.networks[role]
    placed = network.nodes[node]
    layer = placed.layer.model_copy(update={field: value})
    nodes = {**network.nodes, node: placed.model_copy(update={"layer": layer})}
    networks = {**experiment.networks, role: network.model_copy(update={"nodes": nodes})}
    return experiment.model_copy(update={"networks": networks})

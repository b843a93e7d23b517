"""Where an experiment passes a limit: the nearest edits that bring it back within. Whole numbers only, no torch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from layerlab.experiment.check import ExperimentCheck, check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.limits import MAX_STEPS
from layerlab.experiment.parts import train_count
from layerlab.kit.errors import Problem, Scalar
from layerlab.network.document import Network
from layerlab.training.pace import Steps

SIZES = ("out_channels", "out_features")
"""Fields that say how large a layer is."""
TOO_LARGE = ("too_many_parameters", "too_many_activations", "too_many_flops", "too_much_memory_for_one")
MOST_VISITS = 6_000
"""Nodes and wires that all searches together may look at: some 20 ms. LeNet-5 is checked two hundred times for it, a
chain of a hundred layers thirty times."""
MOST_LAYERS = 3
"""Layers that are tried for one problem; each takes a dozen checks."""

Path = tuple[str, ...]
"""Where a value stands in the document."""


@dataclass(frozen=True)
class Advice:
    """One edit: `value` at `path` of the document."""

    code: str
    params: dict[str, Scalar]
    path: Path
    value: int


class _OutOfBudgetError(Exception):
    """All the looking that may be done is done."""


class _Search:
    """Checks of edited experiments, as long as there is work left to spend on them."""

    def __init__(self, experiment: Experiment, checked: ExperimentCheck) -> None:
        self.experiment, self.checked = experiment, checked
        self._left = MOST_VISITS
        self._found: dict[tuple[str, Path], int] = {}

    def visit(self, networks: Iterable[Network]) -> None:
        """Every node and wire of these is about to be looked at. Raises _OutOfBudgetError."""
        self._spend(sum(len(network.nodes) + len(network.edges) for network in networks))

    def _spend(self, visits: int) -> None:
        self._left -= visits
        if self._left < 0:
            raise _OutOfBudgetError

    def check(self, path: Path, value: int) -> ExperimentCheck:
        """The experiment with another size of one layer."""
        self.visit(self.experiment.networks.values())
        # What stands inside of blocks is looked at as well.
        opened = (known for known in self.checked.networks.values() if known.uses)
        self._spend(sum(2 * len(known.nodes) for known in opened))
        return check_experiment(_edited(self.experiment, path, value))

    def largest(self, code: str, path: Path, present: int) -> int:
        """The largest smaller size at which nothing has this problem; 0 where not even 1 does."""
        if (code, path) not in self._found:
            self._found[code, path] = self._largest(code, path, present)
        return self._found[code, path]

    def _largest(self, code: str, path: Path, present: int) -> int:
        def fits(value: int) -> bool:
            return all(problem.code != code for problem in self.check(path, value).problems)

        # Where another layer is too large as well, no size of this one helps: one look, not a dozen.
        if present <= 1 or not fits(1):
            return 0
        low, high = 1, present
        while high - low > 1:
            middle = (low + high) // 2
            if fits(middle):
                low = middle
            else:
                high = middle
        return low


def advise(experiment: Experiment, checked: ExperimentCheck) -> tuple[Advice, ...]:
    """Edits for each limit that is passed, the smallest cut first; those that could be found with a little work."""
    search = _Search(experiment, checked)
    found: dict[Path, Advice] = {}
    for problem in checked.problems:
        for advice in _for(problem, search):
            # One edit that answers two problems is said once, in its stricter form.
            known = found.get(advice.path)
            if known is None or advice.value < known.value:
                found[advice.path] = advice
    return tuple(found.values())


def _for(problem: Problem, search: _Search) -> Iterator[Advice]:
    if problem.code == "too_much_memory":
        yield _batch_size(int(problem.params["fits"]))
    elif problem.code == "too_many_steps":
        yield from _fewer_steps(search.experiment, search.checked)
    elif problem.code in TOO_LARGE:
        yield from _smaller_layers(problem, search)


def _batch_size(value: int) -> Advice:
    return Advice("use_batch_size", {"value": value}, ("pace", "batch_size"), value)


def _fewer_steps(experiment: Experiment, checked: ExperimentCheck) -> Iterator[Advice]:
    length = experiment.pace.length
    if isinstance(length, Steps):
        yield Advice("use_steps", {"value": MAX_STEPS}, ("pace", "length", "steps"), MAX_STEPS)
        return
    epochs = MAX_STEPS // checked.steps_per_epoch
    if epochs:
        yield Advice("use_epochs", {"value": epochs}, ("pace", "length", "epochs"), epochs)
    steps = MAX_STEPS // length.epochs
    if steps:
        yield _batch_size(-(-train_count(experiment) // steps))


def _smaller_layers(problem: Problem, search: _Search) -> Iterator[Advice]:
    """The largest size that fits, for each of the layers that have most to do with it; the smallest cut first."""
    edits = []
    with suppress(_OutOfBudgetError):
        for role, node in _suspects(problem, search):
            layer = search.experiment.networks[role].nodes[node].layer
            field = next(name for name in SIZES if hasattr(layer, name))
            path = ("networks", role, "nodes", node, "layer", field)
            present = int(getattr(layer, field))
            value = search.largest(problem.code, path, present)
            if value and not _is_worse(search.check(path, value), search.checked):
                params: dict[str, Scalar] = {"node": node, "field": field, "value": value}
                edits.append((value / present, Advice("use_size", params, path, value)))
    yield from (advice for _, advice in sorted(edits, key=lambda edit: -edit[0])[:2])


def _suspects(problem: Problem, search: _Search) -> list[tuple[str, str]]:
    """Layers with a size: the named one and those that feed it, else those that give or hold the most."""
    suspects: list[tuple[float, str, str]] = []
    for role, network in search.experiment.networks.items():
        if problem.where.role not in ("", role):
            continue
        search.visit([network])
        checked = search.checked.networks[role]
        known = checked.nodes
        near = checked.graph.upstream(problem.where.node) if problem.where.node in known else set(known)
        for node, placed in network.nodes.items():
            # What is inside of a block is the size of all its uses.
            if any(hasattr(placed.layer, name) for name in SIZES) and (
                node in near or node == problem.where.node
            ):
                output = known[node].output
                outputs = 1 if output is None else output.count()
                suspects.append((known[node].parameters + outputs, role, node))
    return [(role, node) for _, role, node in sorted(suspects, reverse=True)[:MOST_LAYERS]]


def _is_worse(edited: ExperimentCheck, checked: ExperimentCheck) -> bool:
    """Whether the edit mends one thing and breaks another."""
    before = {problem.code for problem in checked.problems} | {"too_much_memory"}
    return any(problem.code not in before for problem in edited.problems)


def _edited(experiment: Experiment, path: Path, value: int) -> Experiment:
    """The experiment with another size of one layer."""
    _, role, _, node, _, field = path
    network = experiment.networks[role]
    placed = network.nodes[node]
    layer = placed.layer.model_copy(update={field: value})
    nodes = {**network.nodes, node: placed.model_copy(update={"layer": layer})}
    networks = {**experiment.networks, role: network.model_copy(update={"nodes": nodes})}
    return experiment.model_copy(update={"networks": networks})

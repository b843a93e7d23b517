"""Plan -> nn.Module."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from torch import Tensor, nn

from layerlab import nn as own
from layerlab.kit.call import Call
from layerlab.network.blocks import enclosing
from layerlab.network.graph import Ref
from layerlab.network.plan import Plan
from layerlab.network.switched import is_off
from layerlab.nn.initialised import initialised
from layerlab.nn.lengths import unpadded

NOTHING = -1
"""Stands for what an optional port is given where no wire arrives."""


Line = tuple[str, nn.Module, tuple[int, ...], bool, tuple[int, ...]]
"""A node, its module, the places of what it takes, whether it gives several values, and the places done with then."""


class PlannedNetwork(nn.Module):
    """A network that runs its plan. Its weights bear the names of the nodes; of what stands inside of a block, the
    names along the way: `res_1.0.conv2d_1.weight`, as in a class for each block.
    """

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        # Values live at numbered places: finding them by name costs more than a small layer's arithmetic.
        given = [*plan.entering, *(ref for step in plan.steps for ref in step.refs)]
        place = {ref: at for at, ref in enumerate(given)}
        line: list[Line] = []
        for step in plan.steps:
            child = module(step.call)
            _hang(self, step.node, child)
            takes = tuple(NOTHING if ref is None else place[ref] for ref in step.inputs)
            line.append((step.node, child, takes, len(step.outputs) > 1, ()))
        self._places = place
        self._varying = tuple(at for at, value in enumerate(plan.inputs.values()) if value.length)
        self._results = tuple(place[ref] for ref in plan.outputs.values())
        self._whole = freeing(line, self._results)
        self._line = self._whole
        self._off: frozenset[str] = frozenset()
        if plan.opened.off:
            switch_off(self, frozenset(plan.opened.off))

    def forward(self, *inputs: Tensor) -> Any:
        """The answer; of several outputs a tuple, in the order of the plan. Heads answer in training alone."""
        values = run_plan(self._line, self._entering(inputs), frees=True)
        if len(self._results) == 1 or (self.plan.heads and not self.training):
            return values[self._results[0]]
        return tuple(values[at] for at in self._results)

    def _entering(self, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        """The inputs, and how long the sequences among them are, whose padding becomes 0."""
        if not self._varying:
            return inputs
        values, lengths = list(inputs), []
        for at in self._varying:
            values[at], told = unpadded(values[at])
            lengths.append(told)
        return (*values, *lengths)

    def trace(self, *inputs: Tensor, only: Collection[str] = ()) -> dict[str, Tensor]:
        """What every node gives at its first port: inputs first, then in the order of the plan, uses of blocks, outputs
        last. `only`: of these alone, and all else is let go on the way. What is not run gives nothing.
        """
        places: dict[str, int] = {}
        for ref, at in self._places.items():
            places.setdefault(ref.node, at)
        places |= {node: self._places[ref] for node, ref in (self.plan.uses | self.plan.outputs).items()}
        inputs = self._entering(inputs)
        if only:
            places = {node: at for node, at in places.items() if node in only}
            values = run_plan(keeping(self._line, frozenset(places.values())), inputs, frees=True)
        else:
            values = run_plan(self._line, inputs, frees=False)
        return {node: values[at] for node, at in places.items() if values[at] is not None}


def switch_off(network: PlannedNetwork, off: frozenset[str]) -> None:
    """Let these nodes and uses of blocks pass on what they are given, as it is, and all others do their work.

    What is inside of such a block is not run at all. Those that can't be switched off do their work.
    """
    network._off = frozenset(path for path in off if path in network.plan.passing)
    ways = _ways(network.plan, network._off)
    network._line = freeing(passed_by(network._whole, ways, network._places), network._results)


def off_in(network: PlannedNetwork) -> frozenset[str]:
    """The nodes and uses of blocks that are switched off, by path."""
    return network._off


def _ways(plan: Plan, off: frozenset[str]) -> dict[str, Ref | None]:
    """What is passed on at each node that does no work now; None where nobody takes anything of it."""
    ways: dict[str, Ref | None] = {}
    for step in plan.steps if off else ():
        around = [path for path in (*enclosing(step.node), step.node) if path in off]
        if around:
            # The outermost counts: within, nothing is run.
            path = around[0]
            leaves = plan.uses.get(path, Ref(step.node)).node == step.node
            ways[step.node] = plan.passing[path] if leaves else None
    return ways


def run_plan(line: tuple[Line, ...], inputs: tuple[Tensor, ...], *, frees: bool) -> list[Any]:
    """All values at their places; those that nobody takes any more are let go where `frees` is set."""
    values: list[Any] = list(inputs)
    for node, child, takes, several, done in line:  # noqa: B007  a failure is told with the frame's `node`
        given = child(*[None if at == NOTHING else values[at] for at in takes])
        if several:
            values.extend(given)
        else:
            values.append(given)
        if frees:
            for at in done:
                values[at] = None
    return values


class _Passing(nn.Module):
    """One of the values that it is given, as it is; so many times, where it stands for a layer with several outputs."""

    def __init__(self, at: int, times: int = 1) -> None:
        super().__init__()
        self._at, self._times = at, times

    def forward(self, *values: Tensor) -> Tensor | tuple[Tensor, ...]:
        return values[self._at] if self._times == 1 else (values[self._at],) * self._times


class _Nothing(nn.Module):
    """Nothing, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._times = times

    def forward(self) -> tuple[None, ...] | None:
        return None if self._times == 1 else (None,) * self._times


def passed_by(
    line: tuple[Line, ...], ways: Mapping[str, Ref | None], places: Mapping[Ref, int]
) -> list[Line]:
    """The line in which these nodes pass on a value, or give nothing."""
    counts: dict[str, int] = {}
    for ref in places:
        counts[ref.node] = counts.get(ref.node, 0) + 1
    passed: list[Line] = []
    for node, child, takes, several, _ in line:
        way = ways.get(node)
        if node not in ways:
            passed.append((node, child, takes, several, ()))
        elif way is None:
            passed.append((node, _Nothing(counts[node]), (), several, ()))
        else:
            passed.append((node, _Passing(0, counts[node]), (places[way],), several, ()))
    return passed


def freeing(line: Sequence[Line], results: tuple[int, ...]) -> tuple[Line, ...]:
    """The same line, which lets go of each value behind the last that takes it; the results stay."""
    last_use = {at: node for node, _, takes, _, _ in line for at in takes if at != NOTHING}
    done: dict[str, list[int]] = {}
    for at, user in last_use.items():
        if at not in results:
            done.setdefault(user, []).append(at)
    return tuple(
        (node, child, takes, several, tuple(done.get(node, ()))) for node, child, takes, several, _ in line
    )


def keeping(line: tuple[Line, ...], places: frozenset[int]) -> tuple[Line, ...]:
    """The same line, which lets go of nothing at these places."""
    return tuple(
        (node, child, takes, several, tuple(at for at in done if at not in places))
        for node, child, takes, several, done in line
    )


def _hang(network: nn.Module, path: str, child: nn.Module) -> None:
    """Put a module in its place; those on the way to it hold others and do nothing."""
    *way, name = path.split("/")
    for part in way:
        if part not in network._modules:
            network.add_module(part, nn.Module())
        network = network.get_submodule(part)
    network.add_module(name, child)


def answers_of(network: PlannedNetwork, *inputs: Tensor, ways: Mapping[str, int]) -> tuple[Tensor, ...]:
    """All answers, the main one first. The nodes of `ways` pass on the value of that number of those they take."""
    line = tuple(
        (node, _Passing(ways[node]), takes, False, frees)
        if node in ways and not is_off(node, network._off)
        else (node, child, takes, several, frees)
        for node, child, takes, several, frees in network._line
    )
    values = run_plan(line, network._entering(inputs), frees=True)
    return tuple(values[at] for at in network._results)


def layers_of(network: nn.Module) -> dict[str, nn.Module]:
    """The module of each node, by path, in the order of the plan."""
    assert isinstance(network, PlannedNetwork)
    return {step.node: layer_at(network, step.node) for step in network.plan.steps}


def layer_at(network: nn.Module, path: str) -> nn.Module:
    """The module of one node."""
    return network.get_submodule(path.replace("/", "."))


def weights_of(network: nn.Module) -> tuple[float, ...]:
    """What the loss of each of its answers counts, the main one first."""
    assert isinstance(network, PlannedNetwork)
    return network.plan.weights


def module(call: Call) -> nn.Module:
    """One module of the plan, with PyTorch's own first weights."""
    arguments: dict[str, Any] = dict(call.arguments)
    built = module_class(call.target)(**arguments)
    return built if call.first_weights is None else initialised(built, *call.first_weights)


def module_class(target: str) -> type[nn.Module]:
    """The class that a call names: one of torch, or of those that `layerlab.nn` lists. Raises KeyError for others.

    A target stands in the code of a layer: no text of a document ever chooses what is called.
    """
    room, _, name = target.rpartition(".")
    found = getattr(nn, name, None) if room == "nn" else vars(own).get(target)
    listed = room == "nn" or target in own.__all__
    if not (listed and isinstance(found, type) and issubclass(found, nn.Module)):
        raise KeyError(target)
    return found


def build(plan: Plan) -> PlannedNetwork:
    """The network in PyTorch. Its weights still have to be drawn by `initialise`."""
    return PlannedNetwork(plan)

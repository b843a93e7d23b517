"""The one ordered list of PyTorch calls that a network is: executed by `build`, printed by `source`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from layerlab.kit.call import Call
from layerlab.kit.errors import LayerlabError
from layerlab.kit.values import Length, Value
from layerlab.layers.base import Port
from layerlab.layers.output import Output
from layerlab.network.blocks import NO_BLOCKS, Blocks, Opened
from layerlab.network.check import Check, NodeCheck, check
from layerlab.network.document import Network
from layerlab.network.ends import Ends
from layerlab.network.graph import Ref
from layerlab.network.switched import passing

LENGTHS = "lengths"
"""Beside the sequences that enter, or that a layer gives: how long each of them is."""
COUNT = Value("label")
"""What such a length is: one whole number."""


@dataclass(frozen=True)
class Step:
    """One node: its call, the values that it takes, and what it gives for one sample."""

    node: str
    """Its path."""
    call: Call
    inputs: tuple[Ref | None, ...]
    """In the order of the layer's ports, and at last what tells lengths; None at an optional one that is left free."""
    outputs: dict[str, Value]
    """By port, in the order in which the module gives them."""

    @property
    def value(self) -> Value:
        """What leaves at the first port."""
        return next(iter(self.outputs.values()))

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All that it gives."""
        return tuple(Ref(self.node, port) for port in self.outputs)


@dataclass(frozen=True)
class Plan:
    """Each step takes only values of earlier steps or of the inputs. The order is the same every time."""

    inputs: dict[str, Value]
    """What enters, by input node, in the order of the arguments of `forward`."""
    steps: tuple[Step, ...]
    outputs: dict[str, Ref]
    """What leaves, by output node, in the order of the results of `forward`: the main one first, as in the document."""
    uses: dict[str, Ref] = field(default_factory=dict)
    """What leaves each use of a block at its first port, by path."""
    heads: bool = False
    """Whether all answers but the main one are there for training alone."""
    opened: Opened = field(default_factory=Opened, compare=False, repr=False)
    """The networks that it was made of."""

    @cached_property
    def passing(self) -> dict[str, Ref]:
        """What each node and each use of a block passes on when it is switched off, by path, where it can be."""
        there = {step.node for step in self.steps}
        known = passing(self.opened, self.values)
        return {path: ref for path, ref in known.items() if path in there or path in self.uses}

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """What the loss of each answer counts."""
        layers = [self.opened.layers.get(node) for node in self.outputs]
        return tuple(layer.weight if isinstance(layer, Output) else 1.0 for layer in layers)

    @cached_property
    def calls(self) -> dict[str, Call]:
        """By path."""
        return {step.node: step.call for step in self.steps}

    @cached_property
    def values(self) -> dict[Ref, Value]:
        """All that enters or is given by a step."""
        given = {Ref(step.node, port): value for step in self.steps for port, value in step.outputs.items()}
        return {Ref(node): value for node, value in self.inputs.items()} | given

    @property
    def entering(self) -> tuple[Ref, ...]:
        """What is there before the first step: what enters, and how long the sequences among it are."""
        lengths = tuple(Ref(node, LENGTHS) for node, value in self.inputs.items() if value.length)
        return tuple(Ref(node) for node in self.inputs) + lengths

    @property
    def input(self) -> str:
        """The first input node."""
        return next(iter(self.inputs))

    @property
    def output(self) -> str:
        """The first output node, which hands the answer on as it is."""
        return next(iter(self.outputs))


def plan(network: Network, ends: Ends, role: str = "", blocks: Blocks = NO_BLOCKS) -> Plan:
    """Put a network in order. Raises LayerlabError with all problems where it has any."""
    checked = check(network, ends, role, blocks)
    if checked.problems:
        first = checked.problems[0]
        raise LayerlabError(first.code, first.params, where=first.where, problems=checked.problems)
    return arranged(checked, checked.order, ends)


def arranged(checked: Check, nodes: tuple[str, ...], ends: Ends) -> Plan:
    """The calls of these nodes, each of which stands behind those that feed it."""
    inputs: dict[str, Value] = {}
    outputs: dict[str, Ref] = {}
    steps = []
    lengths: dict[Length, Ref] = {}
    for node in nodes:
        layer, known = checked.layers[node], checked.nodes[node]
        taken = taken_by(layer.inputs, checked.graph.arriving[node])
        if not layer.inputs:
            inputs[node] = ends.sample
            if ends.sample.length:
                lengths[ends.sample.length] = Ref(node, LENGTHS)
        elif not layer.outputs:
            outputs[node] = next(ref for ref in taken if ref is not None)
        elif known.outputs:
            given = dict(known.outputs)
            if layer.told_lengths:
                taken, given = _with_lengths(node, layer.told_of(known.given).length, known, taken, lengths)
            steps.append(Step(node, layer.call(known.given), taken, given))
    whole = checked.opened.levels[""].layers
    outputs = {node: outputs[node] for node in whole if node in outputs}
    there = {*inputs, *(step.node for step in steps)}
    leaving = {path: next(iter(use.outputs.values())) for path, use in checked.opened.uses.items()}
    uses = {path: ref for path, ref in leaving.items() if ref.node in there}
    return Plan(inputs, tuple(steps), outputs, uses, ends.heads and len(outputs) > 1, checked.opened)


def _with_lengths(
    node: str,
    before: Length | None,
    known: NodeCheck,
    taken: tuple[Ref | None, ...],
    lengths: dict[Length, Ref],
) -> tuple[tuple[Ref | None, ...], dict[str, Value]]:
    """What a layer takes and gives that is told how long sequences are, by the length `before` it; new lengths are
    noted in `lengths`.
    """
    given = dict(known.outputs)
    if before is None:
        return taken, given
    after = known.output.length if known.output else None
    if after is not None and after not in {value.length for value in known.given.values}:
        given[LENGTHS] = COUNT
        lengths.setdefault(after, Ref(node, LENGTHS))
    return (*taken, lengths[before]), given


def taken_by(inputs: Sequence[Port], arriving: Mapping[str, Sequence[Ref]]) -> tuple[Ref | None, ...]:
    """What the module is called with, port by port."""
    taken: list[Ref | None] = []
    for port in inputs:
        taken += arriving.get(port.name) or [None]
    return tuple(taken)

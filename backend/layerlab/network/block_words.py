"""What sizes and numbers are called inside of a block, seen over all of its copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import Length, Value
from layerlab.layers.base import Ports
from layerlab.layers.block import UseBlock
from layerlab.network.blocks import Level, Use
from layerlab.network.graph import Ref
from layerlab.network.names import reserved
from layerlab.network.plan import COUNT, LENGTHS, Plan, Step, taken_by
from layerlab.network.source import Telling

SIZES = ("out_channels", "out_features", "channels")
"""Fields that say how many maps or numbers a layer gives."""
TAKEN = {"range", "Tensor", "F"}
"""Names that the text itself needs."""


@dataclass(frozen=True)
class Expression:
    """Something that is written, and what it is in each copy of the block."""

    text: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Copy:
    """One copy of a block, or the whole of a network."""

    plan: Plan
    level: Level

    def use(self, node: str) -> Use:
        """The use of another block at one of its nodes."""
        return self.plan.opened.uses[self.level.at(node)]

    def call(self, node: str) -> Call:
        """What one of its layers is in PyTorch."""
        return self.plan.calls[self.level.at(node)]


class BlockWords:
    """One block, or a network that uses some: its parameters, and the sizes of what flows in it, in words."""

    def __init__(self, copies: Sequence[Copy], parameters: Mapping[str, Sequence[str]]) -> None:
        """`parameters` are those of each block that is used inside."""
        self.copies, self._parameters_of = copies, parameters
        self.level = copies[0].level

    def symbol(self, node: str, field: str) -> Expression | None:
        """What a field of a layer is in words: the parameter that is bound to it, or the size of what arrives."""
        if f"{node}.{field}" in self.level.bindings:
            return self.parameter(self.level.bindings[f"{node}.{field}"])
        if field in type(self.level.layers[node]).model_fields:
            return None
        taken = self.taken(node)
        return self.size(taken[0]) if taken and taken[0] is not None else None

    def parameter(self, name: str) -> Expression:
        return Expression(safe(name), tuple(copy.level.values[name] for copy in self.copies))

    @cached_property
    def sizes(self) -> dict[str, Expression]:
        """Of what arrives at each input: `in_channels` of images, `in_features` of anything else."""
        inputs = [node for node, layer in self.level.layers.items() if not layer.inputs]
        found = {}
        for node in inputs if self.level.block else ():
            values = [self.value(copy, Ref(node)) for copy in self.copies]
            what = "channels" if values[0].kind == "image" else "features"
            name = f"in_{what}" if len(inputs) == 1 else f"{node}_{what}"
            while name in map(safe, self.level.values):
                name += "_"
            found[name] = Expression(name, tuple(_breadth(value) for value in values))
        return found

    def size(self, ref: Ref | None) -> Expression | None:
        """How many maps or numbers there are at one place, in words; None where that can't be said."""
        if ref is None:
            return None
        told = self._told_size(ref)
        values = [self.value(copy, ref) for copy in self.copies]
        breadths = tuple(_breadth(value) for value in values if value.shape)
        return told if told is not None and told.values == breadths else None

    def _told_size(self, ref: Ref) -> Expression | None:
        node, layer = ref.node, self.level.layers[ref.node]
        if not layer.inputs:
            names = [name for name, each in self.level.layers.items() if not each.inputs]
            return list(self.sizes.values())[names.index(node)] if self.sizes else None
        if isinstance(layer, UseBlock):
            bound = [f"{node}.arguments.{name}" for name in self._parameters_of[layer.block]]
            values = tuple(_breadth(self.value(copy, ref)) for copy in self.copies)
            known = [
                self.parameter(self.level.bindings[path]) for path in bound if path in self.level.bindings
            ]
            return next((each for each in known if each.values == values), None)
        for field in SIZES:
            if hasattr(layer, field):
                return self.symbol(node, field) or _literal(getattr(layer, field), len(self.copies))
        taken = [self.size(each) for each in self.taken(node)]
        if layer.kind == "concat" and all(taken):
            sums = zip(*(each.values for each in taken if each), strict=True)
            return Expression(" + ".join(each.text for each in taken if each), tuple(map(sum, sums)))
        return taken[0] if taken else None

    def is_told(self, node: str) -> bool:
        """Whether a layer, or any inside of a block that is used here, is told how long sequences are."""
        return told_at(self.copies[0], self.level.at(node))

    @cached_property
    def new_length(self) -> Length | None:
        """What the sequences that leave have come to be where that is another length than what entered."""
        return new_lengths(self.copies[0])

    @cached_property
    def telling(self) -> Telling:
        """How lengths come in, go through, and leave."""
        level, copy = self.level, self.copies[0]
        lengths = self._lengths
        is_needed = any(self.is_told(node) for node in level.order)
        source = next((ref for ref in lengths.values() if ref.node in self._entering), None)
        return Telling(
            inside=bool(level.block),
            takes=source if level.block and is_needed else None,
            gives=lengths.get(self.new_length) if level.block and self.new_length else None,
            rows=frozenset(
                node
                for node, layer in level.layers.items()
                if isinstance(layer, UseBlock)
                and self.is_told(node)
                and copy.use(node).copies != (level.at(node),)
            ),
        )

    @cached_property
    def _entering(self) -> tuple[str, ...]:
        return tuple(node for node, layer in self.level.layers.items() if not layer.inputs)

    @cached_property
    def _lengths(self) -> dict[Length, Ref]:
        """Where each length is first told: with what enters, or by a node that changes it."""
        copy, found = self.copies[0], dict[Length, Ref]()
        for node in self.level.order:
            ports = self.ports(node)
            if not ports.outputs:
                continue
            length = self.value(copy, Ref(node, ports.outputs[0])).length
            if length is not None and (not ports.inputs or self._changes(node)):
                found.setdefault(length, Ref(node, LENGTHS))
        return found

    def _changes(self, node: str) -> bool:
        """Whether a node gives new lengths beside its values."""
        copy, layer = self.copies[0], self.level.layers[node]
        if not self.is_told(node):
            return False
        given = self.value(copy, Ref(node, self.ports(node).outputs[0])).length
        taken = [self.value(copy, ref).length for ref in self.taken(node) if ref is not None]
        if isinstance(layer, UseBlock) and len(copy.use(node).copies) > 1:
            # Where each makes them shorter, so do all of them together.
            return given not in taken
        return given is not None and given not in taken

    @property
    def plan(self) -> Plan:
        """What `forward` does, as the plan of a network with nothing but these nodes."""
        level, copy = self.level, self.copies[0]
        inputs, outputs, steps = dict[str, Value](), dict[str, Ref](), []
        for node in level.order:
            layer, ports = level.layers[node], self.ports(node)
            taken = self.taken(node)
            if not ports.inputs:
                inputs[node] = self.value(copy, Ref(node))
            elif not ports.outputs:
                outputs[node] = next(ref for ref in taken if ref is not None)
            else:
                given = {port: self.value(copy, Ref(node, port)) for port in ports.outputs}
                if self.is_told(node):
                    first = next(ref for ref in taken if ref is not None and self.value(copy, ref).length)
                    length = self.value(copy, first).length
                    assert length is not None
                    taken = (*taken, self._lengths[length])
                    if self._changes(node):
                        given[LENGTHS] = COUNT
                steps.append(Step(node, Call(layer.kind), taken, given))
        whole = {node: outputs[node] for node in level.layers if node in outputs}
        return Plan(inputs, tuple(steps), whole, heads=not level.block and copy.plan.heads)

    def taken(self, node: str) -> tuple[Ref | None, ...]:
        return taken_by(self.ports(node).inputs, self.level.graph.arriving[node])

    def ports(self, node: str) -> Ports:
        return self.level.layers[node].ports(self.copies[0].plan.opened.ports)

    def value(self, copy: Copy, ref: Ref) -> Value:
        """What leaves a node in one copy."""
        return copy.plan.values[copy.level.known[ref]]


def told_at(copy: Copy, path: str) -> bool:
    """Whether the layer at a path, or any within it, is told lengths."""
    if not any(value.length for value in copy.plan.inputs.values()):
        return False
    return any(
        (step.node == path or step.node.startswith(f"{path}/"))
        and step.inputs
        and step.inputs[-1] is not None
        and step.inputs[-1].port == LENGTHS
        for step in copy.plan.steps
    )


def new_lengths(copy: Copy) -> Length | None:
    """The length that leaves a copy of a block where none like it entered."""
    level = copy.level

    def values(ends: bool) -> list[Value]:
        nodes = [
            node for node, layer in level.layers.items() if not (layer.outputs if ends else layer.inputs)
        ]
        refs = [next(iter(level.graph.arriving[node].values()))[0] if ends else Ref(node) for node in nodes]
        return [copy.plan.values[level.known[ref]] for ref in refs]

    entering = {value.length for value in values(ends=False)}
    leaving = next(iter(values(ends=True)), None)
    return None if leaving is None or leaving.length in entering else leaving.length


def _breadth(value: Value) -> int:
    """How many maps an image has, how many numbers a vector or a step of a sequence."""
    if not value.shape:
        return 0
    return value.shape[-1] if value.kind == "sequence" else value.shape[0]


def _literal(value: int, count: int) -> Expression:
    return Expression(repr(value), (value,) * count)


def plain(value: Argument | None) -> Argument | None:
    """5 for (5, 5), as it is written."""
    if isinstance(value, tuple) and len(value) == 2 and value[0] == value[1] and isinstance(value[0], int):
        return value[0]
    return value


def safe(name: str) -> str:
    """A parameter's name as an argument's."""
    return f"{name}_" if reserved(name) or name in TAKEN else name

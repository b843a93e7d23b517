"""The inside of one block of a document, whatever its uses: its ports, its wires, and its fields once bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args, get_origin

from pydantic import ValidationError

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.kit.values import ValueKind
from layerlab.layers import AnyLayer
from layerlab.layers.base import Port, Ports
from layerlab.layers.block import UseBlock
from layerlab.network.document import Block, Network
from layerlab.network.graph import Graph

UNKNOWN_PORTS = Ports((Port(),), ("out",))
"""Of a block that the document does not have."""
NODE_PARAMS = ("node", "source", "first")
"""Parameters of a problem that name a node of the same network."""
ANY_KIND: tuple[ValueKind, ...] = get_args(ValueKind)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a block or with what a use gives it; the place is the user's."""

    code: str
    field: str = ""
    parameter: str = ""
    value: int = 0


class Inside:
    """A block, looked at once for all of its uses."""

    def __init__(self, name: str, block: Block) -> None:
        self.name = name
        self.block = block
        self.graph = Graph(block.network)
        self.order = self.graph.order()
        nodes = block.network.nodes
        self.inputs = tuple(node for node in nodes if not nodes[node].layer.inputs)
        self.outputs = tuple(node for node in nodes if not nodes[node].layer.outputs)
        self.ports = ports_of(self.inputs, self.outputs)
        self.off = switched_off(block.network)
        self.faults = tuple(self._faults())
        self._bound: dict[tuple[int, ...], tuple[dict[str, AnyLayer], tuple[Fault, ...]]] = {}

    @property
    def size(self) -> int:
        """Nodes and wires: what it costs to look at it."""
        return len(self.graph.nodes) + len(self.block.network.edges)

    def knows(self, arguments: Mapping[str, int]) -> bool:
        """Whether its fields were bound with these before, so that nothing is to be done."""
        return self._key(arguments) in self._bound

    def layers(self, arguments: Mapping[str, int]) -> tuple[dict[str, AnyLayer], tuple[Fault, ...]]:
        """Its layers, with the bound fields filled; and values that a field does not take, which stay as they were."""
        key = self._key(arguments)
        if key not in self._bound:
            self._bound[key] = self._filled({**self.block.parameters, **arguments})
        return self._bound[key]

    def _key(self, arguments: Mapping[str, int]) -> tuple[int, ...]:
        return tuple(arguments.get(name, usual) for name, usual in self.block.parameters.items())

    def _filled(self, values: Mapping[str, int]) -> tuple[dict[str, AnyLayer], tuple[Fault, ...]]:
        layers: dict[str, AnyLayer] = {name: node.layer for name, node in self.block.network.nodes.items()}
        broken = {fault.field for fault in self.faults}
        faults = []
        for path, parameter in self.block.bindings.items():
            if path in broken:
                continue
            node, value = path.partition(".")[0], values[parameter]
            try:
                layers[node] = filled(layers[node], path.partition(".")[2], value)
            except ValidationError:
                faults.append(Fault("argument_not_taken", path, parameter, value))
        return layers, tuple(faults)

    def _faults(self) -> Iterator[Fault]:
        """What is wrong with its bindings, wherever it is used."""
        if not self.inputs:
            yield Fault("block_without_input")
        if not self.outputs:
            yield Fault("block_without_output")
        for path, parameter in self.block.bindings.items():
            name, _, field = path.partition(".")
            node = self.block.network.nodes.get(name)
            if parameter not in self.block.parameters:
                yield Fault("unknown_parameter", path, parameter)
            elif node is None or not has_field(node.layer, field):
                yield Fault("unknown_bound_field", path, parameter)
            elif not takes_number(node.layer, field):
                yield Fault("bound_field_no_number", path, parameter)


def ports_of(inputs: tuple[str, ...], outputs: tuple[str, ...]) -> Ports:
    """The ports of a block; one that is alone on its side has the usual name, else each has its node's."""
    names = inputs if len(inputs) > 1 else ("in",)
    return Ports(
        tuple(Port(name, takes=ANY_KIND) for name in names), outputs if len(outputs) > 1 else ("out",)
    )


def has_field(layer: AnyLayer, field: str) -> bool:
    """Whether there is such a field; a use of another block has whatever arguments are given to it."""
    if isinstance(layer, UseBlock) and field.startswith("arguments."):
        return True
    return field in type(layer).model_fields and field != "kind"


def takes_number(layer: AnyLayer, field: str) -> bool:
    """Whether the field is a whole number, or a pair of them."""
    return field.startswith("arguments.") or bool(_width(type(layer).model_fields[field].annotation))


def filled(layer: AnyLayer, field: str, value: int) -> AnyLayer:
    """The layer with this value in its field, in both sides of a pair. Raises ValidationError."""
    fields = {name: getattr(layer, name) for name in type(layer).model_fields}
    if field.startswith("arguments."):
        fields["arguments"] = {**fields["arguments"], field.removeprefix("arguments."): value}
    else:
        width = _width(type(layer).model_fields[field].annotation)
        fields[field] = value if width == 1 else (value,) * width
    return type(layer).model_validate(fields)


def _width(annotation: Any) -> int:
    """How many whole numbers a field holds: 1 or 2; 0 where it holds something else."""
    if get_origin(annotation) is Annotated:
        return _width(get_args(annotation)[0])
    if annotation is int:
        return 1
    sides = get_args(annotation) if get_origin(annotation) is tuple else ()
    return 2 if len(sides) == 2 and all(_width(side) == 1 for side in sides) else 0


def switched_off(network: Network) -> frozenset[str]:
    """Which of its nodes are."""
    return frozenset(name for name, node in network.nodes.items() if node.off)


def told_at(fault: Fault, path: str, block: str, where: Where) -> Problem:
    """A fault of a block, as it is told of a use of it."""
    told: dict[str, Scalar] = {"node": path, "block": block, "field": fault.field}
    told["parameter"] = fault.parameter
    if fault.code == "argument_not_taken":
        told["value"] = fault.value
    return Problem(fault.code, told, where)


def moved(problems: Iterator[Problem], path: str) -> Iterator[Problem]:
    """Problems of a network that stands at `path`."""
    for problem in problems:
        params = {
            name: f"{path}/{value}" if name in NODE_PARAMS else value
            for name, value in problem.params.items()
        }
        node = f"{path}/{problem.where.node}" if problem.where.node else path
        yield replace(problem, params=params, where=replace(problem.where, node=node))

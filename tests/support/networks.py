"""Networks for tests, as short as they can be written."""

from __future__ import annotations

from layerlab.kit.errors import Problem
from layerlab.kit.values import Value, ValueKind
from layerlab.layers import AnyLayer
from layerlab.network.check import check
from layerlab.network.document import Edge, Network, Node
from layerlab.network.ends import Ends, Slot

IMAGE = Value("image", (3, 12, 12))


def sample(*sides: int) -> Value:
    """An image of three sides, a sequence of two, or a vector of one."""
    kinds: tuple[ValueKind, ...] = ("vector", "sequence", "image")
    return Value(kinds[len(sides) - 1], sides)


def ends(value: Value, classes: int | None = None) -> Ends:
    """This sample enters; so many scores leave, or anything."""
    return Ends({"input": Slot(value)}, None if classes is None else Value("vector", (classes,)), "logits")


def wired(layers: dict[str, AnyLayer], *wires: str) -> Network:
    """`wired({"a": Relu(), …}, "a b", "b.rest c.left")`: nodes by name, wires by their two ends."""
    return Network(
        nodes={name: Node(layer=layer) for name, layer in layers.items()},
        edges=tuple(_wire(*wire.split()) for wire in wires),
    )


def _wire(start: str, end: str) -> Edge:
    (source, _, out), (target, _, into) = start.partition("."), end.partition(".")
    return Edge(source=source, target=target, source_port=out or "out", target_port=into or "in")


def problems(network: Network, value: Value = IMAGE, classes: int | None = None) -> list[Problem]:
    """All that is wrong with it."""
    return list(check(network, ends(value, classes), "classifier").problems)


def codes(network: Network, value: Value = IMAGE, classes: int | None = None) -> list[tuple[str, str]]:
    """The same, as (code, node)."""
    return [(problem.code, problem.where.node) for problem in problems(network, value, classes)]

"""Networks for tests, as short as they can be written."""

from __future__ import annotations

from layerlab.kit.errors import Problem
from layerlab.kit.shapes import Shape
from layerlab.layers import AnyLayer
from layerlab.network.check import check
from layerlab.network.document import Edge, Network, Node

IMAGE: Shape = (3, 12, 12)


def wired(layers: dict[str, AnyLayer], *wires: str) -> Network:
    """`wired({"a": Relu(), …}, "a b", "b c")`: nodes by name, wires by their two ends."""
    ends = [wire.split() for wire in wires]
    return Network(
        nodes={name: Node(layer=layer) for name, layer in layers.items()},
        edges=tuple(Edge(source=source, target=target) for source, target in ends),
    )


def problems(network: Network, shape: Shape = IMAGE, classes: int | None = None) -> list[Problem]:
    """All that is wrong with it."""
    return list(check(network, shape, classes, "classifier").problems)


def codes(network: Network, shape: Shape = IMAGE, classes: int | None = None) -> list[tuple[str, str]]:
    """The same, as (code, node)."""
    return [(problem.code, problem.where.node) for problem in problems(network, shape, classes)]

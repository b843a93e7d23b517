"""How the networks of ready experiments are laid out: rows of nodes, each as wide as it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from layerlab.layers import AnyLayer
from layerlab.network.document import Block, Edge, Network, Node, Position

TOP = 100.0
ROW = 232.0
"""From one row to the next, in pixels."""
WIDEST = 1_240.0
"""Where a chain goes on in the next row, so that all of it is read on one screen."""
BEAD = 52.0
WIDTHS = {"conv": 252.0, "pool": 200.0, "linear": 218.0, "norm": 200.0, "block": 240.0}
"""By family, with the gap to the next node; beads are narrow, and anything else is as wide as an input."""
USUAL = 152.0


def width_of(layer: AnyLayer) -> float:
    """How far right of a node the next one stands."""
    return BEAD if layer.bead else WIDTHS.get(layer.family, USUAL)


def in_rows(layers: Mapping[str, AnyLayer]) -> Network:
    """A chain in the order of the nodes, broken into rows that fit a screen."""
    nodes, x, y = {}, 0.0, TOP
    for name, layer in layers.items():
        if x + width_of(layer) > WIDEST:
            x, y = 0.0, y + ROW
        nodes[name] = Node(layer=layer, position=Position(x=x, y=y))
        x += width_of(layer)
    return Network(nodes=nodes, edges=wires(*layers))


def in_lines(
    layers: Mapping[str, AnyLayer], lines: Iterable[str], joined: Iterable[tuple[str, ...]]
) -> Network:
    """Ways that part and meet: each line names the nodes of one row, `-` leaves a place free.

    `joined` are chains of names. What stands in one column stands one below the other.
    """
    rows = [line.split() for line in lines]
    columns = max(len(row) for row in rows)
    x, lefts = 0.0, []
    for column in range(columns):
        lefts.append(x)
        there = [layers[row[column]] for row in rows if column < len(row) and row[column] != "-"]
        x += max((width_of(layer) for layer in there), default=USUAL)
    nodes = {
        name: Node(layer=layers[name], position=Position(x=lefts[column], y=TOP + at * ROW))
        for at, row in enumerate(rows)
        for column, name in enumerate(row)
        if name != "-"
    }
    edges = tuple(edge for chain in joined for edge in wires(*chain))
    return Network(nodes={name: nodes[name] for name in layers}, edges=edges)


def wires(*names: str) -> tuple[Edge, ...]:
    """From each to the next."""
    return tuple(Edge(source=a, target=b) for a, b in pairwise(names))


def block(network: Network, bindings: Mapping[str, str], **parameters: int) -> Block:
    """A block with these parameters; `bindings` say which field of which node each of them fills."""
    return Block(network=network, parameters=parameters, bindings=dict(bindings))

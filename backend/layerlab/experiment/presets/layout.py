"""How the networks of ready experiments are laid out: rows of nodes, each as wide as it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.sizes import BEAD as BEAD_WIDTH
from layerlab.experiment.presets.sizes import Size, named_below, size_of
from layerlab.layers import AnyLayer
from layerlab.network.check import Check
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
GAP, NARROW, BETWEEN_ROWS = 48.0, 22.0, 64.0
"""After a tile, after a bead, and from one row to the next."""
BETWEEN_NAMES = 8.0
MOST_WIDE = 3_000.0


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


def roomy(experiment: Experiment) -> Experiment:
    """The networks in rows again, each node with the room that its picture takes: maps of photographs are large."""
    checked = check_experiment(experiment)
    networks = {
        role: _spread(network, checked.networks[role]) for role, network in experiment.networks.items()
    }
    return experiment.model_copy(update={"networks": networks})


def _spread(network: Network, checked: Check) -> Network:
    """In as few rows as a screen is wide for: the rows are made longer until the whole is twice as wide as high."""
    known = checked.nodes | checked.uses
    sizes = {
        name: size_of(name, node.layer, known[name].output if name in known else None)
        for name, node in network.nodes.items()
    }
    widest = WIDEST
    names = {name: named_below(name, node.layer) for name, node in network.nodes.items()}
    places = _places(sizes, names, widest)
    while _is_high(places, sizes) and widest < MOST_WIDE:
        widest += 120
        places = _places(sizes, names, widest)
    nodes = {name: node.model_copy(update={"position": places[name]}) for name, node in network.nodes.items()}
    return network.model_copy(update={"nodes": nodes})


def _places(sizes: Mapping[str, Size], names: Mapping[str, float], widest: float) -> dict[str, Position]:
    """The middle of each node's left side, row by row; `names` are as wide as stands below the nodes."""
    rows: list[dict[str, float]] = [{}]
    right, before = 0.0, ""
    for name, (width, _) in sizes.items():
        x = _behind(sizes, names, before, name, right) if rows[-1] else 0.0
        if x + width > widest and rows[-1]:
            rows.append({})
            x = 0.0
        rows[-1][name] = x
        right, before = x + width, name
    places, top = {}, 0.0
    for row in rows:
        height = max(sizes[name][1] for name in row)
        for name, x in row.items():
            places[name] = Position(x=round(x), y=round(top + height / 2))
        top += height + BETWEEN_ROWS
    return places


def _behind(
    sizes: Mapping[str, Size], names: Mapping[str, float], before: str, name: str, right: float
) -> float:
    """Where a node begins behind another, which ends at `right`: with its gap, and no name touching the other's."""
    gap = NARROW if sizes[before][0] < 2 * BEAD_WIDTH else GAP
    if not (names[before] and names[name]):
        return right + gap
    middles = (sizes[before][0] + sizes[name][0]) / 2
    return right + max(gap, (names[before] + names[name]) / 2 + BETWEEN_NAMES - middles)


def _is_high(places: Mapping[str, Position], sizes: Mapping[str, Size]) -> bool:
    right = max(place.x + sizes[name][0] for name, place in places.items())
    low = max(place.y + sizes[name][1] / 2 for name, place in places.items())
    return right < 2 * low


def in_lines(
    layers: Mapping[str, AnyLayer], lines: Iterable[str], joined: Iterable[tuple[str, ...]]
) -> Network:
    """Ways that part and meet: each line names the nodes of one row, `-` leaves a place free.

    `joined` are chains of names. What stands in one column stands one below the other.
    """
    rows = [line.split() for line in lines]
    columns = max(len(row) for row in rows)
    x, lefts = 0.0, list[float]()
    for column in range(columns):
        for row in rows:
            if 0 < column < len(row):
                x = max(x, lefts[-1] + _beside(layers, row[column - 1], row[column]))
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


def _beside(layers: Mapping[str, AnyLayer], *names: str) -> float:
    """How far apart two beads stand at least, so that no name touches the other's; 0 for all else."""
    widths = [named_below(name, layers[name]) if name in layers else 0.0 for name in names]
    return sum(widths) / 2 + BETWEEN_NAMES if all(widths) else 0.0


def wires(*names: str) -> tuple[Edge, ...]:
    """From each to the next."""
    return tuple(Edge(source=a, target=b) for a, b in pairwise(names))


def block(network: Network, bindings: Mapping[str, str], **parameters: int) -> Block:
    """A block with these parameters; `bindings` say which field of which node each of them fills."""
    return Block(network=network, parameters=parameters, bindings=dict(bindings))

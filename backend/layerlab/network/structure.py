"""What is wrong with the wires, before any shape is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from layerlab.kit.errors import Problem, Where
from layerlab.layers.base import Ports
from layerlab.network.document import Network
from layerlab.network.graph import Graph
from layerlab.network.names import reserved

NAMES_SHOWN = 6
WIRES_TOLD = 500
"""Of each kind of faulty wire, where thousands are."""


def structure_problems(
    network: Network, graph: Graph, order: tuple[str, ...], role: str, inside: Callable[[str], Ports]
) -> Iterator[Problem]:
    """Wires, circles and names of one network; `inside` tells the ports of a block."""
    yield from _wire_problems(network, graph, role)
    for circle in graph.circles(order):
        if len(circle) == 1:
            yield Problem("itself", {"node": circle[0]}, Where(role, circle[0]))
        else:
            names = ", ".join(circle[:NAMES_SHOWN]) + (", …" if len(circle) > NAMES_SHOWN else "")
            yield Problem("cycle", {"nodes": names}, Where(role, circle[0]))
    for node in network.nodes:
        if reserved(node):
            yield Problem("reserved_name", {"node": node}, Where(role, node))
        yield from _node_problems(network, graph, node, role, inside)


def end_problems(network: Network, role: str, *, heads: bool) -> Iterator[Problem]:
    """One input and one output, or several where these may be heads.

    The first of the document is the one that was there; the later ones are too many.
    """
    starts = [n for n, node in network.nodes.items() if not node.layer.inputs]
    ends = [n for n, node in network.nodes.items() if not node.layer.outputs]
    if not starts:
        yield Problem("no_input_node", {}, Where(role))
    if not ends:
        yield Problem("no_output_node", {}, Where(role))
    for node in starts[1:]:
        yield Problem("two_inputs", {"node": node, "first": starts[0]}, Where(role, node))
    for node in () if heads else ends[1:]:
        yield Problem("two_outputs", {"node": node, "first": ends[0]}, Where(role, node))


def _wire_problems(network: Network, graph: Graph, role: str) -> Iterator[Problem]:
    for wire in graph.unknown[:WIRES_TOLD]:
        known_source = wire.source in network.nodes
        unknown, other = (wire.target, wire.source) if known_source else (wire.source, wire.target)
        known = other if other in network.nodes else ""
        yield Problem("unknown_node", {"node": unknown}, Where(role, known, "edges"))
    for wire in graph.twice[:WIRES_TOLD]:
        if wire.source in network.nodes and wire.target in network.nodes:
            where = Where(role, wire.target, "edges")
            yield Problem("duplicate_wire", {"source": wire.source, "node": wire.target}, where)


def _node_problems(
    network: Network, graph: Graph, node: str, role: str, inside: Callable[[str], Ports]
) -> Iterator[Problem]:
    """Too few or too many wires at one node."""
    layer = network.nodes[node].layer.ports(inside)
    arriving, leaving = graph.arriving[node], graph.leaving[node]
    where = Where(role, node)
    if not layer.inputs and arriving:
        yield Problem("takes_no_wire", {"node": node}, where)
    if not layer.outputs and leaving:
        yield Problem("gives_no_wire", {"node": node}, where)
    yield from _port_problems(layer, arriving, leaving, node, role)
    if not arriving and not leaving:
        yield Problem("not_connected", {"node": node}, where)
        return
    if layer.inputs and not arriving:
        yield Problem("missing_input", {"node": node}, where)
    if layer.outputs and not leaving:
        yield Problem("missing_output", {"node": node}, where)
    for port in layer.inputs if arriving else ():
        count = len(arriving.get(port.name, ()))
        if not count and not port.optional:
            yield Problem("missing_port", {"node": node, "port": port.name}, where)
        if port.many and count == 1:
            yield Problem("too_few_wires", {"node": node}, where)
        if not port.many and count > 1:
            yield Problem("too_many_wires", {"node": node, "count": count}, where)


def _port_problems(
    layer: Ports, arriving: Iterable[str], leaving: Iterable[str], node: str, role: str
) -> Iterator[Problem]:
    """Wires at ports that the layer does not have. One without any says so by itself."""
    inputs = {port.name for port in layer.inputs}
    strange = set(arriving) - inputs if inputs else set[str]()
    if layer.outputs:
        strange |= set(leaving) - set(layer.outputs)
    for port in sorted(strange):
        yield Problem("unknown_port", {"node": node, "port": port}, Where(role, node, "edges"))

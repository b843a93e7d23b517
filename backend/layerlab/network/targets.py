"""Where a started wire may end, and why not elsewhere."""

from __future__ import annotations

from layerlab.kit.errors import Problem, Where
from layerlab.kit.values import Value
from layerlab.layers.base import ShapeError
from layerlab.network.check import check
from layerlab.network.document import Network
from layerlab.network.ends import Ends
from layerlab.network.graph import Graph
from layerlab.network.refusals import shape_problem


def targets(
    network: Network, ends: Ends, *, source: str = "", target: str = "", role: str = ""
) -> dict[str, Problem | None]:
    """For a wire started at the output of `source` (or pulled from the input of `target`): every other end.

    None where the wire may go. A single input that has a wire already is asked as if the old wire were gone:
    the new one replaces it.
    """
    graph = Graph(network)
    known = check(network, ends, role)
    values = {node: seen.output for node, seen in known.nodes.items() if seen.output is not None}
    start = source or target
    if start not in network.nodes:
        return {}
    beyond = graph.upstream(source) if source else graph.downstream(target)
    answers: dict[str, Problem | None] = {}
    for node in network.nodes:
        wire = (source, node) if source else (node, target)
        answers[node] = _refusal(network, graph, values, role, wire, node in beyond, ends)
    return answers


def _refusal(
    network: Network,
    graph: Graph,
    values: dict[str, Value],
    role: str,
    wire: tuple[str, str],
    circular: bool,
    ends: Ends,
) -> Problem | None:
    source, target = wire
    where = Where(role, target)
    layer = network.nodes[target].layer
    if source == target:
        return Problem("itself", {"node": target}, where)
    if not network.nodes[source].layer.outputs:
        return Problem("gives_no_wire", {"node": source}, Where(role, source))
    if not layer.inputs:
        return Problem("takes_no_wire", {"node": target}, where)
    if source in graph.sources[target]:
        return Problem("wire_exists", {"source": source, "node": target}, where)
    if circular:
        return Problem("closes_circle", {"source": source, "node": target}, where)
    feeding = (*graph.sources[target], source) if layer.takes_many else (source,)
    if any(node not in values for node in feeding):
        return None
    try:
        output = layer.output(layer.given([values[node] for node in feeding]))
        ends.require_kind(layer, output)
    except ShapeError as error:
        return shape_problem(error, target, role, graph, values, feeding)
    return None

"""Where a started wire may end, and why not elsewhere."""

from __future__ import annotations

from layerlab.kit.errors import Problem, Where
from layerlab.kit.values import Value
from layerlab.layers.base import ShapeError
from layerlab.network.check import check
from layerlab.network.document import Network
from layerlab.network.graph import Graph
from layerlab.network.refusals import shape_problem


def targets(
    network: Network, sample: Value, *, source: str = "", target: str = "", role: str = ""
) -> dict[str, Problem | None]:
    """For a wire started at the output of `source` (or pulled from the input of `target`): every other end.

    None where the wire may go. A single input that has a wire already is asked as if the old wire were gone:
    the new one replaces it.
    """
    graph = Graph(network)
    known = check(network, sample, role=role)
    values = {node: seen.output for node, seen in known.nodes.items() if seen.output is not None}
    start = source or target
    if start not in network.nodes:
        return {}
    beyond = graph.upstream(source) if source else graph.downstream(target)
    answers: dict[str, Problem | None] = {}
    for node in network.nodes:
        ends = (source, node) if source else (node, target)
        answers[node] = _refusal(network, graph, values, role, ends, node in beyond)
    return answers


def _refusal(
    network: Network, graph: Graph, values: dict[str, Value], role: str, ends: tuple[str, str], circular: bool
) -> Problem | None:
    source, target = ends
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
        layer.output(layer.given([values[node] for node in feeding]))
    except ShapeError as error:
        return shape_problem(error, target, role, graph, values, feeding)
    return None

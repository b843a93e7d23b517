"""From a layer's refusal to a problem that names the neighbours and says what to do."""

from __future__ import annotations

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.kit.values import Value, words
from layerlab.layers.base import ShapeError
from layerlab.network.document import Network
from layerlab.network.graph import Graph


def shape_problem(
    error: ShapeError,
    node: str,
    role: str,
    graph: Graph,
    values: dict[str, Value],
    sources: tuple[str, ...] = (),
) -> Problem:
    """The problem at `node`, which `sources` (else the wires of the graph) feed."""
    feeding = sources or tuple(graph.sources[node])
    params: dict[str, Scalar] = {"node": node, **error.params}
    code = error.code
    if len(feeding) == 1:
        params["source"] = feeding[0]
        if feeding[0] in values:
            params["shape"] = tuple_words(values[feeding[0]])
    if code == "expects_image":
        before = _where_images_end(graph, feeding[0], values)
        if before:
            code = "expects_image_move"
            params["before"] = before
    return Problem(code, params, Where(role, node, error.field))


def output_problem(
    node: str, role: str, network: Network, graph: Graph, output: Value, expected: int
) -> Problem:
    """Too many or too few scores leave the network; the last linear layer upstream is where to change that."""
    source = graph.sources[node][0]
    params: dict[str, Scalar] = {
        "node": node,
        "source": source,
        "shape": tuple_words(output),
        "expected": expected,
    }
    seen = source
    while network.nodes[seen].layer.kind != "linear":
        layer = network.nodes[seen].layer
        if not layer.bead or layer.kind == "flatten" or len(graph.sources[seen]) != 1:
            return Problem("wrong_output_size", params, Where(role, node))
        (seen,) = graph.sources[seen]
    return Problem("wrong_output_size_linear", {**params, "linear": seen}, Where(role, node))


def tuple_words(value: Value) -> str:
    """`(400,)` for a vector, `16×10×10` for an image."""
    return f"({words(value.sides)},)" if value.kind == "vector" else words(value.sides)


def _where_images_end(graph: Graph, source: str, values: dict[str, Value]) -> str:
    """The node upstream that turned an image into a vector."""
    seen: set[str] = set()
    while source and source not in seen:
        seen.add(source)
        feeding = graph.sources[source]
        if any(node in values and values[node].kind == "image" for node in feeding):
            return source
        source = feeding[0] if feeding else ""
    return ""

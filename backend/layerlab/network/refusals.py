"""From a layer's refusal to a problem that names the neighbours and says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.kit.values import Value, words
from layerlab.layers import AnyLayer
from layerlab.layers.base import ShapeError
from layerlab.network.blocks import Opened
from layerlab.network.ends import BESIDE_CLASSES, Ends
from layerlab.network.graph import Graph, Ref


def shape_problem(
    error: ShapeError,
    node: str,
    role: str,
    graph: Graph,
    values: Mapping[Ref, Value],
    arriving: Mapping[str, Sequence[Ref]] | None = None,
) -> Problem:
    """The problem at `node`, at whose ports `arriving` (else the wires of the graph) arrive."""
    ports = graph.arriving[node] if arriving is None else arriving
    feeding = tuple(ref for refs in ports.values() for ref in refs)
    if error.at is not None:
        port, index = error.at
        feeding = (ports[port][index],)
    params: dict[str, Scalar] = {"node": node, **error.params}
    code = error.code
    if len(feeding) == 1:
        params["source"] = feeding[0].node
        if feeding[0] in values:
            params["shape"] = tuple_words(values[feeding[0]])
    if code == "expects_image":
        before = _where_images_end(graph, feeding[0].node, values)
        if before:
            code = "expects_image_move"
            params["before"] = before
    return Problem(code, params, Where(role, node, error.field))


def output_problem(
    node: str, role: str, layers: Mapping[str, AnyLayer], graph: Graph, output: Value, ends: Ends
) -> Problem:
    """Something else leaves the network than must; the last linear layer upstream is where to change its size."""
    expected, source = ends.answer, graph.sources[node][0]
    assert expected is not None
    params: dict[str, Scalar] = {
        "node": node,
        "source": source,
        "shape": tuple_words(output),
        "expected": expected.count(),
    }
    linear = _last_linear(layers, graph, source) if expected.kind == "vector" else ""
    # Only a classifier's numbers are one for each class.
    code = "wrong_output_size" if ends.meaning in ("logits", "scores") else "wrong_answer"
    if code == "wrong_answer":
        params["wanted"] = tuple_words(expected)
    if ends.meaning == "cells":
        code = "wrong_cells"
        params["classes"] = expected.shape[0] - BESIDE_CLASSES
    if not linear:
        return Problem(code, params, Where(role, node))
    return Problem(f"{code}_linear", {**params, "linear": linear}, Where(role, node))


def repeat_problem(problem: Problem, opened: Opened, values: Mapping[Ref, Value]) -> Problem | None:
    """The same said of a block that stands several times in a row and can't be given what it gives; else None."""
    inner = problem.where.node
    parts = inner.split("/")
    for depth in range(1, len(parts)):
        use = opened.uses.get("/".join(parts[:depth]))
        if use is None or len(use.copies) == 1 or parts[depth] == "0":
            continue
        first, again = use.ends[0][0], use.ends[int(parts[depth])][0]
        if first in values and again in values and values[first] != values[again]:
            path = "/".join(parts[:depth])
            told: dict[str, Scalar] = {
                "node": path,
                "block": use.layer.block,
                "inner": inner,
                "takes": tuple_words(values[first]),
                "gives": tuple_words(values[again]),
            }
            return Problem("repeat_does_not_fit", told, Where(problem.where.role, path, "repeat"))
    return None


def _last_linear(layers: Mapping[str, AnyLayer], graph: Graph, source: str) -> str:
    """The linear layer upstream that alone decides how many scores leave; empty where none does."""

    def step(node: str) -> tuple[str, str]:
        layer = layers[node]
        if layer.kind == "linear":
            return node, ""
        feeding = graph.sources[node]
        only = layer.bead and layer.kind != "flatten" and len(feeding) == 1
        return "", feeding[0] if only else ""

    return _search_upstream(graph, "last linear", source, step)


def tuple_words(value: Value) -> str:
    """`(400,)` for a vector, `16×10×10` for an image."""
    return f"({words(value.sides)},)" if value.kind == "vector" else words(value.sides)


def _where_images_end(graph: Graph, source: str, values: Mapping[Ref, Value]) -> str:
    """The node upstream that turned an image into a vector."""

    def step(node: str) -> tuple[str, str]:
        feeding = [ref for refs in graph.arriving[node].values() for ref in refs]
        if any(ref in values and values[ref].kind == "image" for ref in feeding):
            return node, ""
        return "", feeding[0].node if feeding else ""

    return _search_upstream(graph, "images end", source, step)


def _search_upstream(graph: Graph, question: str, source: str, step: Callable[[str], tuple[str, str]]) -> str:
    """Go up from `source` until `step` gives (answer, ""), or ("", "") for none, instead of ("", where to go)."""
    way: list[str] = []
    answer, node = "", source
    # The way up ends: what is on a circle has no shape, and so no refusal of its own.
    while node and (question, node) not in graph.found_upstream:
        way.append(node)
        answer, node = step(node)
    answer = answer or graph.found_upstream.get((question, node), "")
    graph.found_upstream |= {(question, passed): answer for passed in way}
    return answer

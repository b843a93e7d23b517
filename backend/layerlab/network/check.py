"""Everything that is wrong with a network, at once, with the node named; and what it costs. No torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.kit.values import Value
from layerlab.layers.base import Cost, ShapeError
from layerlab.network.document import MAX_EDGES, MAX_NODES, Network
from layerlab.network.ends import Ends
from layerlab.network.graph import Graph
from layerlab.network.limits import MAX_ACTIVATIONS, MAX_DEPTH, MAX_FLOPS, MAX_PARAMETERS
from layerlab.network.names import natural
from layerlab.network.refusals import output_problem, shape_problem
from layerlab.network.structure import structure_problems


@dataclass(frozen=True)
class NodeCheck:
    """What is known of one node, for one sample; `output` is None where it can't be told."""

    inputs: tuple[Value, ...] = ()
    output: Value | None = None
    parameters: int = 0
    buffers: int = 0
    flops: int = 0


@dataclass(frozen=True)
class Check:
    """What is known of a network. Sums run over the nodes whose shape is known."""

    problems: tuple[Problem, ...]
    nodes: dict[str, NodeCheck]
    order: tuple[str, ...]
    parameters: int = 0
    buffers: int = 0
    flops: int = 0
    activations: int = 0
    """Numbers that all nodes together give for one sample."""


@dataclass
class _Walk:
    """What a walk along the wires gathers."""

    role: str
    network: Network
    graph: Graph
    nodes: dict[str, NodeCheck] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    """What the nodes give, as far as it can be told."""
    problems: list[Problem] = field(default_factory=list)


def check(network: Network, ends: Ends, role: str = "") -> Check:
    """Walk the network once, from what enters it to what leaves it."""
    if len(network.nodes) > MAX_NODES or len(network.edges) > MAX_EDGES:
        return Check((_too_large(network, role),), {}, ())
    graph = Graph(network)
    order = graph.order()
    walk = _Walk(role, network, graph)
    walk.problems += structure_problems(network, graph, order, role)
    for node in order:
        _visit(walk, node, ends)
    for node in network.nodes:
        walk.nodes.setdefault(node, NodeCheck())
    totals = [walk.nodes[node] for node in order]
    depth = graph.depth(order)
    if depth > MAX_DEPTH:
        walk.problems.append(Problem("depth_cap", {"count": depth, "limit": MAX_DEPTH}, Where(role)))
    walk.problems += _size_problems(walk, order)
    return Check(
        problems=_sorted(walk.problems, order),
        nodes={node: walk.nodes[node] for node in network.nodes},
        order=order,
        parameters=sum(node.parameters for node in totals),
        buffers=sum(node.buffers for node in totals),
        flops=sum(node.flops for node in totals),
        activations=sum(node.output.count() for node in totals if node.output is not None),
    )


def _visit(walk: _Walk, node: str, ends: Ends) -> None:
    """Work out one node from those that feed it; say nothing where the fault lies further up."""
    layer = walk.network.nodes[node].layer
    sources = walk.graph.sources[node]
    inputs = [walk.values.get(source) for source in sources]
    known = tuple(value for value in inputs if value is not None)
    if not layer.inputs:
        known = (ends.sample,)
    elif len(known) < len(inputs) or not known or (len(known) > 1 and not layer.takes_many):
        walk.nodes[node] = NodeCheck(known)
        return
    given = layer.given(known)
    try:
        output = layer.output(given)
        ends.require_kind(layer, output)
    except ShapeError as error:
        walk.nodes[node] = NodeCheck(known)
        walk.problems.append(shape_problem(error, node, walk.role, walk.graph, walk.values))
        return
    if output.count() > MAX_ACTIVATIONS:
        walk.nodes[node] = NodeCheck(known)
        params: dict[str, Scalar] = {"node": node, "count": output.count(), "limit": MAX_ACTIVATIONS}
        walk.problems.append(Problem("too_many_activations", params, Where(walk.role, node)))
        return
    cost: Cost = layer.cost(given, output)
    walk.values[node] = output
    walk.nodes[node] = NodeCheck(known, output, cost.parameters, cost.buffers, cost.flops)
    if not layer.outputs and ends.answer not in (None, output):
        walk.problems.append(output_problem(node, walk.role, walk.network, walk.graph, output, ends.answer))


def _size_problems(walk: _Walk, order: Sequence[str]) -> list[Problem]:
    """One problem for each sum that passes its limit, at the node that gives the most."""
    problems = []
    for code, limit, parts in (
        ("too_many_parameters", MAX_PARAMETERS, {n: walk.nodes[n].parameters for n in order}),
        ("too_many_flops", MAX_FLOPS, {n: walk.nodes[n].flops for n in order}),
        ("too_many_activations", MAX_ACTIVATIONS, {n: _count(walk.nodes[n].output) for n in order}),
    ):
        total = sum(parts.values())
        # A single node that passes the limit has been named already.
        if total > limit and not any(problem.code == code for problem in walk.problems):
            node = max(parts, key=lambda name: parts[name])
            params: dict[str, Scalar] = {"node": node, "count": total, "limit": limit}
            problems.append(Problem(code, params, Where(walk.role, node)))
    return problems


def _count(value: Value | None) -> int:
    return 0 if value is None else value.count()


def _too_large(network: Network, role: str) -> Problem:
    if len(network.nodes) > MAX_NODES:
        return Problem("node_cap", {"count": len(network.nodes), "limit": MAX_NODES}, Where(role))
    return Problem("edge_cap", {"count": len(network.edges), "limit": MAX_EDGES}, Where(role))


def _sorted(problems: list[Problem], order: tuple[str, ...]) -> tuple[Problem, ...]:
    """In reading order: along the wires, then the nodes that no wire reaches, by name."""
    place = {node: at for at, node in enumerate(order)}
    return tuple(
        sorted(
            problems,
            key=lambda problem: (place.get(problem.where.node, len(place)), natural(problem.where.node)),
        )
    )

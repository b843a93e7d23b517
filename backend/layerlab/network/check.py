"""Everything that is wrong with a network, at once, with the node named; and what it costs. No torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import prod

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.kit.values import Value, words
from layerlab.layers import AnyLayer
from layerlab.layers.base import Cost, Given, Layer, ShapeError
from layerlab.layers.block import UseBlock
from layerlab.layers.input import Input
from layerlab.layers.reach import ITSELF, SIDES_OF, Reaches, joined, passed_on
from layerlab.network.blocks import NO_BLOCKS, Blocks, Opened, enclosing, expand
from layerlab.network.document import MAX_EDGES, MAX_NODES, Edge, Network, Node
from layerlab.network.ends import Ends
from layerlab.network.graph import Graph, Ref
from layerlab.network.lengths import length_problems
from layerlab.network.limits import MAX_ACTIVATIONS, MAX_DEPTH, MAX_FLOPS, MAX_PARAMETERS
from layerlab.network.names import natural
from layerlab.network.refusals import output_problem, repeat_problem, shape_problem
from layerlab.network.structure import end_problems
from layerlab.network.switched import passing

NOTHING_GIVEN = Given({})


@dataclass(frozen=True)
class NodeCheck:
    """What is known of one node, for one sample."""

    given: Given = NOTHING_GIVEN
    """What arrives at its ports, as far as it can be told."""
    outputs: Mapping[str, Value] = field(default_factory=dict)
    """What leaves, by port; empty where it can't be told."""
    parameters: int = 0
    buffers: int = 0
    flops: int = 0
    reach: Reaches = None
    """How much of what enters the network one place of what leaves at the first port hangs on."""

    @property
    def inputs(self) -> tuple[Value, ...]:
        """All that arrives, port by port."""
        return self.given.values

    @property
    def output(self) -> Value | None:
        """What leaves at the first port; None where it can't be told."""
        return next(iter(self.outputs.values()), None)

    @property
    def activations(self) -> int:
        """How many numbers leave for one sample: of those that differ in length, for the longest."""
        return sum(max(value.count(), prod(value.room)) for value in self.outputs.values())


@dataclass(frozen=True)
class Check:
    """What is known of a network. Sums run over the nodes whose shape is known."""

    problems: tuple[Problem, ...]
    nodes: dict[str, NodeCheck]
    """By path: those inside of blocks stand here one by one."""
    order: tuple[str, ...]
    parameters: int = 0
    buffers: int = 0
    flops: int = 0
    activations: int = 0
    """Numbers that all nodes together give for one sample; where lengths differ, for the longest."""
    uses: dict[str, NodeCheck] = field(default_factory=dict)
    """What is known of each use of a block as a whole, by path."""
    opened: Opened = field(default_factory=Opened, compare=False, repr=False)
    """Layers and wires, for whoever walks them again; empty where the network is too large to be walked."""

    @cached_property
    def passing(self) -> dict[str, Ref]:
        """What each node and each use of a block would pass on if it were switched off, by path, where it can be."""
        return passing(
            self.opened,
            {
                Ref(node, port): value
                for node, known in self.nodes.items()
                for port, value in known.outputs.items()
            },
        )

    def at(self, path: str) -> NodeCheck:
        """What is known of a node, or of the use of a block."""
        return self.uses.get(path) or self.nodes.get(path, NodeCheck())

    @property
    def layers(self) -> Mapping[str, AnyLayer]:
        """Those of the nodes, by path."""
        return self.opened.layers

    @property
    def graph(self) -> Graph:
        """Their wires."""
        return self.opened.graph


@dataclass
class _Walk:
    """What a walk along the wires gathers."""

    role: str
    opened: Opened
    entering: Mapping[str, Value]
    """What enters, by input node."""
    nodes: dict[str, NodeCheck] = field(default_factory=dict)
    values: dict[Ref, Value] = field(default_factory=dict)
    """What the nodes give, as far as it can be told."""
    problems: list[Problem] = field(default_factory=list)


def check(network: Network, ends: Ends, role: str = "", blocks: Blocks = NO_BLOCKS) -> Check:
    """Walk the network once, its blocks opened, from what enters it to what leaves it."""
    if len(network.nodes) > MAX_NODES or len(network.edges) > MAX_EDGES:
        return Check((_too_large(network, role),), {}, ())
    opened = expand(network, blocks, role)
    order = opened.order
    walk = _Walk(role, opened, {node: ends.sample for node in order if not opened.layers[node].inputs})
    walk.problems += [*end_problems(network, role, heads=ends.heads), *opened.problems]
    for node in order:
        _visit(walk, node, ends)
    for node in opened.layers:
        walk.nodes.setdefault(node, NodeCheck())
    totals = [walk.nodes[node] for node in order]
    depth = opened.graph.depth(order)
    if depth > MAX_DEPTH:
        walk.problems.append(Problem("depth_cap", {"count": depth, "limit": MAX_DEPTH}, Where(role)))
    walk.problems += _size_problems(walk, order)
    walk.problems += length_problems(opened, walk.values, role)
    checked = Check(
        problems=_sorted(walk.problems, opened.place),
        nodes={node: walk.nodes[node] for node in opened.layers},
        order=order,
        parameters=sum(node.parameters for node in totals),
        buffers=sum(node.buffers for node in totals),
        flops=sum(node.flops for node in totals),
        activations=sum(node.activations for node in totals),
        uses=_uses(walk),
        opened=opened,
    )
    return _with_switched(checked, role) if opened.off else checked


def _with_switched(checked: Check, role: str) -> Check:
    """Nodes that are switched off although nothing can stand in for what they give are a problem of their own."""
    known = [path for path in checked.opened.off if path not in checked.passing]
    found = [not_passing(checked, path, role) for path in known if checked.at(path).outputs]
    return replace(checked, problems=_sorted([*checked.problems, *found], checked.opened.place))


def not_passing(checked: Check, path: str, role: str) -> Problem:
    """That what a node is given can't stand in for what it gives."""
    known = checked.at(path)
    told = [words(value.sides) for value in known.inputs]
    given = {"given": " + ".join(told), "output": words(known.output.sides) if known.output else ""}
    return Problem("nothing_passes", {"node": path, **given}, Where(role, path, "off"))


def refusals_inside(node: str, use: UseBlock, given: Given, blocks: Blocks, role: str) -> list[Problem]:
    """What the layers inside of a block have against its being given this, at the node where it is used."""
    sources = {f"{node}.{port}": (port, values[0]) for port, values in given.items() if values}
    nodes = {name: Node(layer=Input()) for name in sources} | {node: Node(layer=use)}
    edges = tuple(
        Edge.model_construct(source=name, source_port="out", target=node, target_port=port)
        for name, (port, _) in sources.items()
    )
    opened = expand(Network.model_construct(nodes=nodes, edges=edges), blocks, role)
    walk = _Walk(role, opened, {name: value for name, (_, value) in sources.items()})
    for path in opened.order:
        _visit(walk, path, Ends({}))
    return walk.problems


def _visit(walk: _Walk, node: str, ends: Ends) -> None:
    """Work out one node from those that feed it; say nothing where the fault lies further up."""
    layer, graph = walk.opened.layers[node], walk.opened.graph
    given = _given(walk, node)
    if not _is_complete(layer, given, graph.arriving[node]):
        walk.nodes[node] = NodeCheck(given)
        return
    try:
        results = layer.results(given)
        for value in results.values():
            ends.require_kind(layer, value)
        if ends.reads_on and not layer.reads_on:
            raise ShapeError("reads_ahead")
    except ShapeError as error:
        walk.nodes[node] = NodeCheck(given)
        problem = shape_problem(error, node, walk.role, graph, walk.values)
        walk.problems.append(repeat_problem(problem, walk.opened, walk.values) or problem)
        return
    count = sum(value.count() for value in results.values())
    if count > MAX_ACTIVATIONS:
        walk.nodes[node] = NodeCheck(given)
        params: dict[str, Scalar] = {"node": node, "count": count, "limit": MAX_ACTIVATIONS}
        walk.problems.append(Problem("too_many_activations", params, Where(walk.role, node)))
        return
    cost: Cost = layer.cost(given, next(iter(results.values())))
    walk.values |= {Ref(node, port): value for port, value in results.items()}
    reach = passed_on(_reach_before(walk, node), layer.reach(given))
    walk.nodes[node] = NodeCheck(given, results, cost.parameters, cost.buffers, cost.flops, reach)
    output = next(iter(results.values()))
    if not layer.outputs and ends.answer is not None and output != ends.answer:
        walk.problems.append(output_problem(node, walk.role, walk.opened.layers, graph, output, ends))


def _reach_before(walk: _Walk, node: str) -> Reaches:
    """How far is seen from what arrives at a node; at a source each place is seen by itself."""
    arriving = [ref.node for refs in walk.opened.graph.arriving[node].values() for ref in refs]
    if not arriving:
        return (ITSELF,) * SIDES_OF.get(walk.entering[node].kind, 0) if node in walk.entering else None
    return joined(walk.nodes[source].reach for source in arriving)


def _given(walk: _Walk, node: str) -> Given:
    """What is known to arrive at the ports of a node; at a source, what enters the network."""
    layer = walk.opened.layers[node]
    if not layer.inputs:
        return layer.given([walk.entering[node]])
    arriving = walk.opened.graph.arriving[node]
    return Given(
        {
            port.name: [walk.values[ref] for ref in arriving.get(port.name, ()) if ref in walk.values]
            for port in layer.inputs
        }
    )


def _is_complete(layer: Layer, given: Given, arriving: Mapping[str, Sequence[Ref]]) -> bool:
    """Whether everything that is to arrive is known, and at each port as much as it takes."""
    for port in layer.inputs:
        known, wired = len(given.at(port.name)), len(arriving.get(port.name, ()))
        if known < wired or (not known and not port.optional) or (known > 1 and not port.many):
            return False
    return True


def _uses(walk: _Walk) -> dict[str, NodeCheck]:
    """What is known of each use of a block: what arrives and leaves, and the sums over what is inside."""
    uses = walk.opened.uses
    sums = {path: [0, 0, 0] for path in uses}
    for node in walk.opened.order if uses else ():
        known = walk.nodes[node]
        for path in enclosing(node):
            if path in sums:
                for at, count in enumerate((known.parameters, known.buffers, known.flops)):
                    sums[path][at] += count
    values = walk.values
    return {
        path: NodeCheck(
            Given({port: [values[ref] for ref in refs if ref in values] for port, refs in use.given.items()}),
            {port: values[ref] for port, ref in use.outputs.items() if ref in values},
            parameters=sums[path][0],
            buffers=sums[path][1],
            flops=sums[path][2],
            reach=next((walk.nodes[ref.node].reach for ref in use.outputs.values() if ref in values), None),
        )
        for path, use in uses.items()
    }


def _size_problems(walk: _Walk, order: Sequence[str]) -> list[Problem]:
    """One problem for each sum that passes its limit, at the node that gives the most."""
    problems = []
    for code, limit, parts in (
        ("too_many_parameters", MAX_PARAMETERS, {n: walk.nodes[n].parameters for n in order}),
        ("too_many_flops", MAX_FLOPS, {n: walk.nodes[n].flops for n in order}),
        ("too_many_activations", MAX_ACTIVATIONS, {n: walk.nodes[n].activations for n in order}),
    ):
        total = sum(parts.values())
        # A single node that passes the limit has been named already.
        if total > limit and not any(problem.code == code for problem in walk.problems):
            node = max(parts, key=lambda name: parts[name])
            params: dict[str, Scalar] = {"node": node, "count": total, "limit": limit}
            problems.append(Problem(code, params, Where(walk.role, node)))
    return problems


def _too_large(network: Network, role: str) -> Problem:
    if len(network.nodes) > MAX_NODES:
        return Problem("node_cap", {"count": len(network.nodes), "limit": MAX_NODES}, Where(role))
    return Problem("edge_cap", {"count": len(network.edges), "limit": MAX_EDGES}, Where(role))


def _sorted(problems: list[Problem], place: Mapping[str, int]) -> tuple[Problem, ...]:
    """In reading order: along the wires, then the nodes that no wire reaches, by name."""
    return tuple(
        sorted(
            problems,
            key=lambda problem: (place.get(problem.where.node, len(place)), natural(problem.where.node)),
        )
    )

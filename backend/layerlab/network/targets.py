"""Where a started wire may end, and why not elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.layers.base import Given, ShapeError, require_kind
from layerlab.layers.block import UseBlock
from layerlab.network.blocks import NO_BLOCKS, Blocks, Level
from layerlab.network.check import check, refusals_inside
from layerlab.network.document import Network
from layerlab.network.ends import Ends
from layerlab.network.graph import Graph, Ref
from layerlab.network.refusals import shape_problem

Verdicts = dict[str, dict[str, Problem | None]]
"""By node and port: None where the wire may go."""


def targets(
    network: Network,
    ends: Ends,
    start: Ref,
    *,
    backwards: bool = False,
    role: str = "",
    blocks: Blocks = NO_BLOCKS,
    inside: str = "",
) -> Verdicts:
    """For a wire started at an output (or, backwards, pulled from an input): every port where it could end.

    A single input that has a wire already is asked as if the old wire were gone: the new one replaces it. Inside of a
    use of a block, by its path, nodes go by their names there.
    """
    asked = _Asked(network, ends, role, blocks, inside)
    if start.node not in asked.graph.sources:
        return {}
    start = asked.named(start, backwards=backwards)
    beyond = asked.graph.downstream(start.node) if backwards else asked.graph.upstream(start.node)
    verdicts: Verdicts = {}
    for name in asked.layers:
        there = asked.ports[name]
        ports = there.outputs if backwards else tuple(port.name for port in there.inputs)
        # A node without a port on that side answers for itself, at the usual one.
        verdicts[name] = {}
        for port in ports or ("out" if backwards else "in",):
            other = Ref(name, port)
            source, target = (other, start) if backwards else (start, other)
            verdicts[name][port] = asked.refusal(source, target, circular=name in beyond)
    return verdicts


NO_LEVEL = Level("", "", {}, Graph(Network()), ())
"""Of a use that is not there, or can't be opened."""


class _Asked:
    """A network that is asked about wires, or the inside of a use of a block."""

    def __init__(self, network: Network, ends: Ends, role: str, blocks: Blocks, inside: str = "") -> None:
        self.ends, self.role, self.blocks = ends if not inside else Ends({}), role, blocks
        checked = check(network, ends, role, blocks)
        level = checked.opened.levels.get(inside, NO_LEVEL)
        self.layers, self.graph = level.layers, level.graph
        self.ports = {name: layer.ports(checked.opened.ports) for name, layer in level.layers.items()}
        known = {
            Ref(node, port): value
            for node, report in (checked.nodes | checked.uses).items()
            for port, value in report.outputs.items()
        }
        self.values = (
            {ref: known[source] for ref, source in level.known.items() if source in known}
            if inside
            else known
        )

    def named(self, start: Ref, *, backwards: bool) -> Ref:
        """The first port where none is named; the usual one where the node has none."""
        there = self.ports[start.node]
        ports = tuple(port.name for port in there.inputs) if backwards else there.outputs
        usual = "in" if backwards else "out"
        return start._replace(port=start.port or next(iter(ports), usual))

    def refusal(self, source: Ref, target: Ref, *, circular: bool) -> Problem | None:
        """Why the wire may not be; None where it may."""
        where = Where(self.role, target.node)
        layer = self.ports[target.node]
        ends: dict[str, Scalar] = {"source": source.node, "node": target.node}
        if source.node == target.node:
            return Problem("itself", {"node": target.node}, where)
        if not self.ports[source.node].outputs:
            return Problem("gives_no_wire", {"node": source.node}, Where(self.role, source.node))
        if not layer.inputs:
            return Problem("takes_no_wire", {"node": target.node}, where)
        if source in self.graph.arriving[target.node].get(target.port, ()):
            return Problem("wire_exists", ends, where)
        if circular:
            return Problem("closes_circle", ends, where)
        return self._shape_refusal(source, target)

    def _shape_refusal(self, source: Ref, target: Ref) -> Problem | None:
        layer, inputs = self.layers[target.node], self.ports[target.node].inputs
        arriving = {port.name: list(self.graph.arriving[target.node].get(port.name, ())) for port in inputs}
        port = next((port for port in inputs if port.name == target.port), None)
        if port is None:
            return Problem(
                "unknown_port", {"node": target.node, "port": target.port}, Where(self.role, target.node)
            )
        arriving[port.name] = [*(arriving[port.name] if port.many else ()), source]
        feeding = tuple(ref for refs in arriving.values() for ref in refs)
        if any(ref not in self.values for ref in feeding):
            return None
        given = Given({name: [self.values[ref] for ref in refs] for name, refs in arriving.items()})
        if any(not given.at(port.name) and not port.optional for port in inputs):
            # The other ports are still to be wired: only the kind can be told yet.
            alone = {port.name: [source]}
            return self._told(target, alone, lambda: require_kind(port.takes, self.values[source]))
        if isinstance(layer, UseBlock):
            return self._refusal_inside(target.node, layer, given)
        return self._told(target, arriving, lambda: self.ends.require_kind(layer, layer.output(given)))

    def _refusal_inside(self, node: str, layer: UseBlock, given: Given) -> Problem | None:
        """What the inside of a block has against being given this."""
        return next(iter(refusals_inside(node, layer, given, self.blocks, self.role)), None)

    def _told(
        self, target: Ref, arriving: Mapping[str, Sequence[Ref]], attempt: Callable[[], None]
    ) -> Problem | None:
        try:
            attempt()
        except ShapeError as error:
            return shape_problem(error, target.node, self.role, self.graph, self.values, arriving)
        return None

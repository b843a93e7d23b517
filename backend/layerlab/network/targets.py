"""Where a started wire may end, and why not elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.layers.base import Given, Layer, ShapeError, require_kind
from layerlab.network.check import check
from layerlab.network.document import Network
from layerlab.network.ends import Ends
from layerlab.network.graph import Ref
from layerlab.network.refusals import shape_problem

Verdicts = dict[str, dict[str, Problem | None]]
"""By node and port: None where the wire may go."""


def targets(network: Network, ends: Ends, start: Ref, *, backwards: bool = False, role: str = "") -> Verdicts:
    """For a wire started at an output (or, backwards, pulled from an input): every port where it could end.

    A single input that has a wire already is asked as if the old wire were gone: the new one replaces it.
    """
    asked = _Asked(network, ends, role)
    if start.node not in asked.graph.sources:
        return {}
    beyond = asked.graph.downstream(start.node) if backwards else asked.graph.upstream(start.node)
    verdicts: Verdicts = {}
    for name, node in network.nodes.items():
        ports = node.layer.outputs if backwards else tuple(port.name for port in node.layer.inputs)
        # A node without a port on that side answers for itself, at the usual one.
        verdicts[name] = {}
        for port in ports or ("out" if backwards else "in",):
            there = Ref(name, port)
            source, target = (there, start) if backwards else (start, there)
            verdicts[name][port] = asked.refusal(source, target, circular=name in beyond)
    return verdicts


class _Asked:
    """A network that is asked about wires."""

    def __init__(self, network: Network, ends: Ends, role: str) -> None:
        self.network, self.ends, self.role = network, ends, role
        checked = check(network, ends, role)
        self.graph = checked.graph
        self.values = {
            Ref(node, port): value
            for node, known in checked.nodes.items()
            for port, value in known.outputs.items()
        }

    def refusal(self, source: Ref, target: Ref, *, circular: bool) -> Problem | None:
        """Why the wire may not be; None where it may."""
        where = Where(self.role, target.node)
        layer = self.network.nodes[target.node].layer
        ends: dict[str, Scalar] = {"source": source.node, "node": target.node}
        if source.node == target.node:
            return Problem("itself", {"node": target.node}, where)
        if not self.network.nodes[source.node].layer.outputs:
            return Problem("gives_no_wire", {"node": source.node}, Where(self.role, source.node))
        if not layer.inputs:
            return Problem("takes_no_wire", {"node": target.node}, where)
        if source in self.graph.arriving[target.node].get(target.port, ()):
            return Problem("wire_exists", ends, where)
        if circular:
            return Problem("closes_circle", ends, where)
        return self._shape_refusal(layer, source, target)

    def _shape_refusal(self, layer: Layer, source: Ref, target: Ref) -> Problem | None:
        arriving = {
            port.name: list(self.graph.arriving[target.node].get(port.name, ())) for port in layer.inputs
        }
        port = next((port for port in layer.inputs if port.name == target.port), None)
        if port is None:
            return Problem(
                "unknown_port", {"node": target.node, "port": target.port}, Where(self.role, target.node)
            )
        arriving[port.name] = [*(arriving[port.name] if port.many else ()), source]
        feeding = tuple(ref for refs in arriving.values() for ref in refs)
        if any(ref not in self.values for ref in feeding):
            return None
        given = Given({name: [self.values[ref] for ref in refs] for name, refs in arriving.items()})
        if any(not given.at(port.name) and not port.optional for port in layer.inputs):
            # The other ports are still to be wired: only the kind can be told yet.
            alone = {port.name: [source]}
            return self._told(target, alone, lambda: require_kind(port.takes, self.values[source]))
        return self._told(target, arriving, lambda: self.ends.require_kind(layer, layer.output(given)))

    def _told(
        self, target: Ref, arriving: Mapping[str, Sequence[Ref]], attempt: Callable[[], None]
    ) -> Problem | None:
        try:
            attempt()
        except ShapeError as error:
            return shape_problem(error, target.node, self.role, self.graph, self.values, arriving)
        return None

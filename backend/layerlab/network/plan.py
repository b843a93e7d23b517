"""The one ordered list of PyTorch calls that a network is: executed by `build`, printed by `source`."""

from __future__ import annotations

from dataclasses import dataclass

from layerlab.kit.call import Call
from layerlab.kit.errors import LayerlabError
from layerlab.kit.shapes import Shape
from layerlab.network.check import check
from layerlab.network.document import Network
from layerlab.network.graph import Graph


@dataclass(frozen=True)
class Step:
    """One node: its call, the nodes whose values it takes, and the shape of one sample after it."""

    node: str
    call: Call
    inputs: tuple[str, ...]
    shape: Shape


@dataclass(frozen=True)
class Plan:
    """Each step takes only values of earlier steps or of the input. The order is the same every time."""

    input: str
    """The input node."""
    input_shape: Shape
    steps: tuple[Step, ...]
    result: str
    """The node whose value is the answer."""
    output: str
    """The output node, which hands the answer on as it is."""


def plan(network: Network, input_shape: Shape, output_size: int | None = None, role: str = "") -> Plan:
    """Put a network in order. Raises LayerlabError with all problems where it has any."""
    checked = check(network, input_shape, output_size, role)
    if checked.problems:
        first = checked.problems[0]
        raise LayerlabError(first.code, first.params, where=first.where, problems=checked.problems)
    graph = Graph(network)
    steps = []
    for node in checked.order:
        layer = network.nodes[node].layer
        known = checked.nodes[node]
        if layer.has_input and layer.has_output and known.output is not None:
            steps.append(Step(node, layer.call(known.inputs), tuple(graph.sources[node]), known.output))
    entry = next(node for node in checked.order if not network.nodes[node].layer.has_input)
    leaving = next(node for node in checked.order if not network.nodes[node].layer.has_output)
    return Plan(entry, input_shape, tuple(steps), graph.sources[leaving][0], leaving)

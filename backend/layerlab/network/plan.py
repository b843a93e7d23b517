"""The one ordered list of PyTorch calls that a network is: executed by `build`, printed by `source`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from layerlab.kit.call import Call
from layerlab.kit.errors import LayerlabError
from layerlab.kit.values import Value
from layerlab.network.check import check
from layerlab.network.document import Network
from layerlab.network.ends import Ends
from layerlab.network.graph import Graph


class Ref(NamedTuple):
    """What leaves one port of a node."""

    node: str
    port: str = "out"


@dataclass(frozen=True)
class Step:
    """One node: its call, the values that it takes, and what it gives for one sample."""

    node: str
    call: Call
    inputs: tuple[Ref, ...]
    value: Value


@dataclass(frozen=True)
class Plan:
    """Each step takes only values of earlier steps or of the inputs. The order is the same every time."""

    inputs: dict[str, Value]
    """What enters, by input node, in the order of the arguments of `forward`."""
    steps: tuple[Step, ...]
    outputs: dict[str, Ref]
    """What leaves, by output node, in the order of the results of `forward`."""

    @property
    def input(self) -> str:
        """The first input node."""
        return next(iter(self.inputs))

    @property
    def output(self) -> str:
        """The first output node, which hands the answer on as it is."""
        return next(iter(self.outputs))


def plan(network: Network, ends: Ends, role: str = "") -> Plan:
    """Put a network in order. Raises LayerlabError with all problems where it has any."""
    checked = check(network, ends, role)
    if checked.problems:
        first = checked.problems[0]
        raise LayerlabError(first.code, first.params, where=first.where, problems=checked.problems)
    graph = Graph(network)
    inputs: dict[str, Value] = {}
    outputs: dict[str, Ref] = {}
    steps = []
    for node in checked.order:
        layer, known = network.nodes[node].layer, checked.nodes[node]
        taken = tuple(Ref(source) for source in graph.sources[node])
        if not layer.inputs:
            inputs[node] = ends.sample
        elif not layer.outputs:
            outputs[node] = taken[0]
        elif known.output is not None:
            steps.append(Step(node, layer.call(layer.given(known.inputs)), taken, known.output))
    return Plan(inputs, tuple(steps), outputs)

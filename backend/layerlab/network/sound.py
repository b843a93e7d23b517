"""What of a network computes already while something else of it is still at fault. No torch."""

from __future__ import annotations

from layerlab.network.blocks import NO_BLOCKS, Blocks
from layerlab.network.check import Check, check
from layerlab.network.document import Network
from layerlab.network.ends import Ends
from layerlab.network.plan import Plan, arranged, plan

HARMLESS = {"missing_output", "not_connected"}
"""That nothing takes what a node gives says nothing against what it gives."""


def sound_nodes(checked: Check) -> tuple[str, ...]:
    """The nodes that a fault elsewhere leaves as they are, each after those that feed it.

    They have no fault of their own, and whatever feeds them has none. An output is never among them: what it hands on
    is an answer only where the whole network is sound.
    """
    graph = checked.graph
    faulty = {problem.where.node for problem in checked.problems if problem.code not in HARMLESS}
    sound: dict[str, None] = {}
    for node in checked.order:
        layer = checked.layers[node]
        fed = not layer.inputs or all(source in sound for source in graph.sources[node])
        if layer.outputs and fed and node not in faulty and checked.nodes[node].outputs:
            sound[node] = None
    return tuple(sound)


def sound_plan(network: Network, ends: Ends, role: str = "", blocks: Blocks = NO_BLOCKS) -> Plan:
    """The plan of a network; where it has problems, of what is sound of it, with nothing that leaves.

    Raises LayerlabError with all problems where nothing is.
    """
    checked = check(network, ends, role, blocks)
    nodes = sound_nodes(checked) if checked.problems else ()
    if not nodes:
        return plan(network, ends, role, blocks)
    return arranged(checked, nodes, ends)

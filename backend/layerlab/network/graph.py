"""The bare graph: who feeds whom. Every walk is iterative and visits a node once, whatever the paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from layerlab.network.document import Edge, Network
from layerlab.network.names import natural


class Ref(NamedTuple):
    """What leaves one port of a node."""

    node: str
    port: str = "out"


class Graph:
    """The wires between known nodes, each once, in the order of the document."""

    def __init__(self, network: Network) -> None:
        self._begin(tuple(network.nodes))
        wires = Counter(network.edges)
        self.twice += [wire for wire, count in wires.items() if count > 1]
        for wire in wires:
            if wire.source in self.sources and wire.target in self.sources:
                self._join(Ref(wire.source, wire.source_port), wire.target, wire.target_port)
            else:
                self.unknown.append(wire)

    @classmethod
    def joined(cls, arriving: Mapping[str, Mapping[str, Sequence[Ref]]]) -> Graph:
        """A graph by what arrives at each node, port by port. What nobody knows arrives from no node of it."""
        graph = cls.__new__(cls)
        graph._begin(tuple(arriving))
        for target, ports in arriving.items():
            for port, refs in ports.items():
                for ref in refs:
                    graph._join(ref, target, port)
        return graph

    def _begin(self, nodes: tuple[str, ...]) -> None:
        self.nodes = nodes
        self.sources: dict[str, list[str]] = {node: [] for node in self.nodes}
        """The nodes that feed each, once for every wire."""
        self.targets: dict[str, list[str]] = {node: [] for node in self.nodes}
        self.arriving: dict[str, dict[str, list[Ref]]] = {node: {} for node in self.nodes}
        """By node and input port: what arrives there."""
        self.leaving: dict[str, set[str]] = {node: set() for node in self.nodes}
        """The output ports of each node from which wires go."""
        self.unknown: list[Edge] = []
        self.twice: list[Edge] = []
        self.found_upstream: dict[tuple[str, str], str] = {}
        """What was found on the way up from a node, by question: a thousand refusals may go the same long way."""

    def _join(self, source: Ref, target: str, port: str) -> None:
        self.arriving[target].setdefault(port, []).append(source)
        if source.node in self.sources:
            self.sources[target].append(source.node)
            self.targets[source.node].append(target)
            self.leaving[source.node].add(source.port)

    def order(self) -> tuple[str, ...]:
        """Every node after those that feed it, ties by name. Nodes on or behind a circle are left out."""
        waits = {node: len(self.sources[node]) for node in self.nodes}
        ready = [(natural(node), node) for node in self.nodes if not waits[node]]
        heapify(ready)
        order: list[str] = []
        while ready:
            _, node = heappop(ready)
            order.append(node)
            for target in self.targets[node]:
                waits[target] -= 1
                if not waits[target]:
                    heappush(ready, (natural(target), target))
        return tuple(order)

    def depth(self, order: tuple[str, ...]) -> int:
        """Nodes on the longest way."""
        depth: dict[str, int] = {}
        for node in order:
            depth[node] = 1 + max((depth.get(source, 0) for source in self.sources[node]), default=0)
        return max(depth.values(), default=0)

    def upstream(self, node: str) -> set[str]:
        """Every node that `node` depends on, itself included."""
        return _reach(self.sources, node)

    def downstream(self, node: str) -> set[str]:
        """Every node that depends on `node`, itself included."""
        return _reach(self.targets, node)

    def circles(self, order: tuple[str, ...]) -> list[list[str]]:
        """The groups of nodes that feed themselves, each sorted by name."""
        left = set(self.nodes) - set(order)
        finished = self._finishing_order(left)
        circles, seen = [], set[str]()
        for root in reversed(finished):
            if root in seen:
                continue
            group, stack = [], [root]
            seen.add(root)
            while stack:
                node = stack.pop()
                group.append(node)
                for source in self.sources[node]:
                    if source in left and source not in seen:
                        seen.add(source)
                        stack.append(source)
            if len(group) > 1 or root in self.sources[root]:
                circles.append(sorted(group, key=natural))
        return sorted(circles, key=lambda circle: natural(circle[0]))

    def _finishing_order(self, left: set[str]) -> list[str]:
        """Depth-first finishing order along the wires: the first half of Kosaraju's search for circles."""
        seen: set[str] = set()
        finished: list[str] = []
        for root in sorted(left, key=natural):
            if root in seen:
                continue
            seen.add(root)
            stack = [(root, iter(self.targets[root]))]
            while stack:
                node, targets = stack[-1]
                step = next((t for t in targets if t in left and t not in seen), None)
                if step is None:
                    finished.append(node)
                    stack.pop()
                else:
                    seen.add(step)
                    stack.append((step, iter(self.targets[step])))
        return finished


def _reach(neighbours: dict[str, list[str]], start: str) -> set[str]:
    seen, stack = {start}, [start]
    while stack:
        for node in neighbours[stack.pop()]:
            if node not in seen:
                seen.add(node)
                stack.append(node)
    return seen

"""A network with the insides of its blocks in their places: one flat graph whose nodes are called by their paths.

`res_1/conv2d_1` is the node `conv2d_1` inside of the node `res_1`. Where a block stands several times in a row, the
copies are numbered from 0, as `nn.Sequential` does: `res_1/0/conv2d_1`; a single one too, where a parameter of the
block around it says how many there are. In PyTorch the same names have dots.

The inputs and outputs inside are no nodes of the flat graph: what arrives at a use is what its inside is given. The
nodes of a block stand together in the order, as they do where a class is called. No torch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.layers import AnyLayer
from layerlab.layers.base import Ports
from layerlab.layers.block import UseBlock
from layerlab.network.document import MAX_EDGES, MAX_NODES, Block, Network
from layerlab.network.graph import Graph, Ref
from layerlab.network.inside import UNKNOWN_PORTS, Inside, moved, switched_off, told_at
from layerlab.network.structure import structure_problems

Blocks = Mapping[str, Block]
NO_BLOCKS: Blocks = {}
MAX_BLOCK_DEPTH = 8
"""Blocks within blocks."""
MAX_WORK = MAX_NODES + MAX_EDGES
"""Nodes, wires and bound fields that are looked at to open all blocks of a network: what one without any may have."""
NOWHERE = Ref("")
"""Stands for what arrives where no wire does, or where nobody can tell what leaves."""


@dataclass(frozen=True)
class Level:
    """One network of the document at one place: the whole, or the inside of a copy of a block."""

    path: str
    block: str
    layers: Mapping[str, AnyLayer]
    graph: Graph
    order: tuple[str, ...]
    values: Mapping[str, int] = field(default_factory=dict)
    """Of the block's parameters, here."""
    bindings: Mapping[str, str] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    """Which of its nodes the document has switched off."""
    known: dict[Ref, Ref] = field(default_factory=dict)
    """Where what leaves a node of it comes from, in the flat graph; filled as it is opened."""

    def at(self, node: str) -> str:
        """The path of one of its nodes."""
        return f"{self.path}/{node}" if self.path else node


@dataclass(frozen=True)
class Use:
    """One use of a block."""

    layer: UseBlock
    copies: tuple[str, ...]
    """The paths of its insides: its own where it stands once, else one for each time."""
    ends: tuple[tuple[Ref, Ref], ...]
    """Of each copy: what arrives at its first input and what leaves at its first output."""
    given: Mapping[str, tuple[Ref, ...]]
    """What arrives, by port."""
    outputs: Mapping[str, Ref]
    """What leaves, by port."""


@dataclass
class Opened:
    """A network with its blocks opened."""

    layers: dict[str, AnyLayer] = field(default_factory=dict)
    """By path. A use that can't be opened stands here itself, and in no order."""
    graph: Graph = field(default_factory=lambda: Graph(Network()))
    order: tuple[str, ...] = ()
    uses: dict[str, Use] = field(default_factory=dict)
    """By path, each after those that it stands in."""
    levels: dict[str, Level] = field(default_factory=dict)
    """By path; that of the whole network is empty."""
    problems: tuple[Problem, ...] = ()
    """Of wires, names and blocks, before any shape is looked at."""
    place: dict[str, int] = field(default_factory=dict)
    """Where each path comes in the order; that of a use is its first node's."""
    ports: Callable[[str], Ports] = lambda _: UNKNOWN_PORTS
    """Those of a block, by its name."""
    off: set[str] = field(default_factory=set)
    """The nodes and uses that the document has switched off, by path."""


def layer_kinds(network: Network, blocks: Blocks) -> frozenset[str]:
    """The kinds of layer in a network and in all that it uses, without opening anything."""
    kinds: set[str] = set()
    seen: set[str] = set()
    waiting = [network]
    while waiting:
        for node in waiting.pop().nodes.values():
            kinds.add(node.layer.kind)
            if (
                isinstance(node.layer, UseBlock)
                and node.layer.block in blocks
                and node.layer.block not in seen
            ):
                seen.add(node.layer.block)
                waiting.append(blocks[node.layer.block].network)
    return frozenset(kinds)


class _SpentError(Exception):
    """All the looking that may be done is done."""


def expand(network: Network, blocks: Blocks = NO_BLOCKS, role: str = "") -> Opened:
    """Open all blocks of a network. What is wrong with them is told, and what can't be opened stays closed."""
    graph = Graph(network)
    layers: dict[str, AnyLayer] = {name: node.layer for name, node in network.nodes.items()}
    level = Level("", "", layers, graph, graph.order(), off=switched_off(network))
    opening = _Opening(blocks, role)
    problems = list(structure_problems(network, graph, level.order, role, opening.ports))
    if not any(isinstance(layer, UseBlock) for layer in layers.values()):
        place = {node: at for at, node in enumerate(level.order)}
        return Opened(
            layers, graph, level.order, {}, {"": level}, tuple(problems), place, opening.ports, set(level.off)
        )
    try:
        opening.open(level, {}, ())
    except _SpentError:
        problem = Problem("blocks_too_large", {"limit": MAX_NODES}, Where(role, opening.at))
        return Opened(problems=(problem,))
    return opening.result(problems)


class _Opening:
    """The work of opening."""

    def __init__(self, blocks: Blocks, role: str) -> None:
        self.blocks, self.role = blocks, role
        self.at = ""
        """The node of the whole network that is being opened."""
        self._insides: dict[str, Inside] = {}
        self._told: set[str] = set()
        self._opened = Opened()
        self._arriving: dict[str, dict[str, list[Ref]]] = {}
        self._order: list[str] = []
        self._uses: list[str] = []
        self._problems: list[Problem] = []
        self._nodes_left, self._work_left = MAX_NODES, MAX_WORK

    def result(self, problems: Sequence[Problem]) -> Opened:
        """All of it, once everything has been opened."""
        graph = Graph.joined(self._arriving)
        return replace(
            self._opened,
            graph=graph,
            order=tuple(self._order),
            uses={path: self._opened.uses[path] for path in self._uses},
            problems=(*problems, *self._problems),
            ports=self.ports,
        )

    def ports(self, block: str) -> Ports:
        """Those of a block; the usual ones where there is none."""
        return self._inside(block).ports if block in self.blocks else UNKNOWN_PORTS

    def open(self, level: Level, entering: Mapping[str, Ref], chain: tuple[str, ...]) -> dict[str, Ref]:
        """Put the nodes of a level in their places; what leaves, by output node. `entering` is by input node."""
        self._spend(len(level.layers), len(level.layers) + sum(map(len, level.graph.targets.values())))
        self._opened.levels[level.path] = level
        self._opened.off.update(map(level.at, level.off))
        known, leaving = level.known, dict[str, Ref]()
        for node in level.order:
            layer, path = level.layers[node], level.at(node)
            if not level.path:
                self.at = node
            arriving = {
                port: [known.get(ref, NOWHERE) for ref in refs]
                for port, refs in level.graph.arriving[node].items()
            }
            if isinstance(layer, UseBlock):
                numbered = layer.repeat > 1 or f"{node}.repeat" in level.bindings
                found = self._use(path, layer, arriving, chain, numbered=numbered)
                known.update({Ref(node, port): ref for port, ref in found.items()})
            elif level.path and not layer.inputs:
                known[Ref(node)] = entering.get(node, NOWHERE)
            elif level.path and not layer.outputs:
                leaving[node] = _only(arriving.get("in", ()))
            else:
                self._put(path, layer, arriving)
                known.update({Ref(node, port): Ref(path, port) for port in layer.outputs})
        self._put_closed(level, known)
        return leaving

    def _put(self, path: str, layer: AnyLayer, arriving: dict[str, list[Ref]]) -> None:
        self._opened.layers[path] = layer
        self._opened.place[path] = len(self._order)
        self._arriving[path] = arriving
        self._order.append(path)

    def _put_closed(self, level: Level, known: Mapping[Ref, Ref]) -> None:
        """Nodes on or behind a circle: nothing is known of them."""
        if len(level.order) == len(level.layers):
            return
        ordered = set(level.order)
        for node in level.layers:
            path = level.at(node)
            if node in ordered or (level.path and not level.layers[node].inputs):
                continue
            self._opened.layers[path] = level.layers[node]
            self._arriving[path] = {
                port: [known.get(ref, Ref(level.at(ref.node), ref.port)) for ref in refs]
                for port, refs in level.graph.arriving[node].items()
            }

    def _use(
        self,
        path: str,
        layer: UseBlock,
        arriving: Mapping[str, list[Ref]],
        chain: tuple[str, ...],
        *,
        numbered: bool,
    ) -> dict[str, Ref]:
        """Open one use; what leaves, by port. Nothing where it can't be opened."""
        self._opened.place[path] = len(self._order)
        refusal = self._refusal(path, layer, chain)
        if refusal is not None:
            self._problems.append(refusal)
            self._opened.layers[path] = layer
            self._arriving[path] = dict(arriving)
            return {}
        inside = self._inside(layer.block)
        layers = self._bound(path, layer, inside)
        copies = tuple(f"{path}/{at}" for at in range(layer.repeat)) if numbered else (path,)
        names = [port.name for port in inside.ports.inputs]
        given = {name: tuple(arriving.get(name, ())) for name in names}
        entering = {node: _only(given[name]) for node, name in zip(inside.inputs, names, strict=True)}
        ends, leaving = [], dict[str, Ref]()
        self._uses.append(path)
        for copy in copies:
            values = {**inside.block.parameters, **layer.arguments}
            level = Level(
                copy,
                layer.block,
                layers,
                inside.graph,
                inside.order,
                values,
                inside.block.bindings,
                inside.off,
            )
            leaving = self.open(level, entering, (*chain, layer.block))
            ends.append((entering[inside.inputs[0]], leaving.get(inside.outputs[0], NOWHERE)))
            entering = {inside.inputs[0]: ends[-1][1]}
        outputs = {
            port: leaving.get(node, NOWHERE)
            for port, node in zip(inside.ports.outputs, inside.outputs, strict=True)
        }
        self._opened.uses[path] = Use(layer, copies, tuple(ends), given, outputs)
        return outputs

    def _refusal(self, path: str, layer: UseBlock, chain: tuple[str, ...]) -> Problem | None:
        """Why a use stays closed, if it does."""
        name = layer.block
        told: dict[str, Scalar] = {"node": path, "block": name}
        if name not in self.blocks:
            return Problem("unknown_block", told, Where(self.role, path, "block"))
        if name in chain:
            circle = " → ".join([*chain[chain.index(name) :], name])
            return Problem("block_in_itself", {**told, "circle": circle}, Where(self.role, path, "block"))
        if len(chain) >= MAX_BLOCK_DEPTH:
            limit = {**told, "limit": MAX_BLOCK_DEPTH}
            return Problem("blocks_too_deep", limit, Where(self.role, path, "block"))
        inside = self._inside(name)
        self._tell_once(path, inside)
        if not inside.inputs or not inside.outputs:
            # Told with the block's other faults; at its further uses there is nothing to add.
            return Problem(inside.faults[0].code, told, Where(self.role, path, "block"))
        if layer.repeat > 1 and (len(inside.inputs) > 1 or len(inside.outputs) > 1):
            return Problem("repeat_needs_one_port", told, Where(self.role, path, "repeat"))
        return None

    def _inside(self, name: str) -> Inside:
        if name not in self._insides:
            self._insides[name] = Inside(name, self.blocks[name])
        return self._insides[name]

    def _bound(self, path: str, layer: UseBlock, inside: Inside) -> dict[str, AnyLayer]:
        """The layers inside of this use; what is wrong with its arguments is told."""
        for name in layer.arguments:
            if name not in inside.block.parameters:
                told: dict[str, Scalar] = {"node": path, "block": inside.name, "argument": name}
                where = Where(self.role, path, f"arguments.{name}")
                self._problems.append(Problem("unknown_argument", told, where))
        if not inside.knows(layer.arguments):
            self._spend(0, 4 * len(inside.block.bindings))
        layers, faults = inside.layers(layer.arguments)
        for fault in faults:
            self._problems.append(
                told_at(fault, path, inside.name, Where(self.role, path, f"arguments.{fault.parameter}"))
            )
        return layers

    def _tell_once(self, path: str, inside: Inside) -> None:
        """What is wrong with a block wherever it stands is told where it stands first."""
        if inside.name in self._told:
            return
        self._told.add(inside.name)
        self._spend(0, inside.size)
        for fault in inside.faults:
            if fault.field:
                where = Where(self.role, path, f"bindings.{fault.field}")
                self._problems.append(told_at(fault, path, inside.name, where))
        network = inside.block.network
        found = structure_problems(network, inside.graph, inside.order, self.role, self.ports)
        self._problems += moved(found, path)

    def _spend(self, nodes: int, work: int) -> None:
        self._nodes_left -= nodes
        self._work_left -= work
        if self._nodes_left < 0 or self._work_left < 0:
            raise _SpentError


def enclosing(path: str) -> Iterator[str]:
    """The paths that a node stands in, the outermost first: of `a/0/b` these are `a` and `a/0`."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _only(refs: Sequence[Ref]) -> Ref:
    """What arrives, where exactly one wire does."""
    return refs[0] if len(refs) == 1 else NOWHERE

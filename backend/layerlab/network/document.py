"""The graph document: the saved truth; the canvas is a view of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.kit.document import Document, NodeId
from layerlab.layers import AnyLayer

Coordinate = Annotated[float, Field(ge=-1e6, le=1e6)]

MAX_NODES = 2_000
MAX_EDGES = 8_000


class Position(Document):
    """Where a node stands on the canvas, in pixels at 100 %."""

    x: Coordinate = 0.0
    y: Coordinate = 0.0


class Node(Document):
    """A layer with a name and a place."""

    layer: AnyLayer
    position: Position = Position()


class Edge(Document):
    """A wire from one node's output to another's input. Wires into one port keep their order here."""

    source: NodeId
    target: NodeId


class Network(Document):
    """A directed acyclic graph of nodes. It may be unfinished: `check` says what is missing."""

    nodes: Annotated[dict[NodeId, Node], Field(max_length=MAX_NODES)] = {}
    edges: Annotated[tuple[Edge, ...], Field(max_length=MAX_EDGES)] = ()

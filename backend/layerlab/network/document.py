"""The graph document: the saved truth; the canvas is a view of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import (
    QUIET,
    Document,
    NodeId,
    ParameterName,
    ParameterValue,
    PlainText,
    PortName,
)
from layerlab.layers import AnyLayer
from layerlab.layers.block import MAX_PARAMETERS

Coordinate = Annotated[float, Field(ge=-1e6, le=1e6)]

MAX_NODES = 2_000
MAX_EDGES = 8_000
MAX_COMMENTS = 200
MAX_GROUPS = 200
MAX_BLOCKS = 200
MAX_BINDINGS = 500


class Position(Document):
    """Where a node stands on the canvas, in pixels at 100 %."""

    x: Coordinate = 0.0
    y: Coordinate = 0.0


class Node(Document):
    """A layer with a name and a place."""

    layer: AnyLayer
    position: Position = Position()
    off: bool = Field(False, exclude_if=False.__eq__, json_schema_extra=QUIET)
    """Switched off: it passes on what it is given, as it is, and keeps its weights as they are."""


class Edge(Document):
    """A wire from one node's output to another's input. Wires into one port keep their order here."""

    source: NodeId
    target: NodeId
    source_port: PortName = Field("out", exclude_if="out".__eq__, json_schema_extra=QUIET)
    """Which of the source's outputs; written down where it is not the usual one."""
    target_port: PortName = Field("in", exclude_if="in".__eq__, json_schema_extra=QUIET)
    """Which of the target's inputs; likewise."""


class Comment(Document):
    """A note on the canvas; `position` is its upper left corner. It computes nothing."""

    text: Annotated[PlainText, Field(max_length=2_000)] = ""
    position: Position = Position()
    width: Annotated[float, Field(ge=60, le=2_000)] = 200.0
    height: Annotated[float, Field(ge=32, le=2_000)] = 88.0
    colour: Literal["grey", "amber", "green", "rose"] = "amber"


class Group(Document):
    """A titled frame around nodes. Names of nodes that are gone are passed over."""

    title: Annotated[PlainText, Field(max_length=80)] = ""
    nodes: Annotated[tuple[NodeId, ...], Field(max_length=MAX_NODES)] = ()


class Network(Document):
    """A directed acyclic graph of nodes. It may be unfinished: `check` says what is missing."""

    nodes: Annotated[dict[NodeId, Node], Field(max_length=MAX_NODES)] = {}
    edges: Annotated[tuple[Edge, ...], Field(max_length=MAX_EDGES)] = ()
    comments: Annotated[dict[NodeId, Comment], Field(max_length=MAX_COMMENTS)] = {}
    groups: Annotated[dict[NodeId, Group], Field(max_length=MAX_GROUPS)] = {}


FieldOfNode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39}){1,2}$")]
"""A field of a node inside a block: `conv2d_1.out_channels`; of a use of another block, `res_1.arguments.channels`."""


class Block(Document):
    """A network that stands in other networks as one node. Its inputs and outputs are the node's ports."""

    network: Network = Network()
    parameters: Annotated[dict[ParameterName, ParameterValue], Field(max_length=MAX_PARAMETERS)] = {}
    """Numbers that each use may choose, with what they are where a use does not."""
    bindings: Annotated[dict[FieldOfNode, ParameterName], Field(max_length=MAX_BINDINGS)] = {}
    """Which fields inside have the value of a parameter, whatever stands in them. A pair takes it for both sides."""

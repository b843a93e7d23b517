"""One ONNX graph while it is written: the whole, or the inside of a copy of a block."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, helper

from layerlab.network.graph import Ref

Arrays = Mapping[str, NDArray[np.generic]]


class Scope:
    """The nodes so far, and what values and weights are called among them."""

    def __init__(self, path: str, known: Arrays) -> None:
        """`path`: that of the copy. `known`: all weights there are, by their names in the whole network."""
        self.path = path
        self._prefix, self._known = f"{path}/" if path else "", known
        self.nodes: list[NodeProto] = []
        self.names: dict[Ref, str] = {}
        """What values are called here."""
        self.weights: dict[str, str] = {}
        """Those that are used, by their names in the whole network: what they are called here."""
        self._leaving: set[str] = set()

    def local(self, path: str) -> str:
        """The path of a node, from here."""
        return path.removeprefix(self._prefix)

    def has(self, name: str) -> bool:
        """Whether there is a weight of that name."""
        return name in self._known

    def weight(self, name: str) -> str:
        """What a weight is called here."""
        return self.weights.setdefault(name, name.removeprefix(self._prefix.replace("/", ".")))

    def lead_out(self, ref: Ref, name: str) -> None:
        """Let a value leave under this name."""
        before = self.names[ref]
        is_made = any(before in node.output for node in self.nodes)
        if not is_made or before in self._leaving:
            # What entered, or leaves already.
            self.nodes.append(helper.make_node("Identity", [before], [name], name=name))
            return
        for node in self.nodes:
            for places in (node.input, node.output):
                places[:] = [name if place == before else place for place in places]
        self.names = {known: name if called == before else called for known, called in self.names.items()}
        self._leaving.add(name)

"""Nodes that are switched off: each passes on what it is given, as it is. No torch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from layerlab.kit.values import Value
from layerlab.network.blocks import Opened, enclosing
from layerlab.network.graph import Ref


def passing(opened: Opened, values: Mapping[Ref, Value]) -> dict[str, Ref]:
    """What each node and each use of a block would pass on, by path, where anything that it is given is like what
    leaves it: of several such the one that came the longest way, of two of one length the first.

    `values`: all that is known to enter or to leave a node.
    """
    found: dict[str, Ref] = {}
    depth: dict[str, int] = {}
    for node in opened.order:
        given = [ref for refs in opened.graph.arriving[node].values() for ref in refs]
        depth[node] = 1 + max((depth.get(ref.node, 0) for ref in given), default=0)
        if len(opened.layers[node].outputs) == 1:
            alike = _alike(given, values.get(Ref(node, opened.layers[node].outputs[0])), values)
            if alike:
                found[node] = max(alike, key=lambda ref: depth.get(ref.node, 0))
    for path, use in opened.uses.items():
        if len(use.outputs) == 1:
            given = [ref for refs in use.given.values() for ref in refs]
            (leaving,) = use.outputs.values()
            alike = _alike(given, values.get(leaving), values)
            if alike:
                found[path] = alike[0]
    return found


def _alike(given: Iterable[Ref], leaving: Value | None, values: Mapping[Ref, Value]) -> list[Ref]:
    return [ref for ref in given if leaving is not None and values.get(ref) == leaving]


def is_off(node: str, off: frozenset[str]) -> bool:
    """Whether a node is switched off, by itself or with a block that it stands in."""
    return bool(off) and (node in off or any(path in off for path in enclosing(node)))

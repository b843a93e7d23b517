"""Blocks that are told how long sequences are: all copies of one must be told alike, and of one length alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from layerlab.kit.errors import Problem, Where
from layerlab.kit.values import Length, Value
from layerlab.network.blocks import NOWHERE, Opened
from layerlab.network.graph import Ref

Signature = tuple[tuple[str, bool], ...]
"""The nodes of a block that are told lengths, by their path in it, and whether each changes them."""


def length_problems(opened: Opened, values: Mapping[Ref, Value], role: str) -> Iterator[Problem]:
    """One for each use of a block that can't hand lengths on: a class has one text for all of its copies."""
    first: dict[str, Signature] = {}
    told = _told(opened, values)
    for path, use in opened.uses.items():
        for copy in use.copies:
            within = {node: at for node, at in told.items() if node.startswith(f"{copy}/")}
            signature = tuple((node.removeprefix(copy), changes) for node, (_, changes) in within.items())
            alike = first.setdefault(use.layer.block, signature) == signature
            if within and not (alike and _is_of_one_length(opened, values, path, copy)):
                node = next(iter(within))
                yield Problem("lengths_in_block", {"node": node}, Where(role, node))
                break


def _told(opened: Opened, values: Mapping[Ref, Value]) -> dict[str, tuple[Length, bool]]:
    """The layers inside of blocks that are told lengths: which, and whether they give others."""
    found = {}
    for node in opened.order:
        layer = opened.layers[node]
        if not layer.told_lengths or "/" not in node:
            continue
        given = [
            values[ref] for refs in opened.graph.arriving[node].values() for ref in refs if ref in values
        ]
        before = next((value.length for value in given if value.length), None)
        after = values.get(Ref(node, layer.outputs[0])) if layer.outputs else None
        if before is not None:
            known = {value.length for value in given}
            found[node] = before, after is not None and after.length not in {None, *known}
    return found


def _is_of_one_length(opened: Opened, values: Mapping[Ref, Value], path: str, copy: str) -> bool:
    """Whether sequences of one length enter a copy, and of one more at most leave it."""
    level, use = opened.levels[copy], opened.uses[path]
    inputs = [node for node, layer in level.layers.items() if not layer.inputs]
    entering = {
        values[ref].length for node in inputs if (ref := level.known.get(Ref(node), NOWHERE)) in values
    }
    leaving = {values[ref].length for ref in use.outputs.values() if ref in values}
    return len(entering - {None}) <= 1 and len(leaving - entering - {None}) <= 1

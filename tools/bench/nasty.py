"""Bodies that take as much work as the limits let them: what one who means harm would send."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

Document = dict[str, Any]
Body = tuple[str, str, bytes]
"""Method, path and content."""

CONV = {"kind": "conv2d", "out_channels": 4, "kernel_size": [3, 3], "stride": [1, 1], "padding": [1, 1]} | {
    "dilation": [1, 1],
    "groups": 1,
    "bias": True,
}
RELU, ADD, LINEAR = {"kind": "relu"}, {"kind": "add"}, {"kind": "linear", "out_features": 65_536}
INPUT, OUTPUT, FLATTEN = {"kind": "input"}, {"kind": "output"}, {"kind": "flatten"}
MOST_NODES, MOST_EDGES = 2_000, 8_000


def bodies() -> dict[str, Body]:
    """By what is wicked about them. All within the limit of bytes; some are refused for another."""
    found = {name: _check(document) for name, document in _documents().items()}
    large = _network(_chain([INPUT] + [CONV] * 1_380 + [OUTPUT]))
    found["targets of a large network"] = _body("POST", "/api/targets", large, role="classifier", source="n1")
    # Refused at the end, by its revision or as nobody's: all else is done first.
    found["a large network, to be saved"] = (
        "PUT",
        "/api/experiments/none",
        _packed({"revision": 1, "document": large}),
    )
    return found


def _documents() -> dict[str, Document]:
    numbered = [f"n{at}" for at in range(MOST_NODES)]
    unsound = {"nodes": {name: {"layer": ADD} for name in ["x", *numbered[1:]]}}
    return {
        "900,000 scalars": {"probes": [1] * 900_000},
        "24,000 scalars": {"probes": [1] * 24_000},
        "130,000 unknown keys": {f"k{at}": 1 for at in range(130_000)},
        "24,000 unknown keys": {f"k{at}": 1 for at in range(24_000)},
        "2,000 nodes of unknown keys": _network(
            {"nodes": {name: {f"k{at}": 1 for at in range(10)} for name in numbered}}
        ),
        "8,000 wires of unknown keys": _network({"edges": [{"a": 1, "b": 2}] * MOST_EDGES}),
        "1,380 convolutions": _network(_chain([INPUT] + [CONV] * 1_380 + [OUTPUT])),
        "2,000 sums of 8,000 wires": _network(_woven(numbered)),
        "deep diamonds": _network(_diamonds(MOST_NODES // 3 - 1)),
        "8 networks": {"networks": {f"r{at}": _chain([INPUT] + [CONV] * 170 + [OUTPUT]) for at in range(8)}},
        "2,000 nodes with many problems": _network(unsound),
        "8,000 wires to nowhere": _network(
            unsound | {"edges": [{"source": f"a{at}", "target": f"b{at}"} for at in range(MOST_EDGES)]}
        ),
        "a thousand images refused, far from where they end": _network(_fan(CONV)),
        "a thousand outputs, far from their layer": _network(_fan(OUTPUT)),
        "a circle of 2,000": _network(_ring(numbered)),
        "100 layers too large": _network(_chain([INPUT, FLATTEN] + [LINEAR] * 96 + [OUTPUT])),
        "60 layers too large": _network(_chain([INPUT, FLATTEN] + [LINEAR] * 56 + [OUTPUT])),
        "60 layers too large side by side": _network(_too_large(numbered[:60], 0)),
        "100 layers too large side by side": _network(_too_large(numbered[:100], 0)),
        "100 layers too large, 8,000 wires": _network(_too_large(numbered[:100], MOST_EDGES)),
        "2 MB of text": {"notes": "an apple" * 260_000},
        "2 MB of escapes": {"title": "\x01" * 340_000},
        "groups of 24,000 names": _network(
            {"groups": {f"g{at}": {"nodes": numbered[:1_960]} for at in range(12)}}
        ),
        "24,000 long numbers": {"probes": [0.12345678901234567] * 24_000},
    }


def _check(document: Document) -> Body:
    return _body("POST", "/api/check", document)


def _body(method: str, path: str, document: Document, **more: str) -> Body:
    return method, path, _packed({"experiment": document, **more})


def _packed(value: Document) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _network(network: Document) -> Document:
    return {"networks": {"classifier": network}}


def _wires(ends: Iterable[tuple[str, str]]) -> list[Document]:
    return [{"source": source, "target": target} for source, target in ends]


def _chain(layers: list[Document]) -> Document:
    nodes = {
        f"n{at}": {"layer": layer, "position": {"x": 1.5 * at, "y": 2.5}} for at, layer in enumerate(layers)
    }
    return {"nodes": nodes, "edges": _wires(pairwise(nodes))}


def _woven(names: list[str]) -> Document:
    """Every node feeds the next four."""
    nodes = {name: {"layer": ADD} for name in names} | {names[0]: {"layer": INPUT}}
    ends = [(a, b) for step in range(1, 5) for a, b in zip(names, names[step:], strict=False)]
    return {"nodes": nodes, "edges": _wires(ends)}


def _diamonds(count: int) -> Document:
    """Each doubles the ways through the network."""
    nodes, ends = {"a0": {"layer": INPUT}}, []
    for at in range(count):
        left, right, before, after = f"l{at}", f"r{at}", f"a{at}", f"a{at + 1}"
        nodes |= {left: {"layer": RELU}, right: {"layer": RELU}, after: {"layer": {"kind": "concat"}}}
        ends += [(before, left), (before, right), (left, after), (right, after)]
    return {"nodes": nodes, "edges": _wires(ends)}


def _fan(layer: Document) -> Document:
    """A long line of vectors, and at each of its nodes a layer that refuses it."""
    line = _chain([INPUT, FLATTEN] + [RELU] * 990)
    leaves = {f"leaf{at}": {"layer": layer} for at in range(990)}
    ends = _wires((f"n{at + 2}", f"leaf{at}") for at in range(990))
    return {"nodes": line["nodes"] | leaves, "edges": line["edges"] + ends}


def _ring(names: list[str]) -> Document:
    ends = [(a, b) for step in (1, 3, 5, 7) for a, b in zip(names, names[step:] + names[:step], strict=True)]
    return {"nodes": {name: {"layer": RELU} for name in names}, "edges": _wires(ends)}


def _too_large(names: list[str], wires: int) -> Document:
    """Layers side by side, each too large for itself, and more wires between them."""
    huge = CONV | {"out_channels": 65_536, "padding": [1_024, 1_024]}
    nodes = {name: {"layer": huge} for name in names} | {names[0]: {"layer": INPUT}}
    ends = [(names[0], name) for name in names[1:]]
    return {"nodes": nodes, "edges": _wires((ends * wires)[: max(wires, len(ends))])}

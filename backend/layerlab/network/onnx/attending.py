"""Attention, and where steps stand, as ONNX says them: sequences of one length, whichever that is."""

from __future__ import annotations

from math import pi

import numpy as np

from layerlab.network.onnx.node import NodeWriter, Rule


def attention(node: NodeWriter) -> str:
    """Each step takes of the values by how well their keys fit."""
    arriving = iter(node.inputs)
    ports = [None if ref is None else next(arriving) for ref in node.step.inputs[:3]]
    query, key, value = (*ports, None, None)[:3]
    key = key or query
    value = value or key
    assert query
    assert key
    assert value
    queries, keys, values = (
        _by_head(node, _projected(node, name, each))
        for name, each in (("query", query), ("key", key), ("value", value))
    )
    scores = (
        _additive(node, queries, keys) if node.arguments["score"] == "additive" else _dot(node, queries, keys)
    )
    if node.arguments["causal"]:
        rows = node.op("Unsqueeze", _steps(node, query), node.counts(1))
        later = node.op("Greater", _steps(node, key), rows)
        scores = node.op("Where", later, node.numbers(np.finfo(np.float32).min), scores)
    mixed = node.op("MatMul", node.op("Softmax", scores, axis=-1), values)
    steps_first = node.op("Transpose", mixed, perm=[0, 2, 1, 3])
    return _projected(node, "out", node.op("Reshape", steps_first, node.counts(0, 0, -1)))


def positional_encoding(node: NodeWriter) -> str:
    """A cosine is a sine that begins a quarter of a turn later."""
    if node.arguments["encoding"] == "learnt":
        steps = node.op("Shape", node.x, start=1, end=2)
        rows = node.op("Slice", node.weight("weight"), node.counts(0), steps, node.counts(0))
        return node.op("Add", node.x, rows)
    features = node.integer("features")
    places = np.arange(features)
    rates = 10_000.0 ** (-(places - places % 2) / features)
    steps = node.op("Cast", node.op("Unsqueeze", _steps(node, node.x), node.counts(1)), to=1)
    angles = node.op("Mul", steps, node.numbers(rates))
    waves = node.op("Sin", node.op("Add", angles, node.numbers(places % 2 * pi / 2)))
    return node.op("Add", node.x, waves)


def _steps(node: NodeWriter, value: str) -> str:
    """0, 1, 2 and so on, as many as it has steps."""
    count = node.op("Squeeze", node.op("Shape", value, start=1, end=2))
    return node.op("Range", node.count(0), count, node.count(1))


def _projected(node: NodeWriter, name: str, value: str) -> str:
    if not node.has(f"{name}.weight"):
        return value
    turned = node.op("Transpose", node.weight(f"{name}.weight"), perm=[1, 0])
    product = node.op("MatMul", value, turned)
    return node.op("Add", product, node.weight(f"{name}.bias")) if node.has(f"{name}.bias") else product


def _by_head(node: NodeWriter, value: str) -> str:
    parted = node.op("Reshape", value, node.counts(0, 0, node.integer("heads"), -1))
    return node.op("Transpose", parted, perm=[0, 2, 1, 3])


def _dot(node: NodeWriter, queries: str, keys: str) -> str:
    size = node.integer("features") // node.integer("heads")
    products = node.op("MatMul", queries, node.op("Transpose", keys, perm=[0, 1, 3, 2]))
    return node.op("Div", products, node.numbers(size**0.5))


def _additive(node: NodeWriter, queries: str, keys: str) -> str:
    sums = node.op(
        "Add", node.op("Unsqueeze", queries, node.counts(3)), node.op("Unsqueeze", keys, node.counts(2))
    )
    compare = node.op("Unsqueeze", node.weight("compare"), node.counts(1, 2))
    return node.op("ReduceSum", node.op("Mul", node.op("Tanh", sums), compare), node.counts(4), keepdims=0)


ATTENDING: dict[str, Rule] = {"Attention": attention, "PositionalEncoding": positional_encoding}
"""By the module of ours."""

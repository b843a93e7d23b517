"""Layers that read sequences, as ONNX says them: a batch of sequences of one length, whichever that is."""

from __future__ import annotations

from typing import Any

import numpy as np

from layerlab.network.onnx.node import NodeWriter, Rule, unknown

RNN, GRU, LSTM = (0,), (1, 0, 2), (0, 3, 1, 2)
"""In which order ONNX has the gates of each, by PyTorch's."""


def embedding(node: NodeWriter) -> str:
    """The row of each token."""
    return node.op("Gather", node.weight("weight"), node.x, axis=0)


def one_hot(node: NodeWriter) -> str:
    """A 1 in the place of each token."""
    return node.op(
        "OneHot", node.x, node.count(node.integer("categories")), node.numbers([0.0, 1.0]), axis=-1
    )


def rnn(node: NodeWriter) -> str:
    """The plain recurrence."""
    bend = "Relu" if node.arguments["nonlinearity"] == "relu" else "Tanh"
    return _read(node, "RNN", RNN, activations=[bend] * _ways(node))


def gru(node: NodeWriter) -> str:
    """In PyTorch the state is multiplied before it is reset."""
    return _read(node, "GRU", GRU, linear_before_reset=1)


def lstm(node: NodeWriter) -> str:
    """ONNX has none with a projection."""
    if node.integer("proj_size"):
        raise unknown(node.step.node)
    return _read(node, "LSTM", LSTM)


def last_step(node: NodeWriter) -> str:
    """The last step; of two ways that of each."""
    last = node.op("Gather", node.x, node.count(-1), axis=1)
    if not node.arguments["both_ways"]:
        return last
    first, features = node.op("Gather", node.x, node.count(0), axis=1), node.sides[-1]
    half, axis = node.counts(features // 2), node.counts(1)
    return node.op(
        "Concat",
        node.op("Slice", last, node.counts(0), half, axis),
        node.op("Slice", first, half, node.counts(features), axis),
        axis=1,
    )


def mean_over_time(node: NodeWriter) -> str:
    """The mean of each feature."""
    return node.op("ReduceMean", node.x, node.counts(1), keepdims=0)


def max_over_time(node: NodeWriter) -> str:
    """The largest value of each."""
    return node.op("ReduceMax", node.x, node.counts(1), keepdims=0)


def _ways(node: NodeWriter) -> int:
    return 2 if node.arguments["bidirectional"] else 1


def _read(node: NodeWriter, kind: str, gates: tuple[int, ...], **more: Any) -> str:
    """Layer by layer; in between the steps come first."""
    value = node.op("Transpose", node.x, perm=[1, 0, 2])
    direction = "bidirectional" if _ways(node) == 2 else "forward"
    for layer in range(node.integer("num_layers")):
        ends = [f"l{layer}{way}" for way in ("", "_reverse")[: _ways(node)]]
        parts = [_stacked(node, [[f"weight_{part}_{end}"] for end in ends], gates) for part in ("ih", "hh")]
        if node.has(f"bias_ih_{ends[0]}"):
            parts.append(_stacked(node, [[f"bias_ih_{end}", f"bias_hh_{end}"] for end in ends], gates))
        states = node.op(
            kind, value, *parts, hidden_size=node.integer("hidden_size"), direction=direction, **more
        )
        value = node.op(
            "Reshape", node.op("Transpose", states, perm=[0, 2, 1, 3]), node.numbers([0, 0, -1], np.int64)
        )
    return node.op("Transpose", value, perm=[1, 0, 2])


def _stacked(node: NodeWriter, ways: list[list[str]], gates: tuple[int, ...]) -> str:
    """The weights of both ways, one behind the other, with their gates in ONNX's order."""
    rows = []
    for names in ways:
        sorted_ = [piece for name in names for piece in _gates(node, name, gates)]
        joined = node.op("Concat", *sorted_, axis=0) if len(sorted_) > 1 else sorted_[0]
        rows.append(node.op("Unsqueeze", joined, node.counts(0)))
    return node.op("Concat", *rows, axis=0) if len(rows) > 1 else rows[0]


def _gates(node: NodeWriter, name: str, gates: tuple[int, ...]) -> list[str]:
    if len(gates) == 1:
        return [node.weight(name)]
    first = node.op("Split", node.weight(name), outputs=len(gates), axis=0, num_outputs=len(gates))
    return [f"{first.removesuffix(':0')}:{gate}" for gate in gates]


SEQUENCES: dict[str, Rule] = {
    "nn.Embedding": embedding,
    "OneHot": one_hot,
    "Rnn": rnn,
    "Gru": gru,
    "Lstm": lstm,
    "LastStep": last_step,
    "MeanOverTime": mean_over_time,
    "MaxOverTime": max_over_time,
}
"""By the module of PyTorch, or of ours."""

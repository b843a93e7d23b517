"""Poolings as ONNX says them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from layerlab.network.onnx.node import NodeWriter, Rule, unknown


def max_pool(node: NodeWriter) -> str:
    """The largest value of each window."""
    return _largest(node, node.x)


def avg_pool(node: NodeWriter) -> str:
    """The mean of each window."""
    return _mean(node, node.x)


def max_pool_over_time(node: NodeWriter) -> str:
    """Of windows of steps."""
    turned = node.op("Transpose", node.x, perm=[0, 2, 1])
    return node.op("Transpose", _largest(node, turned), perm=[0, 2, 1])


def avg_pool_over_time(node: NodeWriter) -> str:
    """Likewise."""
    turned = node.op("Transpose", node.x, perm=[0, 2, 1])
    return node.op("Transpose", _mean(node, turned), perm=[0, 2, 1])


def global_avg_pool(node: NodeWriter) -> str:
    """The mean of each map."""
    return node.op("Flatten", node.op("GlobalAveragePool", node.x), axis=1)


def adaptive_avg_pool(node: NodeWriter) -> str:
    """Means over windows that fit: where these overlap, a product with the share that each row has in each."""
    sides, wished = node.sides[1:], node.integers("output_size")
    if (even := _even(sides, wished)) is not None:
        return node.op("AveragePool", node.x, kernel_shape=even, strides=even)
    rows, columns = (_shares(side, into) for side, into in zip(sides, wished, strict=True))
    return node.op("MatMul", node.op("MatMul", node.numbers(rows), node.x), node.numbers(columns.T))


def adaptive_max_pool(node: NodeWriter) -> str:
    """The largest values of such windows: the rows of each side by side, some of them twice, which changes nothing."""
    sides, wished = node.sides[1:], node.integers("output_size")
    if (even := _even(sides, wished)) is not None:
        return node.op("MaxPool", node.x, kernel_shape=even, strides=even)
    value = node.x
    for axis, (side, into) in enumerate(zip(sides, wished, strict=True), start=2):
        taken = node.op("Gather", value, node.numbers(_members(side, into), np.int64), axis=axis)
        value = node.op("ReduceMax", taken, node.counts(axis + 1), keepdims=0)
    return value


def _largest(node: NodeWriter, value: str) -> str:
    before = node.integers("padding")
    return node.op("MaxPool", value, **_window(node), pads=[*before, *_behind(node)])


def _mean(node: NodeWriter, value: str) -> str:
    """What reaches over the edge is never counted, the zeros of the padding where the layer says so."""
    before, behind = node.integers("padding"), _behind(node)
    if node.arguments["count_include_pad"] and any(before):
        # As values of the map, which are always counted.
        pads = node.counts(0, 0, *before, 0, 0, *before)
        value = node.op("Pad", value, pads)
        behind = [all_of_it - own for all_of_it, own in zip(behind, before, strict=True)]
        before = (0,) * len(before)
    return node.op("AveragePool", value, **_window(node), pads=[*before, *behind], count_include_pad=0)


def _window(node: NodeWriter) -> dict[str, Any]:
    return {"kernel_shape": list(node.integers("kernel_size")), "strides": list(node.integers("stride"))}


def _behind(node: NodeWriter) -> list[int]:
    """The padding at the end of each side, with what a last window needs that reaches over the edge."""
    own = node.integers("padding")
    if not node.arguments["ceil_mode"]:
        return list(own)
    if not node.is_fixed:
        raise unknown(node.step.node)
    is_sequence = node.given[0].kind == "sequence"
    taken, given = node.sides, node.step.value.shape
    sides, results = (taken[:1], given[:1]) if is_sequence else (taken[1:], given[1:])
    windows = zip(sides, results, node.integers("kernel_size"), node.integers("stride"), own, strict=True)
    return [
        p + max(0, (result - 1) * stride + kernel - side - 2 * p)
        for side, result, kernel, stride, p in windows
    ]


def _even(sides: Sequence[int], wished: Sequence[int]) -> list[int] | None:
    """The window that is the same everywhere, where there is one."""
    if any(side % into for side, into in zip(sides, wished, strict=True)):
        return None
    return [side // into for side, into in zip(sides, wished, strict=True)]


def _bounds(side: int, into: int) -> list[tuple[int, int]]:
    return [(at * side // into, -(-(at + 1) * side // into)) for at in range(into)]


def _shares(side: int, into: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    shares = np.zeros((into, side), np.float32)
    for at, (first, end) in enumerate(_bounds(side, into)):
        shares[at, first:end] = 1 / (end - first)
    return shares


def _members(side: int, into: int) -> list[list[int]]:
    bounds = _bounds(side, into)
    most = max(end - first for first, end in bounds)
    return [[min(first + at, end - 1) for at in range(most)] for first, end in bounds]


POOLINGS: dict[str, Rule] = {
    "nn.MaxPool2d": max_pool,
    "nn.AvgPool2d": avg_pool,
    "MaxPool1d": max_pool_over_time,
    "AvgPool1d": avg_pool_over_time,
    "GlobalAvgPool": global_avg_pool,
    "nn.AdaptiveAvgPool2d": adaptive_avg_pool,
    "nn.AdaptiveMaxPool2d": adaptive_max_pool,
}
"""By the module of PyTorch, or of ours."""

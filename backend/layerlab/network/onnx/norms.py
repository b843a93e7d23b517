"""Normalisations as ONNX says them, as they are in tests."""

from __future__ import annotations

from math import prod

import numpy as np
from onnx import TensorProto, numpy_helper

from layerlab.network.onnx.node import NodeWriter, Rule


def batch_norm(node: NodeWriter) -> str:
    """By the running mean and variance."""
    count = node.integer("num_features")
    return node.op(
        "BatchNormalization",
        node.x,
        node.weight_or("weight", 1, count),
        node.weight_or("bias", 0, count),
        node.weight("running_mean"),
        node.weight("running_var"),
        epsilon=node.number("eps"),
    )


def layer_norm(node: NodeWriter) -> str:
    """Over one sample; of a sequence over each step."""
    sides = node.integers("normalized_shape")
    learnt = [node.weight(name) for name in ("weight", "bias") if node.has(name)]
    # The scale may not be left out.
    scale = learnt or [node.op("ConstantOfShape", node.counts(*sides), value=_one())]
    return node.op("LayerNormalization", node.x, *scale, axis=-len(sides), epsilon=node.number("eps"))


def rms_norm(node: NodeWriter) -> str:
    """Over one sample, and without its mean."""
    axes = range(-len(node.integers("normalized_shape")), 0)
    mean = node.op("ReduceMean", node.op("Mul", node.x, node.x), node.counts(*axes))
    size = node.op("Sqrt", node.op("Add", mean, node.numbers(node.number("eps"))))
    normed = node.op("Div", node.x, size)
    return node.op("Mul", normed, node.weight("weight")) if node.has("weight") else normed


def group_norm(node: NodeWriter) -> str:
    """Groups of channels as if each were one map."""
    groups, sides = node.integer("num_groups"), node.sides
    rows = node.shaped(node.x, groups, prod(sides) // groups)
    normed = node.shaped(_each_map(node, rows, groups), *sides)
    return _scaled(node, normed)


def instance_norm(node: NodeWriter) -> str:
    """Over one map of one sample."""
    return _scaled(node, _each_map(node, node.x, node.sides[0]))


def local_response_norm(node: NodeWriter) -> str:
    """Damped by the maps beside. ONNX counts an even neighbourhood to the other side, and its runtime not at all."""
    size = node.integer("size")
    alpha, beta, k = (node.number(name) for name in ("alpha", "beta", "k"))
    if size % 2:
        return node.op("LRN", node.x, size=size, alpha=alpha, beta=beta, bias=k)
    channels, *sides = node.sides
    rows = node.shaped(node.op("Mul", node.x, node.x), 1, channels, prod(sides))
    beside = node.counts(0, 0, size // 2, 0, 0, 0, (size - 1) // 2, 0)
    means = node.op("AveragePool", node.op("Pad", rows, beside), kernel_shape=[size, 1])
    damped = node.op("Add", node.op("Mul", means, node.numbers(alpha)), node.numbers(k))
    return node.op("Div", node.x, node.shaped(node.op("Pow", damped, node.numbers(beta)), channels, *sides))


def _each_map(node: NodeWriter, value: str, count: int) -> str:
    ones, zeros = node.numbers([1] * count), node.numbers([0] * count)
    return node.op("InstanceNormalization", value, ones, zeros, epsilon=node.number("eps"))


def _scaled(node: NodeWriter, value: str) -> str:
    if not node.has("weight"):
        return value
    scaled = node.op("Mul", value, node.by_channel(node.weight("weight")))
    return node.op("Add", scaled, node.by_channel(node.weight("bias")))


def _one() -> TensorProto:
    return numpy_helper.from_array(np.ones(1, np.float32))


NORMS: dict[str, Rule] = {
    "nn.BatchNorm1d": batch_norm,
    "nn.BatchNorm2d": batch_norm,
    "nn.LayerNorm": layer_norm,
    "nn.RMSNorm": rms_norm,
    "nn.GroupNorm": group_norm,
    "nn.InstanceNorm2d": instance_norm,
    "nn.LocalResponseNorm": local_response_norm,
}
"""By the module of PyTorch."""

"""Layers that multiply by weights, as ONNX says them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layerlab.network.onnx.node import NodeWriter, Rule


def conv(node: NodeWriter) -> str:
    """A convolution, of images or, turned on its side, over time."""
    return _convolved(node, node.x, _padding(node))


def conv_over_time(node: NodeWriter) -> str:
    """The features of a sequence stand last in Layerlab, before the steps in ONNX."""
    turned = node.op("Transpose", node.x, perm=[0, 2, 1])
    return node.op("Transpose", _convolved(node, turned, _padding(node)), perm=[0, 2, 1])


def conv_transpose(node: NodeWriter) -> str:
    """A convolution run backwards. At the end of each side it is cut off less by as much as is added there."""
    cut, added = node.integers("padding"), node.integers("output_padding")
    behind = [max(0, c - a) for c, a in zip(cut, added, strict=True)]
    beyond = [max(0, a - c) for c, a in zip(cut, added, strict=True)]
    weight, *bias = _weights(node)
    window = _window(node) | {"pads": [*cut, *behind]}
    if not any(beyond):
        return node.op("ConvTranspose", node.x, weight, *bias, **window)
    # Where no filter comes, there is the bias alone.
    laid = node.op("ConvTranspose", node.x, weight, **window)
    grown = node.op("Pad", laid, node.counts(0, 0, 0, 0, 0, 0, *beyond))
    return node.op("Add", grown, node.op("Reshape", bias[0], node.counts(-1, 1, 1))) if bias else grown


def linear(node: NodeWriter) -> str:
    """Every output sees every input; of a sequence at each step."""
    if len(node.sides) == 1:
        return node.op("Gemm", node.x, *_weights(node), transB=1)
    turned = node.op("Transpose", node.weight("weight"), perm=[1, 0])
    product = node.op("MatMul", node.x, turned)
    return node.op("Add", product, node.weight("bias")) if node.has("bias") else product


def scale(node: NodeWriter) -> str:
    """A learned factor for each channel."""
    return node.op("Mul", node.x, node.by_channel(node.weight("weight")))


def squeeze_excite(node: NodeWriter) -> str:
    """The means of all maps decide how far each is let through."""
    means = node.op("Flatten", node.op("GlobalAveragePool", node.x), axis=1)
    units = node.op("Relu", _gemm(node, means, "squeeze"))
    let = node.op("Sigmoid", _gemm(node, units, "excite"))
    return node.op("Mul", node.x, node.op("Unsqueeze", let, node.counts(2, 3)))


def _gemm(node: NodeWriter, value: str, part: str) -> str:
    return node.op("Gemm", value, node.weight(f"{part}.weight"), node.weight(f"{part}.bias"), transB=1)


def _convolved(node: NodeWriter, value: str, pads: Sequence[int]) -> str:
    return node.op("Conv", value, *_weights(node), **_window(node), pads=list(pads))


def _weights(node: NodeWriter) -> list[str]:
    return [node.weight(name) for name in ("weight", "bias") if node.has(name)]


def _window(node: NodeWriter) -> dict[str, Any]:
    return {
        "kernel_shape": list(node.integers("kernel_size")),
        "strides": list(node.integers("stride")),
        "dilations": list(node.integers("dilation")),
        "group": node.integer("groups"),
    }


def _padding(node: NodeWriter) -> list[int]:
    """Before along each side, then behind. What keeps the size adds one more behind where it is odd."""
    if node.arguments.get("causal"):
        return [node.integer("dilation") * (node.integer("kernel_size") - 1), 0]
    if node.arguments["padding"] != "same":
        return [*node.integers("padding"), *node.integers("padding")]
    added = [
        d * (k - 1) for d, k in zip(node.integers("dilation"), node.integers("kernel_size"), strict=True)
    ]
    return [*(all_of_it // 2 for all_of_it in added), *(all_of_it - all_of_it // 2 for all_of_it in added)]


CONVOLUTIONS: dict[str, Rule] = {
    "nn.Conv2d": conv,
    "Conv1d": conv_over_time,
    "nn.ConvTranspose2d": conv_transpose,
    "nn.Linear": linear,
    "Scale": scale,
    "SqueezeExcite": squeeze_excite,
}
"""By the module of PyTorch, or of ours."""

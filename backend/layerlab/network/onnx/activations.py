"""Activations as ONNX says them."""

from __future__ import annotations

from layerlab.network.onnx.node import NodeWriter, Rule


def clipped(node: NodeWriter, low: float, high: float) -> str:
    """No less than one number and no more than another."""
    return node.op("Clip", node.x, node.numbers(low), node.numbers(high))


def hardtanh(node: NodeWriter) -> str:
    """Stopped at a bound on either side."""
    return clipped(node, node.number("min_val"), node.number("max_val"))


def prelu(node: NodeWriter) -> str:
    """A slope of its own for each channel, or one for all."""
    slope = node.weight("weight")
    return node.op("PRelu", node.x, node.by_channel(slope) if node.integer("num_parameters") > 1 else slope)


def gelu(node: NodeWriter) -> str:
    """Exact, or by a tanh."""
    return node.op("Gelu", node.x, approximate=str(node.arguments["approximate"]))


def silu(node: NodeWriter) -> str:
    """x · σ(x)."""
    return node.op("Mul", node.x, node.op("Sigmoid", node.x))


def softplus(node: NodeWriter) -> str:
    """Bent as sharply as β says."""
    beta = node.number("beta")
    if beta == 1:
        return node.op("Softplus", node.x)
    sharp = node.numbers(beta)
    return node.op("Div", node.op("Softplus", node.op("Mul", node.x, sharp)), sharp)


def softmax(node: NodeWriter) -> str:
    """Shares over the channels or features."""
    return node.op("Softmax", node.x, axis=node.integer("dim"))


def log_softmax(node: NodeWriter) -> str:
    """Their logarithms."""
    return node.op("LogSoftmax", node.x, axis=node.integer("dim"))


ACTIVATIONS: dict[str, Rule] = {
    "nn.ReLU": lambda node: node.op("Relu", node.x),
    "nn.LeakyReLU": lambda node: node.op("LeakyRelu", node.x, alpha=node.number("negative_slope")),
    "nn.PReLU": prelu,
    "nn.ReLU6": lambda node: clipped(node, 0, 6),
    "nn.ELU": lambda node: node.op("Elu", node.x, alpha=node.number("alpha")),
    "nn.SELU": lambda node: node.op("Selu", node.x),
    "nn.CELU": lambda node: node.op("Celu", node.x, alpha=node.number("alpha")),
    "nn.Tanh": lambda node: node.op("Tanh", node.x),
    "nn.Sigmoid": lambda node: node.op("Sigmoid", node.x),
    "nn.Softsign": lambda node: node.op("Softsign", node.x),
    "nn.Hardtanh": hardtanh,
    "nn.Hardsigmoid": lambda node: node.op("HardSigmoid", node.x, alpha=1 / 6, beta=0.5),
    "nn.Hardswish": lambda node: node.op("HardSwish", node.x),
    "nn.GELU": gelu,
    "nn.SiLU": silu,
    "nn.Mish": lambda node: node.op("Mish", node.x),
    "nn.Softplus": softplus,
    "nn.Softmax": softmax,
    "nn.LogSoftmax": log_softmax,
}
"""By the module of PyTorch: from a node to the name of what it gives."""

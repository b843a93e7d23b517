"""Layers that lay values out otherwise, join wires or part them, as ONNX says them."""

from __future__ import annotations

from functools import reduce

import numpy as np

from layerlab.network.onnx.node import NodeWriter, Rule

LAST = np.iinfo(np.int64).max
"""The end of a side, however long it is."""


def passed_on(node: NodeWriter) -> str:
    """What trains only: in a test it lets everything through."""
    return node.x


def joined(node: NodeWriter, kind: str) -> str:
    """Value by value, in the order of the wires."""
    return reduce(lambda first, other: node.op(kind, first, other), node.inputs)


def concat(node: NodeWriter) -> str:
    """Side by side along the channels."""
    return node.op("Concat", *node.inputs, axis=1)


def concat_along(node: NodeWriter) -> str:
    """Along any side."""
    return node.op("Concat", *node.inputs, axis=node.integer("dim"))


def matmul(node: NodeWriter) -> str:
    """The right one may be turned on its side first."""
    left, right = node.inputs
    if node.arguments["transpose"]:
        last = len(node.given[1].sides)
        right = node.op("Transpose", right, perm=[*range(last - 1), last, last - 1])
    return node.op("MatMul", left, right)


def split(node: NodeWriter) -> tuple[str, str]:
    """The first channels, and the rest."""
    first, channels = node.integer("first"), node.sides[0]
    name = node.op("Split", node.x, node.counts(first, channels - first), axis=1, outputs=2)
    return name, f"{name.removesuffix(':0')}:1"


def flatten(node: NodeWriter) -> str:
    """All values of a sample in one row."""
    return node.op("Flatten", node.x, axis=1)


def reshape(node: NodeWriter) -> str:
    """The same values in rows of other sizes."""
    return node.shaped(node.x, *node.step.value.shape)


def permute(node: NodeWriter) -> str:
    """The sides in another order."""
    return node.op("Transpose", node.x, perm=[0, *node.integers("order")])


def crop(node: NodeWriter) -> str:
    """Without what stands at the edges."""
    top, bottom, left, right = (node.integer(name) for name in ("top", "bottom", "left", "right"))
    _, height, width = node.sides
    return node.op(
        "Slice",
        node.x,
        node.counts(top, left),
        node.counts(height - bottom, width - right),
        node.counts(2, 3),
    )


def pad(node: NodeWriter, mode: str) -> str:
    """With more at the edges."""
    left, right, top, bottom = node.integers("padding")
    return node.op("Pad", node.x, node.counts(0, 0, top, left, 0, 0, bottom, right), mode=mode)


def pad_circular(node: NodeWriter) -> str:
    """With its other end."""
    left, right, top, bottom = node.integers("padding")
    value = node.x
    for axis, before, behind in ((2, top, bottom), (3, left, right)):
        side = node.sides[axis - 1]
        ends = [(side - before, LAST)] * (before > 0), [(0, behind)] * (behind > 0)
        parts = [
            [node.op("Slice", value, *map(node.counts, (first, end, axis))) for first, end in each]
            for each in ends
        ]
        if parts[0] or parts[1]:
            value = node.op("Concat", *parts[0], value, *parts[1], axis=axis)
    return value


def upsample(node: NodeWriter) -> str:
    """Pixels again and again, or what lies between them."""
    factor, mode = node.number("scale_factor"), node.arguments["mode"]
    scales = node.numbers([1, 1, factor, factor])
    if mode == "nearest":
        where = "asymmetric"
        return node.op(
            "Resize",
            node.x,
            "",
            scales,
            mode="nearest",
            nearest_mode="floor",
            coordinate_transformation_mode=where,
        )
    return node.op(
        "Resize",
        node.x,
        "",
        scales,
        mode="linear" if mode == "bilinear" else "cubic",
        coordinate_transformation_mode="half_pixel",
        cubic_coeff_a=-0.75,
    )


def pixel_shuffle(node: NodeWriter) -> str:
    """Channels laid out as pixels."""
    return node.op("DepthToSpace", node.x, blocksize=node.integer("upscale_factor"), mode="CRD")


def channel_shuffle(node: NodeWriter) -> str:
    """Channels dealt out between the groups."""
    groups, (channels, *sides) = node.integer("groups"), node.sides
    rows = node.shaped(node.x, groups, channels // groups, *sides)
    order = [0, 2, 1, *range(3, 3 + len(sides))]
    return node.shaped(node.op("Transpose", rows, perm=order), channels, *sides)


MOVING: dict[str, Rule] = {
    "nn.Dropout": passed_on,
    "nn.Dropout2d": passed_on,
    "nn.AlphaDropout": passed_on,
    "Noise": passed_on,
    "StochasticDepth": passed_on,
    "Add": lambda node: joined(node, "Add"),
    "Subtract": lambda node: joined(node, "Sub"),
    "Multiply": lambda node: joined(node, "Mul"),
    "Concat": concat,
    "ConcatAlong": concat_along,
    "Matmul": matmul,
    "Split": split,
    "nn.Flatten": flatten,
    "nn.Unflatten": reshape,
    "Reshape": reshape,
    "Permute": permute,
    "Crop": crop,
    "nn.ZeroPad2d": lambda node: pad(node, "constant"),
    "nn.ReflectionPad2d": lambda node: pad(node, "reflect"),
    "nn.ReplicationPad2d": lambda node: pad(node, "edge"),
    "nn.CircularPad2d": pad_circular,
    "nn.Upsample": upsample,
    "nn.PixelShuffle": pixel_shuffle,
    "nn.ChannelShuffle": channel_shuffle,
}
"""By the module of PyTorch, or of ours."""

"""Reading the filters."""

from __future__ import annotations

from torch import nn

from layerlab.network.build import layers_of
from layerlab.probes.kernels.fields import Kernels
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import KernelsFrame, NodeKernels

MOST_FILTERS = 64
MOST_CHANNELS = 4


def read(fields: Kernels, view: View, role: str) -> KernelsFrame | None:
    """The filters of each convolution, in the order of the plan; None where there is no convolution."""
    frame = kernels(view, role)
    return frame if frame.nodes else None


def kernels(view: View, role: str, channel: int = 0) -> KernelsFrame:
    """The filters of each convolution of `role` that has this input channel: how they take it and those after it."""
    weights = {
        name: child.weight.detach()
        for name, child in layers_of(view.state.networks[role]).items()
        if isinstance(child, nn.Conv2d) and channel < child.weight.shape[1]
    }
    parts = [weight[:MOST_FILTERS, channel : channel + MOST_CHANNELS] for weight in weights.values()]
    nodes = []
    for (node, weight), (values, scale) in zip(weights.items(), quantised(parts), strict=True):
        filters, channels, height, width = weight.shape
        shape = (filters, channels, height, width)
        nodes.append(NodeKernels(node=node, shape=shape, values=values, scale=scale))
    return KernelsFrame(role=role, channel=channel, nodes=tuple(nodes))

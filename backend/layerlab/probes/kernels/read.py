"""Reading the filters."""

from __future__ import annotations

from torch import nn

from layerlab.probes.kernels.fields import Kernels
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import KernelsFrame, NodeKernels

MOST_FILTERS = 64
MOST_CHANNELS = 4


def read(fields: Kernels, view: View) -> KernelsFrame | None:
    """The filters of each convolution, in the order of the plan; None where there is no convolution."""
    role, network = next(iter(view.state.networks.items()))
    weights = {
        name: child.weight.detach()
        for name, child in network.named_children()
        if isinstance(child, nn.Conv2d)
    }
    if not weights:
        return None
    parts = [weight[:MOST_FILTERS, :MOST_CHANNELS] for weight in weights.values()]
    nodes = []
    for (node, weight), (values, scale) in zip(weights.items(), quantised(parts), strict=True):
        filters, channels, height, width = weight.shape
        shape = (filters, channels, height, width)
        nodes.append(NodeKernels(node=node, shape=shape, values=values, scale=scale))
    return KernelsFrame(role=role, nodes=tuple(nodes))

"""Reading what every node gives for one sample."""

from __future__ import annotations

import itertools

import numpy as np
import torch
from torch import Tensor

from layerlab.network.build import PlannedNetwork
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeOutput, NodeOutputsFrame
from layerlab.training.modes import evaluation_mode

MOST_CHANNELS = 64
MOST_FEATURES = 1_024
MOST_PROBABILITIES = 1_000


def read(fields: FeatureMaps, view: View) -> NodeOutputsFrame:
    """The watched sample of the test set; an index past its end starts over."""
    role = next(iter(view.state.networks))
    return sample_outputs(view, role, fields.sample % len(view.data.test_images))


def sample_outputs(view: View, role: str, sample: int) -> NodeOutputsFrame:
    """What every node of `role` makes of a sample of the test set."""
    label = int(view.data.test_labels[sample])
    return node_outputs(view, role, view.data.test_images[sample], sample=sample, label=label)


def node_outputs(
    view: View, role: str, pixels: Tensor, sample: int = -1, label: int = -1
) -> NodeOutputsFrame:
    """What every node of `role` makes of these pixels, uint8 (C, H, W).

    Always a batch of one, in evaluation mode: the state of training is as before, to the last bit.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    with evaluation_mode(network), torch.inference_mode():
        values = network.trace(view.data.as_input(pixels))
        outputs = {node: value[0] for node, value in values.items()}
        answer = next(reversed(outputs.values()))
        is_vector = answer.dim() == 1 and len(answer) <= MOST_PROBABILITIES
        probabilities = answer.softmax(dim=0).tolist() if is_vector else []
        nodes = _quantised(outputs)
    if any(value != value for value in probabilities):
        probabilities = []
    return NodeOutputsFrame(
        role=role, sample=sample, label=label, nodes=nodes, probabilities=tuple(probabilities)
    )


def _quantised(outputs: dict[str, Tensor]) -> tuple[NodeOutput, ...]:
    """Each node's values as signed bytes on a scale of their own. One transfer from the device for all."""
    parts = [
        value[: MOST_FEATURES if value.dim() == 1 else MOST_CHANNELS].flatten() for value in outputs.values()
    ]
    # Together in one row: sixteen small transfers and a hundred small operations cost more than the network.
    row = torch.cat(parts).to("cpu", torch.float32).numpy()
    sizes = [part.numel() for part in parts]
    firsts = [0, *itertools.accumulate(sizes)]
    scales = np.maximum.reduceat(np.abs(row), firsts[:-1])
    usable = np.isfinite(scales) & (scales > 1e-30)
    factors = np.divide(127, scales, out=np.zeros_like(scales), where=usable)
    spread = np.repeat(factors, sizes)
    values = np.rint(np.multiply(row, spread, out=np.zeros_like(row), where=spread > 0)).astype(np.int8)
    data = values.tobytes()
    nodes = []
    for (node, value), first, size, scale in zip(
        outputs.items(), firsts[:-1], sizes, np.where(usable, scales, 0), strict=True
    ):
        part = data[first : first + size]
        nodes.append(NodeOutput(node=node, shape=tuple(value.shape), values=part, scale=float(scale)))
    return tuple(nodes)

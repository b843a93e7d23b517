"""Reading what every node gives for one sample."""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.network.build import PlannedNetwork
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeOutput, NodeOutputsFrame
from layerlab.training.modes import evaluation_mode

MOST_CHANNELS = 64
MOST_FEATURES = 1_024
MOST_PROBABILITIES = 1_000


def read(fields: FeatureMaps, view: View, role: str) -> NodeOutputsFrame:
    """The watched sample of the test set; an index past its end starts over."""
    return sample_outputs(view, role, fields.sample % len(view.samples(role)))


def sample_outputs(view: View, role: str, sample: int) -> NodeOutputsFrame:
    """What every node of `role` makes of a sample of the test set."""
    label = int(view.data.test["target"].stored[sample])
    return node_outputs(view, role, view.samples(role).stored[sample], sample=sample, label=label)


def node_outputs(
    view: View, role: str, pixels: Tensor, sample: int = -1, label: int = -1
) -> NodeOutputsFrame:
    """What every node of `role` makes of these pixels, uint8 (C, H, W).

    Always a batch of one, in evaluation mode: the state of training is as before, to the last bit.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    with evaluation_mode(network), torch.inference_mode():
        values = network.trace(view.samples(role).as_batch(pixels))
        outputs = {node: value[0] for node, value in values.items()}
        answers = network.plan.outputs
        told = probabilities(outputs[network.plan.output]) if answers else ()
        nodes = as_outputs(outputs)
    return NodeOutputsFrame(role=role, sample=sample, label=label, nodes=nodes, probabilities=told)


def probabilities(answer: Tensor) -> tuple[float, ...]:
    """Softmax of an answer to one sample; empty where it is no vector of finite logits."""
    if answer.dim() != 1 or len(answer) > MOST_PROBABILITIES:
        return ()
    told = answer.softmax(dim=0).tolist()
    return () if any(value != value for value in told) else tuple(told)


def as_outputs(outputs: dict[str, Tensor]) -> tuple[NodeOutput, ...]:
    """Each node's values for one sample as signed bytes on a scale of their own."""
    parts = [value[: MOST_FEATURES if value.dim() == 1 else MOST_CHANNELS] for value in outputs.values()]
    return tuple(
        NodeOutput(node=node, shape=tuple(value.shape), values=values, scale=scale)
        for (node, value), (values, scale) in zip(outputs.items(), quantised(parts), strict=True)
    )

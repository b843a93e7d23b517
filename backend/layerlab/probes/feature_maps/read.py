"""Reading what every node gives for one input."""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.network.build import PlannedNetwork
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.inputs import entering, label_of
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeOutput, NodeOutputsFrame
from layerlab.protocol.inputs import AnyInput, Sample
from layerlab.training.modes import evaluation_mode

MOST_CHANNELS = 64
MOST_FEATURES = 1_024
MOST_PROBABILITIES = 1_000


def read(fields: FeatureMaps, view: View, role: str) -> NodeOutputsFrame:
    """The watched sample of the test set, or noise of that number; past their end they start over."""
    is_fed_noise = not view.ends[role].first.part
    index = fields.sample if is_fed_noise else fields.sample % len(view.samples(role))
    return node_outputs(view, role, Sample(index=index))


def node_outputs(view: View, role: str, given: AnyInput) -> NodeOutputsFrame:
    """What every node of `role` makes of this input.

    Always a batch of one, in evaluation mode: the state of training is as before, to the last bit.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    with evaluation_mode(network), torch.inference_mode():
        values = network.trace(entering(view, role, given))
        outputs = {node: value[0] for node, value in values.items()}
        answers = network.plan.outputs
        told = probabilities(view, role, outputs[network.plan.output]) if answers else ()
        nodes = as_outputs(outputs)
    return NodeOutputsFrame(
        role=role,
        sample=given.index if isinstance(given, Sample) else -1,
        label=label_of(view, given) if view.ends[role].first.part else -1,
        nodes=nodes,
        probabilities=told,
    )


def probabilities(view: View, role: str, answer: Tensor) -> tuple[float, ...]:
    """Softmax of the answer of `role` to one sample; empty where it is no vector of finite logits."""
    if view.ends[role].meaning != "logits" or answer.dim() != 1 or len(answer) > MOST_PROBABILITIES:
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

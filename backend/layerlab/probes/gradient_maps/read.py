"""Reading how one sample's loss would change with what every node gives."""

from __future__ import annotations

from collections.abc import Collection

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)

from layerlab.network.build import PlannedNetwork
from layerlab.probes.backward import backward_in_tests
from layerlab.probes.feature_maps.read import as_outputs, at_the_end, on_the_outside
from layerlab.probes.gradient_maps.fields import GradientMaps
from layerlab.probes.inputs import entering
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeGradientsFrame
from layerlab.protocol.inputs import Sample
from layerlab.training.modes import evaluation_mode


def read(fields: GradientMaps, view: View, role: str) -> NodeGradientsFrame | None:
    """The watched sample of the test set; an index past its end starts over."""
    sample = Sample(index=fields.sample % len(view.samples(role)))
    return sample_gradients(view, role, sample, on_the_outside(view, role))


def sample_gradients(
    view: View, role: str, sample: Sample, only: Collection[str] = (), *, small: bool = False
) -> NodeGradientsFrame | None:
    """The gradient of the sample's cross-entropy at every node of `role`, or `only` at these; None where there is no
    vector of logits.

    A batch of one, in evaluation mode. `autograd.grad` gives the gradients back and adds nothing to those of the
    weights, as `backward` would; those of the weights are not even computed.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    if not network.plan.outputs:
        return None
    labels = view.data.tables[sample.split]["target"][sample.index : sample.index + 1]
    with evaluation_mode(network), backward_in_tests(network), torch.enable_grad():
        inputs = entering(view, role, sample)
        if inputs.is_floating_point():
            inputs.requires_grad_()
        values = network.trace(inputs, only={*only, network.plan.output} if only else ())
        logits = at_the_end(values[network.plan.output][0])[None]
        if logits.dim() != 2:
            return None
        loss = F.cross_entropy(logits, labels)
        # A node whose wire leads nowhere has no say in the loss; between two tokens lies nothing.
        shown = {
            node: value
            for node, value in values.items()
            if (not only or node in only) and value.is_floating_point()
        }
        gradients = torch.autograd.grad(loss, list(shown.values()), allow_unused=True, materialize_grads=True)
    named = {node: gradient[0] for node, gradient in zip(shown, gradients, strict=True)}
    surprise = float(loss.detach())
    return NodeGradientsFrame(
        role=role,
        sample=sample.index,
        label=int(labels),
        loss=surprise if surprise < float("inf") else -1.0,
        nodes=as_outputs(named, small=small),
    )

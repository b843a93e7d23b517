"""Which parts of an input speak for an answer.

Source: Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks", 2013.
"""

from __future__ import annotations

import torch

from layerlab.network.build import PlannedNetwork
from layerlab.probes.inputs import entering
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeOutput, SaliencyFrame
from layerlab.protocol.inputs import AnyInput
from layerlab.training.modes import evaluation_mode


def saliency(view: View, role: str, given: AnyInput) -> SaliencyFrame | None:
    """The class of the highest logit, and that logit's gradient with respect to the input; None where there are none.

    `autograd.grad` gives the gradient back and adds nothing to those of the weights, as `backward` would.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    if not network.plan.outputs or view.ends[role].meaning != "logits":
        return None
    with evaluation_mode(network), torch.enable_grad():
        inputs = entering(view, role, given).requires_grad_()
        logits = network.forward(inputs).flatten()
        top = int(logits.argmax())
        (gradient,) = torch.autograd.grad(logits[top], inputs)
    ((values, scale),) = quantised([gradient])
    shape = tuple(gradient.shape[1:])
    told = NodeOutput(node=network.plan.input, shape=shape, values=values, scale=scale)
    return SaliencyFrame(role=role, top=top, gradient=told)

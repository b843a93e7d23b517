"""Which pixels speak for an answer.

Source: Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks", 2013.
"""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.network.build import PlannedNetwork
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeOutput
from layerlab.training.modes import evaluation_mode


def saliency(view: View, role: str, pixels: Tensor) -> tuple[int, NodeOutput]:
    """The class of the highest logit, and that logit's gradient with respect to the input.

    `autograd.grad` gives the gradient back and adds nothing to those of the weights, as `backward` would.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    with evaluation_mode(network), torch.enable_grad():
        inputs = view.samples(role).as_batch(pixels).requires_grad_()
        logits = network.forward(inputs).flatten()
        top = int(logits.argmax())
        (gradient,) = torch.autograd.grad(logits[top], inputs)
    ((values, scale),) = quantised([gradient])
    shape = tuple(gradient.shape[1:])
    return top, NodeOutput(node=network.plan.input, shape=shape, values=values, scale=scale)

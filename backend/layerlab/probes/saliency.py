"""Which parts of an input speak for an answer.

Source: Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks", 2013.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from layerlab.network.build import PlannedNetwork, layers_of
from layerlab.probes.backward import backward_in_tests
from layerlab.probes.feature_maps.read import at_the_end
from layerlab.probes.inputs import entering
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeOutput, SaliencyFrame
from layerlab.protocol.inputs import AnyInput
from layerlab.training.modes import evaluation_mode

OVER_TIME = ("sequence", "tokens")


@contextmanager
def asked_for_gradient(module: nn.Module) -> Iterator[None]:
    """What `module` gives can be asked for its gradient while this is open, whether it learns or not."""

    def ask(_module: nn.Module, _given: object, value: Tensor) -> Tensor:
        return value.detach().requires_grad_()

    hook = module.register_forward_hook(ask)
    try:
        yield
    finally:
        hook.remove()


def saliency(view: View, role: str, given: AnyInput) -> SaliencyFrame | None:
    """The class of the highest logit, and that logit's gradient with respect to the input; None where there are none.

    Of a sequence it is told how much each step speaks for the class: the gradient times what stands there. Between two
    tokens lies nothing: there stands what the first layer makes of them.
    `autograd.grad` gives the gradient back and adds nothing to those of the weights, as `backward` would.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    if not network.plan.outputs or view.ends[role].meaning != "logits":
        return None
    with evaluation_mode(network), backward_in_tests(network), torch.enable_grad():
        inputs = entering(view, role, given)
        if inputs.is_floating_point():
            inputs.requires_grad_()
            values = network.trace(inputs)
        else:
            with asked_for_gradient(layers_of(network)[network.plan.steps[0].node]):
                values = network.trace(inputs)
        logits = at_the_end(values[network.plan.output][0])
        top = int(logits.argmax())
        first = inputs if inputs.is_floating_point() else values[network.plan.steps[0].node]
        (gradient,) = torch.autograd.grad(logits[top], first)
        told = gradient if view.ends[role].sample.kind not in OVER_TIME else (gradient * first).sum(dim=-1)
    ((values_told, scale),) = quantised([told.detach()])
    shape = tuple(told.shape[1:])
    output = NodeOutput(node=network.plan.input, shape=shape, values=values_told, scale=scale)
    return SaliencyFrame(role=role, top=top, gradient=output)

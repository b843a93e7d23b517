"""One look at a fixed batch, shared by all probes that are read after the same step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn

from layerlab.network.build import PlannedNetwork
from layerlab.probes.notes import Glance
from layerlab.probes.view import View
from layerlab.training.inputs import to_inputs
from layerlab.training.modes import evaluation_mode

SAMPLES = 64
SPREAD_SAMPLES = 8
"""Of these, the first so many serve for the spread of values."""
MOST_VALUES = 8_192


def glance(view: View, role: str) -> Glance:
    """What the first samples of the test set do in `role` now."""
    known = view.notes.glances.get(role)
    if known is None or known.step != view.state.step:
        known = view.notes.glances[role] = _look(view, role)
    return known


def _look(view: View, role: str) -> Glance:
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    found = Glance(view.state.step, {}, {})
    # Each value is boiled down as soon as it is there: all of them together may be far larger than the network.
    hooks = [
        child.register_forward_hook(partial(_note, found, name)) for name, child in network.named_children()
    ]
    try:
        with evaluation_mode(network), torch.inference_mode():
            inputs = to_inputs(view.data.test_images[:SAMPLES], view.data.mean, view.data.std)
            found.values[network.plan.input] = some(inputs[:SPREAD_SAMPLES])
            network.forward(inputs)
    finally:
        for hook in hooks:
            hook.remove()
    return found


def _note(found: Glance, node: str, child: nn.Module, _inputs: object, value: Tensor) -> None:
    found.values[node] = some(value[:SPREAD_SAMPLES])
    if isinstance(child, nn.ReLU):
        # A unit is a feature, or a whole map.
        others = [dim for dim in range(value.dim()) if dim != 1]
        found.fired[node] = value.amax(dim=others) > 0


def some(value: Tensor) -> Tensor:
    """At most so many values, evenly spaced; a copy."""
    flat = value.detach().flatten()
    return flat[:: -(-flat.numel() // MOST_VALUES)].to(torch.float32, copy=True)


Walk = Callable[[str], str]


def relu_behind(network: PlannedNetwork) -> Walk:
    """A function from a layer to the ReLU that its values reach unmixed with other weights; empty where none does."""
    kinds = {step.node: step.call.target for step in network.plan.steps}
    takers: dict[str, list[str]] = {}
    for step in network.plan.steps:
        for source in step.inputs:
            takers.setdefault(source, []).append(step.node)

    def walk(node: str) -> str:
        line = [node]
        while line:
            line = list(dict.fromkeys(taker for passed in line for taker in takers.get(passed, ())))
            for taker in line:
                if kinds[taker] == "nn.ReLU":
                    return taker
            line = [taker for taker in line if kinds[taker] in PASSING]
        return ""

    return walk


PASSING = frozenset({"nn.AvgPool2d", "nn.BatchNorm2d", "nn.Dropout", "nn.Flatten", "nn.MaxPool2d", "Add"})
"""Layers that keep a unit what it is, or nearly so."""

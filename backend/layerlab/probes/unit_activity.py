"""Looking at what every node makes of the first samples of the test set, or of noise."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn

from layerlab.kit.values import Length
from layerlab.network.build import PlannedNetwork, layers_of
from layerlab.network.plan import LENGTHS
from layerlab.nn.lengths import beyond, unpadded
from layerlab.probes.memory import UnitActivity
from layerlab.probes.view import View
from layerlab.training.modes import evaluation_mode

FIRED_SAMPLES = 64
"""So many decide whether a unit ever fires."""
SPREAD_SAMPLES = 8
"""So many show how values are spread: an eighth of the time."""
MOST_VALUES = 8_192

Note = Callable[[str, nn.Module, Tensor], None]


def unit_activity(view: View, role: str) -> UnitActivity:
    """Which units of `role` fire now; one look serves all probes that are read after the same step."""
    known = view.memory.unit_activity.get(role)
    if known is None or known.step != view.state.step:
        known = view.memory.unit_activity[role] = UnitActivity(view.state.step, {})

        def note(node: str, child: nn.Module, value: Tensor) -> None:
            if isinstance(child, nn.ReLU):
                # A unit is a feature, or a whole map; the features of a sequence stand last, and once its padding is
                # away there are but steps and features.
                unit = 2 if value.dim() == 3 else 1
                others = [dim for dim in range(value.dim()) if dim != unit]
                known.fired[node] = value.amax(dim=others) > 0

        _observe(view, role, FIRED_SAMPLES, note)
    return known


def spread(view: View, role: str) -> dict[str, Tensor]:
    """Of every node of `role`, some of its values now. Shape: float32 (n,) each."""
    values: dict[str, Tensor] = {}

    def note(node: str, _child: nn.Module, value: Tensor) -> None:
        values[node] = some(value)

    _observe(view, role, SPREAD_SAMPLES, note)
    return values


def _observe(view: View, role: str, samples: int, note: Note) -> None:
    """Show the network some samples, or noise. `note` hears of each value as soon as it is there, the input first: all
    of them together may be far larger than the network. Steps that a sequence does not have are left out."""
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    steps = {step.node: step for step in network.plan.steps}
    lengths: dict[Length, Tensor] = {}

    def observe(node: str, child: nn.Module, _inputs: object, value: Tensor | tuple[Tensor, ...]) -> None:
        outputs = steps[node].outputs
        length = steps[node].value.length
        if length is not None and LENGTHS in outputs:
            lengths[length] = value[list(outputs).index(LENGTHS)]
        # Of a layer with several ports the first speaks for it, as on the canvas.
        first = value[0] if isinstance(value, tuple) else value
        note(node, child, first if length is None else first[~beyond(first, lengths[length])[..., 0]])

    hooks = [
        child.register_forward_hook(partial(observe, name)) for name, child in layers_of(network).items()
    ]
    try:
        with evaluation_mode(network), torch.inference_mode():
            inputs = view.shown(role, 0, samples)
            length = view.ends[role].first.value.length
            if length is not None:
                entering, lengths[length] = unpadded(inputs)
                entering = entering[~beyond(entering, lengths[length])[..., 0]]
            note(network.plan.input, network, inputs if length is None else entering)
            network.forward(inputs)
    finally:
        for hook in hooks:
            hook.remove()


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
        for ref in step.inputs:
            if ref is not None:
                takers.setdefault(ref.node, []).append(step.node)

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


PASSING = frozenset(
    {
        *(
            "Add",
            "AvgPool1d",
            "GlobalAvgPool",
            "MaxPool1d",
            "Noise",
            "Scale",
            "SqueezeExcite",
            "StochasticDepth",
        ),
        *("nn.AdaptiveAvgPool2d", "nn.AdaptiveMaxPool2d", "nn.AvgPool2d", "nn.MaxPool2d"),
        *(
            "nn.BatchNorm1d",
            "nn.BatchNorm2d",
            "nn.GroupNorm",
            "nn.InstanceNorm2d",
            "nn.LayerNorm",
            "nn.RMSNorm",
        ),
        *("nn.Dropout", "nn.Dropout2d", "nn.Flatten", "nn.LocalResponseNorm"),
    }
)
"""Layers that keep a unit what it is, or nearly so."""

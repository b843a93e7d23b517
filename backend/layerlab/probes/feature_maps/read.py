"""Reading what every node gives for one input."""

from __future__ import annotations

from collections.abc import Collection
from math import isqrt

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor

from layerlab.network.build import PlannedNetwork
from layerlab.probes.detections.read import boxes_in
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.inputs import entering, label_of
from layerlab.probes.quantised import quantised
from layerlab.probes.view import View
from layerlab.protocol.frames import NodeOutput, NodeOutputsFrame
from layerlab.protocol.inputs import AnyInput, Sample
from layerlab.training.modes import evaluation_mode

MOST_CHANNELS = 64
MOST_FEATURES = 1_024
MOST_STEPS = 256
MOST_PROBABILITIES = 1_000
MOST = {1: MOST_FEATURES, 2: MOST_STEPS}
"""So many entries of a vector, and steps of a sequence, are told."""
MOST_IN_A_BYTE = 127
"""Of tokens, the highest that a signed byte tells exactly."""
TILE_CHANNELS, TILE_VALUES = 16, 16 * 28 * 28
"""What a tile draws: so many maps, and so many pixels of all of them together."""


def read(fields: FeatureMaps, view: View, role: str) -> NodeOutputsFrame:
    """The watched sample of the test set, or noise of that number; past their end they start over."""
    is_fed_noise = not view.ends[role].first.part
    index = fields.sample if is_fed_noise else fields.sample % len(view.samples(role))
    return node_outputs(view, role, Sample(index=index), on_the_outside(view, role))


def on_the_outside(view: View, role: str) -> Collection[str]:
    """Where blocks are: the nodes of the network itself. What stands inside is asked for by whoever looks at it, for
    it is most of a deep network; without blocks nothing, which is all there is."""
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    plan = network.plan
    if not plan.uses:
        return ()
    nodes = (*plan.inputs, *(step.node for step in plan.steps), *plan.uses, *plan.outputs)
    return frozenset(node for node in nodes if "/" not in node)


def node_outputs(
    view: View, role: str, given: AnyInput, only: Collection[str] = (), *, small: bool = False
) -> NodeOutputsFrame:
    """What every node of `role` makes of this input; `only` these, where some are named; `small`: as tiles draw it.

    Always a batch of one, in evaluation mode: the state of training is as before, to the last bit.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    answers = tuple(network.plan.outputs)[:1]
    with evaluation_mode(network), torch.inference_mode():
        values = network.trace(entering(view, role, given), only={*only, *answers} if only else ())
        outputs = {node: value[0] for node, value in values.items()}
        told = probabilities(view, role, outputs[answers[0]]) if answers else ()
        sample = given.index if isinstance(given, Sample) else -1
        found = boxes_in(values[answers[0]], view, role, sample) if answers else None
        shown = {node: value for node, value in outputs.items() if not only or node in only}
        nodes = as_outputs(shown, small=small)
    return NodeOutputsFrame(
        role=role,
        sample=sample,
        label=label_of(view, given) if view.ends[role].first.part else -1,
        nodes=nodes,
        probabilities=told,
        found=found,
    )


def probabilities(view: View, role: str, answer: Tensor) -> tuple[float, ...]:
    """Softmax of the answer of `role` to one sample, of one at every step the last; empty where it is no vector of
    finite logits."""
    answer = at_the_end(answer)
    if view.ends[role].meaning != "logits" or answer.dim() != 1 or len(answer) > MOST_PROBABILITIES:
        return ()
    told = answer.softmax(dim=0).tolist()
    return () if any(value != value for value in told) else tuple(told)


def at_the_end(answer: Tensor) -> Tensor:
    """The answer to one sample once it is read to its end."""
    return answer[-1] if answer.dim() == 2 else answer


def as_outputs(outputs: dict[str, Tensor], *, small: bool = False) -> tuple[NodeOutput, ...]:
    """Each node's values for one sample as signed bytes on a scale of their own."""
    parts = [value[: MOST.get(value.dim(), MOST_CHANNELS)] for value in outputs.values()]
    if small:
        parts = [_for_tile(part) for part in parts]
    return tuple(
        NodeOutput(
            node=node,
            shape=tuple(value.shape),
            values=values,
            scale=scale,
            grid=_grid(value, part),
            tokens=_tokens(part),
        )
        for (node, value), part, (values, scale) in zip(outputs.items(), parts, quantised(parts), strict=True)
    )


def _for_tile(value: Tensor) -> Tensor:
    """The first maps, each as large as leaves room for all; of anything else all there is."""
    if value.dim() != 3:
        return value
    shown = value[:TILE_CHANNELS]
    longest, room = max(shown.shape[1:]), isqrt(TILE_VALUES // len(shown))
    if longest <= room:
        return shown
    high, wide = (max(1, round(side * room / longest)) for side in shown.shape[1:])
    # Batches of one: PyTorch takes no lone sample's maps on all devices.
    return F.adaptive_avg_pool2d(shown.unsqueeze(0), (high, wide))[0]


def _tokens(told: Tensor) -> bytes | None:
    if told.is_floating_point() or told.max() <= MOST_IN_A_BYTE:
        return None
    return told.to("cpu", torch.int32).numpy().astype("<i4").tobytes()


def _grid(value: Tensor, told: Tensor) -> tuple[int, int] | None:
    if value.dim() != 3 or value.shape[1:] == told.shape[1:]:
        return None
    return told.shape[1], told.shape[2]

"""Reading what recurrent layers keep, and what their gates do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import torch
from torch import Tensor, nn

from layerlab.network.build import PlannedNetwork, layers_of
from layerlab.probes.inputs import entering
from layerlab.probes.quantised import quantised
from layerlab.probes.seq_probe.fields import SeqProbe
from layerlab.probes.unrolled import unrolled
from layerlab.probes.view import View
from layerlab.protocol.inputs import AnyInput, Sample
from layerlab.protocol.sequence_frames import Part, RecurrentNode, SeqProbeFrame, StepValues
from layerlab.training.modes import evaluation_mode

MOST_STEPS = 256
MOST_UNITS = 128


def read(fields: SeqProbe, view: View, role: str) -> SeqProbeFrame | None:
    """The watched sample of the test set; an index past its end starts over."""
    return states(view, role, Sample(index=fields.sample % len(view.samples(role))))


def states(view: View, role: str, given: AnyInput) -> SeqProbeFrame | None:
    """What every recurrent layer of `role` does with this input; None where no sequence enters.

    Always a batch of one, in evaluation mode: the state of training is as before, to the last bit.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    if view.ends[role].sample.kind not in ("sequence", "tokens"):
        return None
    inputs = entering(view, role, given)
    told: list[tuple[str, Part, Tensor]] = []
    with evaluation_mode(network), torch.inference_mode(), given_to_recurrent(network) as seen:
        network.forward(inputs)
        for node, module, arguments in seen:
            last = unrolled(module, *arguments)[-1]
            told += [(node, part, values[0, :MOST_STEPS, :MOST_UNITS]) for part, values in last.parts.items()]
    values = quantised([each for _, _, each in told])
    nodes: dict[str, list[StepValues]] = {}
    for (node, part, each), (data, scale) in zip(told, values, strict=True):
        steps, units = each.shape
        nodes.setdefault(node, []).append(
            StepValues(part=part, shape=(steps, units), values=data, scale=scale)
        )
    return SeqProbeFrame(
        role=role,
        sample=given.index if isinstance(given, Sample) else -1,
        steps=inputs.shape[1],
        tokens=tokens_in(inputs),
        nodes=tuple(RecurrentNode(node=node, parts=tuple(parts)) for node, parts in nodes.items()),
    )


def tokens_in(inputs: Tensor) -> bytes:
    """Those of the one sequence of a batch; none where numbers enter."""
    if inputs.is_floating_point():
        return b""
    return inputs[0, :MOST_STEPS].cpu().numpy().astype("<i4").tobytes()


Arguments = tuple[Tensor, ...]


@contextmanager
def given_to_recurrent(network: nn.Module) -> Iterator[list[tuple[str, nn.RNNBase, Arguments]]]:
    """What each recurrent layer is given while this is open: its path, its module, and what that was called with."""
    seen: list[tuple[str, nn.RNNBase, Arguments]] = []

    def note(node: str, module: nn.RNNBase, arguments: Arguments) -> None:
        seen.append((node, module, arguments))

    hooks = [
        module.register_forward_pre_hook(partial(note, node))
        for node, module in layers_of(network).items()
        if isinstance(module, nn.RNNBase)
    ]
    try:
        yield seen
    finally:
        for hook in hooks:
            hook.remove()

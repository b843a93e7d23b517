"""What a network says after each step of a sequence, and how far back from there its gradient reaches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn

from layerlab.network.build import PlannedNetwork, layers_of
from layerlab.network.plan import LENGTHS
from layerlab.probes.backward import backward_in_tests
from layerlab.probes.inputs import entering, label_of
from layerlab.probes.seq_probe.read import tokens_in
from layerlab.probes.unrolled import Unrolled, unrolled
from layerlab.probes.view import View
from layerlab.protocol.inputs import AnyInput, Sample
from layerlab.protocol.sequence_frames import PrefixesFrame, SeqGradientFrame
from layerlab.training.modes import evaluation_mode

MOST_PREFIXES = 128
MOST_WORK = 4e9
"""Multiplications and additions for one question about gradients: some tenths of a second."""


SCORES = ("logits", "next_token")
"""What a loss is known of: answers that are scores of classes, or of what comes next."""


@dataclass(frozen=True)
class Prefixes:
    """Beginnings of one sequence, of rising length, as one batch."""

    batch: Tensor
    steps: list[int]
    """How many steps each of them has."""

    def at_ends(self, answers: Tensor) -> Tensor:
        """The answer to each at its end. Shape: (N, classes) or (N, T, classes) -> (N, classes)"""
        if answers.dim() == 2:
            return answers
        rows = torch.arange(len(self.steps), device=answers.device)
        return answers[rows, torch.tensor(self.steps, device=answers.device) - 1]


def prefixes_of(view: View, role: str, inputs: Tensor, count: int = MOST_PREFIXES) -> Prefixes | None:
    """At most `count` beginnings of the one sequence of `inputs`, the last of them all of it; None where none enters.

    Where all sequences are as long as each other the network can't be shown a shorter one: then all of it alone, but
    for a network that answers at every step.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    sample = view.ends[role].sample
    if sample.kind not in ("sequence", "tokens"):
        return None
    inputs = inputs[:, :MOST_PREFIXES]
    length = inputs.shape[1]
    if sample.length is None:
        everywhere = network.plan.values[network.plan.outputs[network.plan.output]].kind == "sequence"
        steps = _some(1, length, count) if everywhere else [length]
        return Prefixes(inputs.expand(len(steps), *inputs.shape[1:]), steps)
    # A window that reaches over several steps needs as many as the shortest sample has.
    slides = any(LENGTHS in step.outputs for step in network.plan.steps)
    steps = _some(min(length, sample.length.least) if slides else 1, length, count)
    there = torch.arange(length, device=inputs.device) < torch.tensor(steps, device=inputs.device)[:, None]
    filling = float("nan") if inputs.is_floating_point() else -1
    batch = inputs.expand(len(steps), *inputs.shape[1:])
    shown = there[..., None] if inputs.dim() == 3 else there
    return Prefixes(batch.masked_fill(~shown, filling), steps)


def _some(first: int, last: int, count: int) -> list[int]:
    """All whole numbers from `first` to `last`, or `count` of them evenly spaced."""
    spaced = np.linspace(first, last, min(count, last - first + 1))
    return [round(float(each)) for each in spaced]


def prefixes(view: View, role: str, given: AnyInput) -> PrefixesFrame | None:
    """The probabilities of the classes after each step; None where no classes are told apart, or of no sequence."""
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    if not network.plan.outputs or view.ends[role].meaning != "logits":
        return None
    with evaluation_mode(network), torch.inference_mode():
        inputs = entering(view, role, given)
        told = prefixes_of(view, role, inputs)
        if told is None:
            return None
        answers = told.at_ends(network.forward(told.batch)).softmax(dim=1)
    return PrefixesFrame(
        role=role,
        sample=given.index if isinstance(given, Sample) else -1,
        label=label_of(view, given),
        tokens=tokens_in(inputs),
        first=told.steps[0],
        classes=answers.shape[1],
        probabilities=answers.float().cpu().numpy().astype("<f2").tobytes(),
    )


def gradient_through_time(
    view: View, role: str, node: str, given: AnyInput, back: int
) -> SeqGradientFrame | None:
    """How far back the loss at each step of this input reaches in the recurrent layer `node`; None without a loss.

    It is that of the true class or of what comes next, else of what the network takes for that. Of a layer that reads
    both ways the one from the beginning is told. `autograd.grad` adds nothing to the gradients of the weights, as
    `backward` would.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    module = layers_of(network).get(node)
    if (
        not isinstance(module, nn.RNNBase)
        or not network.plan.outputs
        or view.ends[role].meaning not in SCORES
    ):
        return None
    inputs = entering(view, role, given)
    told = prefixes_of(view, role, inputs, _affordable(module, inputs.shape[1]))
    if told is None:
        return None
    last: list[Unrolled] = []

    def take_apart(child: nn.RNNBase, arguments: tuple[Tensor, ...], _given: Tensor) -> Tensor:
        last.append(unrolled(child, *arguments)[-1])
        return last[-1].parts["state"]

    hook = module.register_forward_hook(take_apart)
    try:
        with evaluation_mode(network), backward_in_tests(network), torch.enable_grad():
            answers = told.at_ends(network.forward(told.batch))
            truth = _truth(view, role, given, told, inputs, answers)
            loss = F.cross_entropy(answers, truth, reduction="sum")
            path = last[-1].path
            gradients = torch.autograd.grad(loss, path, allow_unused=True, materialize_grads=True)
    finally:
        hook.remove()
    norms = torch.stack([gradient.norm(dim=1) for gradient in gradients], dim=1)
    return SeqGradientFrame(
        role=role,
        node=node,
        of="memory" if isinstance(module, nn.LSTM) else "state",
        steps=len(path),
        losses=np.asarray(told.steps, "<i4").tobytes(),
        back=back,
        shares=_shares(norms.detach().float().cpu().numpy(), back).astype("<f2").tobytes(),
    )


def _truth(view: View, role: str, given: AnyInput, told: Prefixes, inputs: Tensor, answers: Tensor) -> Tensor:
    """What should be said after each prefix; where nobody knows, what is said. Shape: int64 (N,)"""
    said = answers.argmax(dim=1)
    if view.ends[role].meaning == "logits":
        label = label_of(view, given)
        return said if label < 0 else torch.full_like(said, label)
    following = inputs[0, [min(steps, inputs.shape[1] - 1) for steps in told.steps]]
    is_known = torch.tensor(told.steps, device=said.device) < inputs.shape[1]
    return torch.where(is_known, following, said)


def _affordable(module: nn.RNNBase, steps: int) -> int:
    """For so many losses the gradient is worked out: fewer of a large layer."""
    weights = sum(weight.numel() for weight in module.parameters())
    return max(1, min(MOST_PREFIXES, int(MOST_WORK / (6 * weights * min(steps, MOST_PREFIXES)))))


def _shares(norms: np.ndarray, back: int) -> np.ndarray:
    """Of the lengths (losses, steps), going back from the last step that each loss hangs on. Shape: (losses, back)"""
    shares = np.full((len(norms), back), np.nan, np.float32)
    for row, lengths in zip(shares, norms, strict=True):
        reached = np.flatnonzero(lengths > 0)
        if len(reached) == 0:
            continue
        now = reached[-1]
        told = lengths[max(0, now - back + 1) : now + 1][::-1] / lengths[now]
        row[: len(told)] = np.minimum(told, 60_000)
    return shares

"""How the gradient of the loss gets through a network, layer by layer: where it vanishes, nothing is learnt.

Source: Glorot and Bengio 2010 (activations and gradients by depth); He et al. 2016 (what skips do for them).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.nn.modules.dropout import _DropoutNd

from layerlab.network.build import PlannedNetwork, answers_of, layers_of
from layerlab.network.ends import Meaning
from layerlab.network.plan import Plan
from layerlab.network.ways import main_ways
from layerlab.nn.lengths import unpadded
from layerlab.probes.magnitudes import BINS, are_alike, magnitudes
from layerlab.probes.view import View
from layerlab.protocol.frames import DepthFrame


def _odds(answers: Tensor, targets: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(answers.flatten(), targets.to(answers.dtype))


LOSSES: dict[Meaning, Callable[[Tensor, Tensor], Tensor]] = {
    "logits": F.cross_entropy,
    "log_odds": _odds,
    "numbers": F.mse_loss,
}
"""By what the answer is. Of numbers the mean squared error, whichever the run measures them by."""


def gradient_by_depth(view: View, role: str, batch: int, without: Collection[str] = ()) -> DepthFrame | None:
    """The length of the gradient at the weights of every layer that multiplies, for one batch; None without a loss.

    As in training: normalised by the batch, dropout on. `without`: a sum takes its main way alone, an output leaves its
    loss out. The state of training is as before, to the last bit.
    """
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    plan, slot = network.plan, view.ends[role].first
    target = view.data.train.get("target")
    if not plan.outputs or not slot.part or target is None:
        return None
    weights = _weights(network)
    noted = Noted()
    ways = main_ways(plan)
    with _untouched(network), _noted(network, weights, noted), torch.enable_grad():
        inputs = view.data.train[slot.part][:batch]
        given = answers_of(network, inputs, ways={node: ways[node] for node in ways if node in without})
        answers = tuple(_at_the_ends(answer, inputs) for answer in given)
        loss = _loss(LOSSES[view.ends[role].meaning], plan, answers, target[:batch], without)
        torch.autograd.grad(loss, list(weights.values()), allow_unused=True)
    zero = loss.detach().new_zeros(())
    return DepthFrame(
        role=role,
        samples=min(batch, len(target)),
        loss=_number(float(loss.detach())),
        nodes=tuple(weights),
        gradients=_bytes([noted.lengths.get(node, zero) for node in weights]),
        spreads=_bytes([noted.spreads.get(node, zero) for node in weights]),
        output_sizes=_counts(noted.outputs, weights),
        gradient_sizes=_counts(noted.gradients, weights),
        alike=tuple(node for node in weights if node in noted.alike),
        skips=tuple(ways),
        heads=tuple(plan.outputs)[1:] if plan.heads else (),
    )


def _at_the_ends(answers: Tensor, inputs: Tensor) -> Tensor:
    """The answers of a network that gives one at every step, once each sequence is read."""
    if answers.dim() != 3:
        return answers
    lengths = unpadded(inputs)[1]
    return answers[torch.arange(len(answers), device=answers.device), lengths - 1]


def _loss(
    loss: Callable[[Tensor, Tensor], Tensor],
    plan: Plan,
    answers: tuple[Tensor, ...],
    targets: Tensor,
    without: Collection[str],
) -> Tensor:
    """The main one's, and those of the heads with their weights."""
    kept = [
        weight * loss(answer, targets)
        for at, (node, answer, weight) in enumerate(zip(plan.outputs, answers, plan.weights, strict=True))
        if at == 0 or node not in without
    ]
    return torch.stack(kept).sum()


def _weights(network: nn.Module) -> dict[str, nn.Parameter]:
    """Those of convolutions and linear layers: a matrix, or a stack of them."""
    found = {node: getattr(child, "weight", None) for node, child in layers_of(network).items()}
    return {node: each for node, each in found.items() if isinstance(each, nn.Parameter) and each.dim() > 1}


@contextmanager
def _untouched(network: nn.Module) -> Iterator[None]:
    """Running means and random numbers are as before, afterwards."""
    kept = [(buffer, buffer.clone()) for buffer in network.buffers()]
    devices = {weight.device for weight in network.parameters() if weight.device.type == "cuda"}
    with torch.random.fork_rng(devices=list(devices)):
        torch.manual_seed(0)
        try:
            yield
        finally:
            with torch.no_grad():
                for buffer, before in kept:
                    buffer.copy_(before)


@dataclass
class Noted:
    """What is kept of a way forth and back, by layer."""

    spreads: dict[str, Tensor] = field(default_factory=dict)
    lengths: dict[str, Tensor] = field(default_factory=dict)
    outputs: dict[str, Tensor] = field(default_factory=dict)
    gradients: dict[str, Tensor] = field(default_factory=dict)
    alike: set[str] = field(default_factory=set)
    """Of which all units are one and the same, and stay so."""
    largest: float = 0.0
    """Of all gradients so far, the last layer's first."""


@contextmanager
def _noted(
    network: nn.Module,
    weights: dict[str, nn.Parameter],
    noted: Noted,
) -> Iterator[None]:
    """While it lasts: it is noted how large what each of these layers gives is, and its gradient.

    Of no gradient more than that is kept: together they are as large as the network.
    """
    children = layers_of(network)
    # What is dropped at random tells units apart in time.
    steady = not any(isinstance(child, _DropoutNd) and child.p > 0 for child in children.values())

    def spread(node: str, _child: nn.Module, _inputs: object, value: Tensor | tuple[Tensor, ...]) -> None:
        # With windows over time comes how long the sequences are then.
        given = value[0] if isinstance(value, tuple) else value
        noted.spreads[node] = given.detach().std(correction=0)
        noted.outputs[node] = magnitudes(given)

    def length(node: str, gradient: Tensor) -> Tensor:
        noted.lengths[node] = torch.linalg.vector_norm(gradient)
        noted.gradients[node] = magnitudes(gradient)
        if are_alike(children[node], gradient, noted.largest if steady else 0.0):
            noted.alike.add(node)
        noted.largest = max(noted.largest, float(torch.linalg.vector_norm(gradient, float("inf"))))
        return gradient.new_zeros(()).expand_as(gradient)

    hooks = [children[node].register_forward_hook(partial(spread, node)) for node in weights]
    hooks += [weight.register_hook(partial(length, node)) for node, weight in weights.items()]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _number(value: float) -> float:
    return value if abs(value) < float("inf") else -1.0


def _counts(found: Mapping[str, Tensor], nodes: Collection[str]) -> bytes:
    nothing = torch.zeros(1 + BINS, dtype=torch.int64)
    rows = [found.get(node, nothing).cpu() for node in nodes]
    told: bytes = (torch.stack(rows) if rows else nothing[:0]).numpy().astype("<i4").tobytes()
    return told


def _bytes(values: list[Tensor]) -> bytes:
    row = torch.stack(values).to("cpu", torch.float32).numpy() if values else np.zeros(0)
    return row.astype("<f4").tobytes()

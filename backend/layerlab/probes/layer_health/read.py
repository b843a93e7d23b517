"""Reading how each layer learns, and saying what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from layerlab.network.build import PlannedNetwork, off_in
from layerlab.network.switched import is_off
from layerlab.probes.layer_health.fields import LayerHealth
from layerlab.probes.layer_health.rule import FLAT, HELD_STEPS, MANY_DEAD, STEEP, UPDATE_BAND
from layerlab.probes.memory import lengths, weighted_layers
from layerlab.probes.unit_activity import relu_behind, unit_activity
from layerlab.probes.view import View
from layerlab.protocol.frames import Fault, LayerHealthFrame, NodeHealth
from layerlab.training.places import learning_rate_of

ACTIVITY_STEPS = 400
"""Units die slowly: so old may be what is known of them while training runs."""
LARGEST = 1e30
"""Stands for what is no number, or no finite one."""


def read(fields: LayerHealth, view: View, role: str) -> LayerHealthFrame | None:
    """Gradient and step of the last SGD step; None where the weights before it were not kept."""
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    before = view.memory.weights_before(view.state, role)
    if not before:
        return None
    layers = weighted_layers(network)
    gradients, ratios = _measured(list(layers.values()), before)
    steepest = max(gradients)
    dead = _dead_shares(view, role, network)
    walk, off = relu_behind(network), off_in(network)
    moved = _moved(list(layers.values()), view.memory.first.get(role))
    nodes = []
    for (node, weights), gradient, ratio, distance in zip(
        layers.items(), gradients, ratios, moved, strict=True
    ):
        health = NodeHealth(
            node=node,
            gradient_norm=gradient,
            update_ratio=ratio,
            dead_share=dead.get(walk(node), 0.0),
            fault="",
            frozen=is_off(node, off) or not any(weight.requires_grad for weight in weights),
            distance_moved=distance,
        )
        found = set() if health.frozen else set(_suspicions(health, steepest, _rate_share(view, role)))
        fault = _held(view, role, node, found)
        nodes.append(health.model_copy(update={"fault": fault}))
    return LayerHealthFrame(role=role, nodes=tuple(nodes), rate_share=_rate_share(view, role))


def _measured(
    layers: list[list[torch.nn.Parameter]], before: list[Tensor]
) -> tuple[list[float], list[float]]:
    """For each layer the length of its gradient, and of its last step as a share of its weights' own length."""
    weights = [weight for layer in layers for weight in layer]
    gradients = lengths([w.new_zeros(1) if w.grad is None else w.grad for w in weights])
    steps = lengths([w.detach() - old for w, old in zip(weights, before, strict=True)])
    # One transfer for all numbers. A layer's length is that of its tensors' lengths.
    rows = (
        torch.stack([gradients, steps, lengths(before)]).cpu().split([len(layer) for layer in layers], dim=1)
    )
    norms = torch.stack([torch.linalg.vector_norm(row, dim=1) for row in rows], dim=1)
    ratios = norms[1] / norms[2].clamp_min(1e-30)
    plain = torch.stack([norms[0], ratios]).nan_to_num(nan=LARGEST).clamp_max(LARGEST)
    return plain[0].tolist(), plain[1].tolist()


def _moved(layers: list[list[torch.nn.Parameter]], first: list[Tensor] | None) -> list[float | None]:
    """How far each layer is from where it began, as a share of the length that it had there."""
    if first is None:
        return [None] * len(layers)
    weights = [weight for layer in layers for weight in layer]
    ways = lengths([w.detach() - old for w, old in zip(weights, first, strict=True)])
    sizes = [len(layer) for layer in layers]
    rows = torch.stack([ways, lengths(first)]).cpu().split(sizes, dim=1)
    norms = torch.stack([torch.linalg.vector_norm(row, dim=1) for row in rows], dim=1)
    shares = norms[0] / norms[1].clamp_min(1e-30)
    return list(shares.nan_to_num(nan=LARGEST).clamp_max(LARGEST).tolist())


def _dead_shares(view: View, role: str, network: PlannedNetwork) -> dict[str, float]:
    """Of every ReLU: the share of its units that fired for none of the samples."""
    known = view.memory.unit_activity.get(role)
    if known is None or view.memory.at_rest or view.state.step - known.step >= ACTIVITY_STEPS:
        known = unit_activity(view, role)
    if not known.fired:
        return {}
    shares = torch.stack([1 - fired.float().mean() for fired in known.fired.values()]).tolist()
    return dict(zip(known.fired, shares, strict=True))


def _suspicions(health: NodeHealth, steepest: float, rate_share: float) -> Iterator[Fault]:
    """What this one reading speaks for, the worst first."""
    if health.gradient_norm > STEEP:
        yield "exploding_gradient"
    smallest, largest = UPDATE_BAND
    if health.update_ratio > largest:
        yield "update_too_large"
    if health.dead_share > MANY_DEAD:
        yield "dead_units"
    if health.gradient_norm < FLAT * steepest:
        yield "vanishing_gradient"
    if 0 < health.update_ratio < smallest * rate_share:
        yield "update_too_small"


def _rate_share(view: View, role: str) -> float:
    """What the schedule leaves of the learning rate: with a tenth of it, a step a tenth as long is no fault."""
    full = view.memory.full_rate
    return view.state.settings.get(learning_rate_of(role), full) / full if full > 0 else 1.0


ORDER: tuple[Fault, ...] = (
    "exploding_gradient",
    "update_too_large",
    "dead_units",
    "vanishing_gradient",
    "update_too_small",
)


def _held(view: View, role: str, node: str, suspicions: set[Fault]) -> Fault:
    """The worst of those that every reading of the last steps has spoken for."""
    since, step = view.memory.since, view.state.step
    for fault in ORDER:
        if fault in suspicions:
            since.setdefault((role, node, fault), step)
        else:
            since.pop((role, node, fault), None)
    held = (fault for fault in ORDER if step - since.get((role, node, fault), step) >= HELD_STEPS)
    return next(held, "")

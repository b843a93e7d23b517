"""Asking about the pinned input."""

from __future__ import annotations

import torch

from layerlab.network.build import PlannedNetwork
from layerlab.probes.feature_maps.read import probabilities
from layerlab.probes.inputs import entering
from layerlab.probes.pinned.fields import Pinned
from layerlab.probes.view import View
from layerlab.protocol.frames import PinnedFrame
from layerlab.training.modes import evaluation_mode


def read(fields: Pinned, view: View, role: str) -> PinnedFrame | None:
    """The answer to the pinned input, always a batch of one; None where nothing is pinned."""
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    pinned = view.memory.pinned.get(role)
    if pinned is None:
        return None
    with evaluation_mode(network), torch.inference_mode():
        answer = network.forward(entering(view, role, pinned))[0]
        return PinnedFrame(role=role, probabilities=probabilities(view, role, answer))

"""Why the loss stopped being a number: the steps before it are taken again, and every update is measured."""

from __future__ import annotations

import time
from math import isfinite

import torch
from torch import Tensor, nn

from layerlab.network.build import layers_of
from layerlab.worker.checkpoint_capture import restore
from layerlab.worker.checkpoint_store import CheckpointStore
from layerlab.worker.session import Session

LONGEST_S = 10.0
MEASURED_STEPS = 3


def largest_update(
    session: Session, checkpoints: CheckpointStore, broken_step: int
) -> tuple[str, float] | None:
    """The layer whose weights moved most for their size just before `broken_step`, and how many times their size.

    `session` is a fresh one with the run's changes. Since every step can be taken again exactly, nothing had to be
    measured while the run was healthy. None where there is nothing to measure: the very first loss was broken, or it
    takes too long.
    """
    manifest = checkpoints.newest(before=broken_step - MEASURED_STEPS)
    if manifest is not None:
        restore(session.state, checkpoints.read(manifest.step), manifest.step)
    began, found = time.monotonic(), None
    state = session.state
    while state.step < broken_step - 1:
        if time.monotonic() - began > LONGEST_S:
            return None
        step = state.step + 1
        measured = step >= broken_step - MEASURED_STEPS
        before = _weights(session) if measured else {}
        session.algorithm.step(state, session.begin(step))
        state.step = step
        if measured:
            found = _largest(before, _weights(session)) or found
    return found


def _weights(session: Session) -> dict[str, Tensor]:
    """All weights of each node in one row."""
    return {
        name: nn.utils.parameters_to_vector(child.parameters()).detach().clone()
        for network in session.state.networks.values()
        for name, child in layers_of(network).items()
        if any(True for _ in child.parameters())
    }


def _largest(before: dict[str, Tensor], after: dict[str, Tensor]) -> tuple[str, float] | None:
    ratios = {
        node: float(torch.linalg.vector_norm(after[node] - old) / torch.linalg.vector_norm(old))
        for node, old in before.items()
    }
    finite = {node: ratio for node, ratio in ratios.items() if isfinite(ratio)}
    return max(finite.items(), key=lambda item: item[1]) if finite else None

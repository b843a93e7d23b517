"""Reading what a network finds in pictures."""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.network.build import PlannedNetwork
from layerlab.probes.detections.fields import Detections
from layerlab.probes.inputs import entering
from layerlab.probes.view import View
from layerlab.protocol.detections import DetectionsFrame
from layerlab.protocol.inputs import AnyInput, Sample
from layerlab.training.boxes import found_boxes
from layerlab.training.modes import evaluation_mode

LEAST = 0.05
"""What is less sure is not told."""
MOST = 16
"""Boxes of one picture that are told, the surest."""


def read(fields: Detections, view: View, role: str) -> DetectionsFrame | None:
    """The watched pictures of the test set; fewer where it ends."""
    first = fields.sample % len(view.samples(role))
    return _found(view, role, view.shown(role, first, fields.pictures), first)


def found_in(view: View, role: str, given: AnyInput) -> DetectionsFrame | None:
    """The same of one input; None where the network answers with no boxes."""
    return _found(view, role, entering(view, role, given), given.index if isinstance(given, Sample) else -1)


def _found(view: View, role: str, pictures: Tensor, sample: int) -> DetectionsFrame | None:
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    if not network.plan.outputs:
        return None
    with evaluation_mode(network), torch.inference_mode():
        return boxes_in(network.forward(pictures), view, role, sample)


def boxes_in(answers: Tensor, view: View, role: str, sample: int) -> DetectionsFrame | None:
    """The boxes in what a network answers to pictures, the first of them `sample`; None where it answers with none."""
    cells = view.ends[role].cells
    if cells is None:
        return None
    boxes, labels, confidences = found_boxes(answers, cells.side, cells.most_shared)
    # The surest come first, and what was left out has a confidence of 0: neither has one of a network that blew up.
    told = confidences >= LEAST
    told &= told.cumsum(dim=1) <= MOST
    rows, columns = answers.shape[2:]
    return DetectionsFrame(
        role=role,
        sample=sample,
        grid=(rows, columns),
        counts=told.sum(dim=1).cpu().numpy().astype("u1").tobytes(),
        boxes=boxes[told].float().cpu().numpy().astype("<f4").tobytes(),
        labels=labels[told].cpu().numpy().astype("<u2").tobytes(),
        confidences=_shares(confidences[told]),
        objectness=_shares(answers[:, 0].sigmoid()),
    )


def _shares(values: Tensor) -> bytes:
    return values.nan_to_num(nan=0.0).mul(255).round().cpu().numpy().astype("u1").tobytes()

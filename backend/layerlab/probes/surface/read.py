"""Reading the decision surface: the network is asked at every place of a grid."""

from __future__ import annotations

from typing import assert_never

import torch
from torch import Tensor

from layerlab.network.build import PlannedNetwork
from layerlab.network.ends import Meaning
from layerlab.probes.surface.fields import Surface
from layerlab.probes.view import View
from layerlab.protocol.frames import SurfaceFrame
from layerlab.training.data import Column
from layerlab.training.modes import evaluation_mode

MARGIN = 0.08
"""Of the points' extent, on each side of them."""
MOST_POINTS = 500

Bounds = tuple[float, float, float, float]


def read(fields: Surface, view: View, role: str) -> SurfaceFrame | None:
    """The answers over the points of the test set; None where the network gives none."""
    network = view.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    if not network.plan.outputs:
        return None
    points = view.samples(role)
    bounds = bounds_of(points.stored)
    # Entries like those of the data: they are scaled as the data set's own are.
    grid = Column(points.field, places(bounds, fields.side).to(points.stored.device))
    with evaluation_mode(network), torch.inference_mode():
        answers = network.forward(grid[:]).flatten(1)
        categories, values, winners = told(view.ends[role].meaning, answers)
    # Evenly spaced: of a test set in the order of its classes, all are shown.
    shown = slice(None, None, -(-len(points) // MOST_POINTS))
    return SurfaceFrame(
        role=role,
        side=fields.side,
        bounds=bounds,
        categories=categories,
        values=values.half().cpu().numpy().astype("<f2").tobytes(),
        winners=b"" if winners is None else winners.cpu().numpy().astype("<u2").tobytes(),
        points=points.stored[shown].float().cpu().numpy().astype("<f4").tobytes(),
        labels=labels_of(view, shown),
    )


def bounds_of(points: Tensor) -> Bounds:
    """Around the points, with a little room: left, right, low, high, in the units of the data set."""
    low, high = points.amin(dim=0).double(), points.amax(dim=0).double()
    extent = torch.where(high > low, high - low, 1.0)
    left, bottom = (low - MARGIN * extent).tolist()
    right, top = (high + MARGIN * extent).tolist()
    return left, right, bottom, top


def places(bounds: Bounds, side: int) -> Tensor:
    """The middles of the cells of a grid, row by row from the lowest. Shape: float32 (side * side, 2)."""
    left, right, low, high = bounds
    shares = (torch.arange(side, dtype=torch.float64) + 0.5) / side
    y, x = torch.meshgrid(low + (high - low) * shares, left + (right - left) * shares, indexing="ij")
    return torch.stack([x.flatten(), y.flatten()], dim=1).float()


def told(meaning: Meaning, answers: Tensor) -> tuple[int, Tensor, Tensor | None]:
    """How many categories there are, the value at each place, and of more than two categories the one that wins."""
    match meaning:
        case "log_odds":
            return 2, answers[:, 0].sigmoid(), None
        case "numbers" | "cells" | "next_token":
            return 0, answers[:, 0], None
        case "logits" | "scores":
            # Scores have no probabilities: what wins is told, and how clearly as if they were logits.
            shares = answers.softmax(dim=1)
            if shares.shape[1] == 2:
                return 2, shares[:, 1], None
            most, winners = shares.max(dim=1)
            return shares.shape[1], most, winners
        case _:
            assert_never(meaning)


def labels_of(view: View, shown: slice) -> bytes:
    """The categories of the points that are shown; empty where they have none."""
    target = view.data.test.get("target")
    if target is None or target.field.value.kind != "label":
        return b""
    return target.stored[shown].cpu().numpy().astype("<u2").tobytes()

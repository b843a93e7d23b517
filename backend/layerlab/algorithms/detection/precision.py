"""How good found boxes are: average precision. Printed into exported scripts."""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.training.boxes import overlaps


def right_boxes(found: tuple[Tensor, Tensor, Tensor], boxes: Tensor, labels: Tensor, least: Tensor) -> Tensor:
    """Which of the found boxes, the surest first, are right: of the class of a true box that shares enough with it.

    Each true box can be found once. `least`: how much has to be shared, in several figures.
    Shape: found (n, k, 4), (n, k), (n, k); true (n, m, 4), (n, m); least (t) -> (n, k, t).
    """
    places, classes, confidences = found
    shared = overlaps(places[:, :, None], boxes[:, None].to(places.dtype))
    shared = torch.where(classes[:, :, None] == labels[:, None], shared, -1.0)
    n, k, m = shared.shape
    free = torch.ones(n, len(least), m, dtype=torch.bool, device=shared.device)
    right = torch.zeros(n, k, len(least), dtype=torch.bool, device=shared.device)
    for place in range(k):
        # Of the true boxes that are still to be found the one that it shares most with.
        best, which = torch.where(free, shared[:, place, None], -1.0).max(dim=2)
        right[:, place] = (best >= least) & (confidences[:, place, None] > 0)
        free &= ~(right[:, place, :, None] & (torch.arange(m, device=shared.device) == which[..., None]))
    return right


def average_precision(right: Tensor, confidences: Tensor, true: int) -> Tensor:
    """The area under precision over recall, the boxes in order of confidence: 1 where all are found and no other is.

    Precision at a recall is the best that is reached there or further on. Shape: (boxes, t), (boxes) -> (t).
    """
    order = confidences.argsort(descending=True, stable=True)
    hits = right[order].double().cumsum(dim=0)
    precision = hits / torch.arange(1, len(hits) + 1, device=hits.device)[:, None]
    precision = precision.flip(0).cummax(dim=0).values.flip(0)
    return (precision * right[order]).sum(dim=0) / true


def mean_average_precision(
    found: tuple[Tensor, Tensor, Tensor], boxes: Tensor, labels: Tensor, least: Tensor
) -> Tensor:
    """The mean of it over all classes that there are, for each figure of how much has to be shared. Shape: (t)."""
    right, classes, confidences = right_boxes(found, boxes, labels, least), found[1], found[2]
    there = confidences > 0
    told = [
        average_precision(
            right[there & (classes == label)], confidences[there & (classes == label)], int(true)
        )
        for label, true in zip(*labels[labels >= 0].unique(return_counts=True), strict=True)
    ]
    return torch.stack(told).mean(dim=0)

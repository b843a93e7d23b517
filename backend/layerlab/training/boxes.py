"""From what a network answers in each cell to boxes, and which of them are left. Printed into exported scripts."""

from __future__ import annotations

import torch
from torch import Tensor


def boxes_of(answers: Tensor, cell: int) -> Tensor:
    """Where the box of each cell lies. Shape: (n, 5 + classes, rows, columns) -> (n, cells, 4), in pixels.

    What is told of a box is how far its four sides are from the middle of its cell, in cells beyond the first.
    """
    rows, columns = answers.shape[2:]
    y = (torch.arange(rows, device=answers.device) + 0.5) * cell
    x = (torch.arange(columns, device=answers.device) + 0.5) * cell
    middles = torch.stack([x.repeat(rows), y.repeat_interleave(columns)], dim=1)
    reach = (answers[:, 1:5].flatten(2).transpose(1, 2) + 1) * cell
    return torch.cat([middles - reach[..., :2], middles + reach[..., 2:]], dim=2)


def areas(boxes: Tensor) -> Tensor:
    """Of boxes (..., 4): left, upper, right and lower side."""
    return (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(dim=-1)


def overlaps(boxes: Tensor, others: Tensor) -> Tensor:
    """Of each pair of boxes the shared area over that of both together: 1 where they are the same, 0 where apart."""
    low = torch.maximum(boxes[..., :2], others[..., :2])
    high = torch.minimum(boxes[..., 2:], others[..., 2:])
    shared = (high - low).clamp(min=0).prod(dim=-1)
    return shared / (areas(boxes) + areas(others) - shared).clamp(min=1e-6)


def surest(boxes: Tensor, confidences: Tensor, most_shared: float) -> Tensor:
    """Which boxes of each picture are left where of those that share more than `most_shared` only the surest stays.

    Non-maximum suppression, of all pictures at once.
    Shape: (n, boxes, 4) and (n, boxes), the surest first -> (n, boxes).
    """
    near = overlaps(boxes[:, :, None], boxes[:, None]) > most_shared
    left = torch.ones_like(confidences, dtype=torch.bool)
    for place in range(boxes.shape[1] - 1):
        # One that is gone takes no other with it.
        taken = near[:, place, place + 1 :] & left[:, place, None]
        left[:, place + 1 :] &= ~taken
    return left


def found_boxes(answers: Tensor, cell: int, most_shared: float) -> tuple[Tensor, Tensor, Tensor]:
    """The boxes that a network finds in each picture, the class of each and how sure it is, the surest first.

    How sure: of there being something, times of its being of that class; 0 for those that were left out.
    Shape: (n, cells, 4), (n, cells) and (n, cells).
    """
    chances, classes = answers[:, 5:].flatten(2).softmax(dim=1).max(dim=1)
    confidences = answers[:, 0].flatten(1).sigmoid() * chances
    order = confidences.argsort(dim=1, descending=True, stable=True)
    boxes = boxes_of(answers, cell).gather(1, order[..., None].expand(-1, -1, 4))
    confidences, classes = confidences.gather(1, order), classes.gather(1, order)
    return boxes, classes, confidences * surest(boxes, confidences, most_shared)

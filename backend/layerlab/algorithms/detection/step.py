"""Finding things in pictures, one step of it. All but the last functions are printed into exported scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.algorithms.detection.fields import Detection
from layerlab.algorithms.detection.precision import mean_average_precision
from layerlab.training.boxes import areas, boxes_of, found_boxes, overlaps
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch
from layerlab.training.modes import evaluation_mode
from layerlab.training.places import clip_norm_of


def apartness(boxes: Tensor, others: Tensor) -> Tensor:
    """1 less what two boxes share, and more the emptier the smallest box around both is: it falls before they touch.

    Source: Rezatofighi et al. 2019 (generalized IoU).
    """
    low = torch.minimum(boxes[..., :2], others[..., :2])
    high = torch.maximum(boxes[..., 2:], others[..., 2:])
    around = (high - low).clamp(min=0).prod(dim=-1)
    shared = overlaps(boxes, others)
    both = (areas(boxes) + areas(others)) / (1 + shared)
    return 1 - shared + (around - both) / around.clamp(min=1e-6)


def detection_losses(
    answers: Tensor, boxes: Tensor, labels: Tensor, cell: int
) -> tuple[Tensor, Tensor, Tensor]:
    """How wrong the cells are about whether something lies in them, how far their boxes are off, and its class.

    Only the cell in which the middle of a true box lies answers for it. Each is the sum over all cells and boxes, for
    each true box.
    Shape: answers (n, 5 + classes, rows, columns), boxes (n, m, 4) in pixels, labels (n, m), -1 for none.
    """
    rows, columns = answers.shape[2:]
    there = labels >= 0
    x, y = ((boxes[..., side] + boxes[..., side + 2]) / (2 * cell) for side in (0, 1))
    at = y.long().clamp(0, rows - 1) * columns + x.long().clamp(0, columns - 1)
    # No number of boxes decides how many numbers are reckoned with: a device need not be waited for.
    true, count = there.to(answers.dtype), there.sum().clamp(min=1)
    objects = answers.new_zeros(len(answers), rows * columns).scatter_reduce(1, at, true, "amax")
    objectness = F.binary_cross_entropy_with_logits(answers[:, 0].flatten(1), objects, reduction="sum")
    told = boxes_of(answers, cell).gather(1, at[..., None].expand(-1, -1, 4))
    box = (apartness(told, boxes) * true).sum()
    scores = answers[:, 5:].flatten(2).gather(2, at[:, None].expand(-1, answers.shape[1] - 5, -1))
    label = F.cross_entropy(scores, labels, ignore_index=-1, reduction="sum")
    return objectness / count, box / count, label / count


def train_step(
    network: nn.Module,
    optimizer: Optimizer,
    inputs: Tensor,
    boxes: Tensor,
    labels: Tensor,
    cell: int,
    weights: tuple[float, float],
    clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """One step of gradient descent: guess, measure the error, ask every weight for its share, correct.

    `weights`: what boxes and classes count, beside whether there is something at all.
    Gives the loss before the step and its three parts, still on the device: reading a number makes the processor wait.
    """
    objectness, box, label = detection_losses(network(inputs), boxes, labels, cell)
    loss = objectness + weights[0] * box + weights[1] * label
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    return loss.detach(), objectness.detach(), box.detach(), label.detach()


def evaluate_detector(
    network: nn.Module,
    batches: Iterable[tuple[Tensor, Tensor, Tensor]],
    cell: int,
    weights: tuple[float, float],
    most_shared: float,
) -> tuple[list[float], list[float]]:
    """The loss and its three parts over pictures that were not learnt from, and how well it finds what is in them.

    That is the average precision where a found box has to share 0.50, 0.55 … 0.95 with a true one.
    """
    answers, places, classes = [], [], []
    with evaluation_mode(network):
        for inputs, boxes, labels in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                answers.append(network(inputs))
                places.append(boxes)
                classes.append(labels)
    with torch.inference_mode():
        cells, boxes, labels = torch.cat(answers), torch.cat(places), torch.cat(classes)
        parts = detection_losses(cells, boxes, labels, cell)
        objectness, box, label = (part.cpu().double().item() for part in parts)
        least = torch.arange(50, 100, 5, device=cells.device) / 100
        told = mean_average_precision(found_boxes(cells, cell, most_shared), boxes, labels, least)
    loss = objectness + weights[0] * box + weights[1] * label
    return [loss, objectness, box, label], told.tolist()


METRICS = ("loss", "objectness_loss", "box_loss", "class_loss")


@dataclass(frozen=True)
class Detecting:
    """One network that finds things, as the fields have it."""

    fields: Detection

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch."""
        told = train_step(
            state.networks["detector"],
            state.optimizers["detector"],
            batch["input"],
            batch["box"],
            batch["label"],
            self.fields.cell,
            self.fields.weights,
            clip_norm=state.settings[clip_norm_of("detector")],
        )
        return dict(zip(METRICS, told, strict=True))

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Look for everything in the pictures of the test set."""
        losses, precisions = evaluate_detector(
            state.networks["detector"],
            ((batch["input"], batch["box"], batch["label"]) for batch in batches),
            self.fields.cell,
            self.fields.weights,
            self.fields.most_shared,
        )
        metrics = dict(zip(METRICS, losses, strict=True))
        metrics |= {"ap50": precisions[0], "ap": sum(precisions) / len(precisions)}
        return Evaluation(step=state.step, metrics=metrics, columns={})


def algorithm(fields: Detection) -> Detecting:
    """Detection as these fields have it."""
    return Detecting(fields)

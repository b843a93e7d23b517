"""Telling classes apart at every step of a sequence: its step and evaluation, printed into exported scripts.

A network that is judged at its last step alone reads the beginning of a name as if it were a whole one.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.nn.lengths import unpadded
from layerlab.training.modes import evaluation_mode


def losses_over_time(
    logits: Tensor, targets: Tensor, lengths: Tensor, label_smoothing: float = 0.0
) -> Tensor:
    """The loss of each sequence: the mean over its steps, the second of which counts twice as much as the first.

    Shape: logits (N, T, classes), targets (N,), lengths (N,) -> (N,)
    """
    steps = torch.arange(1, logits.shape[1] + 1, device=logits.device)
    shares = steps * (steps <= lengths[:, None]) / (lengths * (lengths + 1) / 2)[:, None]
    asked = targets[:, None].expand(-1, logits.shape[1])
    losses = F.cross_entropy(logits.transpose(1, 2), asked, reduction="none", label_smoothing=label_smoothing)
    return (losses * shares).sum(dim=1)


def last_answers(logits: Tensor, lengths: Tensor) -> Tensor:
    """The answers once everything is read. Shape: (N, T, classes) -> (N, classes)."""
    at = (lengths - 1)[:, None, None].expand(-1, 1, logits.shape[2])
    return logits.gather(1, at).squeeze(1)


def train_step(
    network: nn.Module,
    optimizer: Optimizer,
    inputs: Tensor,
    targets: Tensor,
    class_weights: Tensor | None = None,
    label_smoothing: float = 0.0,
    clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor]:
    """One step of gradient descent: guess at every step, measure the errors, ask every weight for its share, correct.

    Gives the loss before the step and the share of right answers at the ends, both still on the device: reading a
    number makes the processor wait for it.
    """
    logits, (_, lengths) = network(inputs), unpadded(inputs)
    losses = losses_over_time(logits, targets, lengths, label_smoothing)
    counts = torch.ones_like(losses) if class_weights is None else class_weights[targets]
    loss = (losses * counts).sum() / counts.sum()
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    accuracy = (last_answers(logits.detach(), lengths).argmax(dim=1) == targets).to(torch.float32).mean()
    return loss.detach(), accuracy


def evaluate_classifier(
    network: nn.Module, batches: Iterable[tuple[Tensor, Tensor]], class_weights: Tensor | None = None
) -> tuple[float, float, Tensor, Tensor]:
    """Mean loss over all steps, weighted as in training, and share of right answers at the ends; then what these are.

    Shape: the logits at the ends (n, classes), and the loss of each there (n,), which is not weighted.
    """
    answers, truth, along = [], [], []
    with evaluation_mode(network):
        for inputs, targets in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                logits, (_, lengths) = network(inputs), unpadded(inputs)
                answers.append(last_answers(logits, lengths))
                along.append(losses_over_time(logits, targets, lengths))
                truth.append(targets)
    ends, labels = torch.cat(answers), torch.cat(truth)
    losses = F.cross_entropy(ends, labels, reduction="none")
    # In double precision, since ten thousand numbers are added up; on the CPU, since not every device has it.
    counts = torch.ones_like(losses) if class_weights is None else class_weights[labels]
    counts = counts.cpu().double()
    loss = ((torch.cat(along).cpu().double() * counts).sum() / counts.sum()).item()
    accuracy = (ends.argmax(dim=1) == labels).cpu().double().mean().item()
    return loss, accuracy, ends, losses

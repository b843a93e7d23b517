"""Telling classes apart that are not equally common: its step and evaluation, printed into exported scripts."""

from __future__ import annotations

from collections.abc import Iterable

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.training.modes import evaluation_mode


def balanced_weights(labels: Tensor, classes: int) -> Tensor:
    """What a sample of each class counts, so that all classes weigh the same and a sample counts 1 on average."""
    counts = torch.bincount(labels.cpu().to(torch.int64), minlength=classes).clamp(min=1)
    return len(labels) / (classes * counts.to(torch.float32))


def train_step(
    network: nn.Module,
    optimizer: Optimizer,
    inputs: Tensor,
    targets: Tensor,
    class_weights: Tensor,
    label_smoothing: float = 0.0,
    clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor]:
    """One step of gradient descent: guess, measure the error, ask every weight for its share, correct.

    Gives the loss before the step and the share of right answers, both still on the device: reading a number
    makes the processor wait for it.
    """
    logits = network(inputs)
    # The surprise at the true class, where that of a rare one counts more.
    loss = F.cross_entropy(logits, targets, weight=class_weights, label_smoothing=label_smoothing)
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    accuracy = (logits.detach().argmax(dim=1) == targets).to(torch.float32).mean()
    return loss.detach(), accuracy


def evaluate_classifier(
    network: nn.Module, batches: Iterable[tuple[Tensor, Tensor]], class_weights: Tensor
) -> tuple[float, float, Tensor, Tensor]:
    """Mean loss, weighted as in training, and share of right answers; then what they come from.

    Shape: the logits (n, classes), and the loss of each sample (n,), which is not weighted.
    """
    answers, truth = [], []
    with evaluation_mode(network):
        for inputs, targets in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                answers.append(network(inputs))
                truth.append(targets)
    logits, labels = torch.cat(answers), torch.cat(truth)
    losses = F.cross_entropy(logits, labels, reduction="none")
    # In double precision, since ten thousand numbers are added up; on the CPU, since not every device has it.
    counts = class_weights[labels].cpu().double()
    loss = ((losses.cpu().double() * counts).sum() / counts.sum()).item()
    accuracy = (logits.argmax(dim=1) == labels).cpu().double().mean().item()
    return loss, accuracy, logits, losses

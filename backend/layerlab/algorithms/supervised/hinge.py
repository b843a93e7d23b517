"""Telling classes apart by a margin: its step and evaluation, whose functions are printed into exported scripts."""

from __future__ import annotations

from collections.abc import Iterable

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch
from layerlab.training.modes import evaluation_mode
from layerlab.training.places import clip_norm_of


def train_step(
    network: nn.Module,
    optimizer: Optimizer,
    inputs: Tensor,
    targets: Tensor,
    margin: float,
    power: int,
    clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor]:
    """One step of gradient descent: guess, measure the error, ask every weight for its share, correct.

    Gives the loss before the step and the share of right answers, both still on the device: reading a number
    makes the processor wait for it.
    """
    scores = network(inputs)
    # By how much every other class comes closer to the true one than the margin; what stays further away costs nothing.
    loss = F.multi_margin_loss(scores, targets, p=power, margin=margin)
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    accuracy = (scores.detach().argmax(dim=1) == targets).to(torch.float32).mean()
    return loss.detach(), accuracy


def evaluate_classifier(
    network: nn.Module, batches: Iterable[tuple[Tensor, Tensor]], margin: float, power: int
) -> tuple[float, float, Tensor, Tensor]:
    """Mean loss and share of right answers over samples that were not learnt from; then what they come from.

    Shape: the scores (n, classes), and the loss of each sample (n,).
    """
    answers, truth = [], []
    with evaluation_mode(network):
        for inputs, targets in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                answers.append(network(inputs))
                truth.append(targets)
    scores, labels = torch.cat(answers), torch.cat(truth)
    losses = F.multi_margin_loss(scores, labels, p=power, margin=margin, reduction="none")
    # In double precision, since ten thousand numbers are added up; on the CPU, since not every device has it.
    loss = losses.cpu().double().mean().item()
    accuracy = (scores.argmax(dim=1) == labels).cpu().double().mean().item()
    return loss, accuracy, scores, losses


def step(state: State, batch: Batch, margin: float, power: int) -> dict[str, Tensor]:
    """Learn from one batch."""
    loss, accuracy = train_step(
        state.networks["classifier"],
        state.optimizers["classifier"],
        batch["input"],
        batch["target"],
        margin,
        power,
        clip_norm=state.settings[clip_norm_of("classifier")],
    )
    return {"loss": loss, "accuracy": accuracy}


def evaluate(state: State, batches: Iterable[Batch], margin: float, power: int) -> Evaluation:
    """Ask the classifier about the test set. A score is no probability, so none is told."""
    loss, accuracy, scores, losses = evaluate_classifier(
        state.networks["classifier"],
        ((batch["input"], batch["target"]) for batch in batches),
        margin,
        power,
    )
    return Evaluation(
        step=state.step,
        metrics={"loss": loss, "accuracy": accuracy},
        columns={"predicted": scores.argmax(dim=1), "surprise": losses},
    )

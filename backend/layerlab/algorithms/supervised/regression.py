"""Answering with numbers, one step of it. All but the last two functions are printed into the exported script."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch
from layerlab.training.modes import evaluation_mode
from layerlab.training.places import clip_norm_of

Error = Callable[[Tensor, Tensor], Tensor]
"""From answers and targets to how far off each number is, in the same shape."""


def squared_error(answers: Tensor, targets: Tensor) -> Tensor:
    """The square of each difference."""
    return F.mse_loss(answers, targets, reduction="none")


def absolute_error(answers: Tensor, targets: Tensor) -> Tensor:
    """Each difference without its sign."""
    return F.l1_loss(answers, targets, reduction="none")


def huber_error(answers: Tensor, targets: Tensor, delta: float) -> Tensor:
    """Half the square of each difference up to `delta`, beyond it a straight line."""
    return F.huber_loss(answers, targets, reduction="none", delta=delta)


def train_step(
    network: nn.Module,
    optimizer: Optimizer,
    inputs: Tensor,
    targets: Tensor,
    error: Callable[[Tensor, Tensor], Tensor],
    clip_norm: float = 0.0,
) -> Tensor:
    """One step of gradient descent: guess, measure the error, ask every weight for its share, correct.

    Gives the loss before the step, still on the device: reading a number makes the processor wait for it.
    """
    loss = error(network(inputs), targets).mean()
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    return loss.detach()


def evaluate_regression(
    network: nn.Module, batches: Iterable[tuple[Tensor, Tensor]], error: Callable[[Tensor, Tensor], Tensor]
) -> tuple[float, float, Tensor, Tensor]:
    """Mean loss over samples that were not learnt from, and the share of their variance that the answers explain (R²).

    R² is 1 where every answer is right and 0 where always giving the mean would do as well; it can be below 0. Then the
    mean loss of each sample, and the first number of its answer. Shape: (n,) each.
    """
    errors, squares, truth, firsts = [], [], [], []
    with evaluation_mode(network):
        for inputs, targets in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                answers = network(inputs)
                errors.append(error(answers, targets).flatten(1).mean(dim=1))
                squares.append((answers - targets).square().flatten(1).sum(dim=1))
                truth.append(targets.flatten(1))
                firsts.append(answers.flatten(1)[:, 0])
    losses, targets = torch.cat(errors), torch.cat(truth)
    # In double precision, since ten thousand numbers are added up; on the CPU, since not every device has it.
    loss = losses.cpu().double().mean().item()
    missed = torch.cat(squares).cpu().double().sum().item()
    spread = (targets - targets.mean(dim=0)).square().sum(dim=1).cpu().double().sum().item()
    return loss, 1 - missed / spread if spread > 0 else 0.0, losses, torch.cat(firsts)


def step(state: State, batch: Batch, error: Error) -> dict[str, Tensor]:
    """Learn from one batch."""
    loss = train_step(
        state.networks["classifier"],
        state.optimizers["classifier"],
        batch["input"],
        batch["target"],
        error,
        clip_norm=state.settings[clip_norm_of("classifier")],
    )
    return {"loss": loss}


def evaluate(state: State, batches: Iterable[Batch], error: Error) -> Evaluation:
    """Ask the network about the test set."""
    loss, r2, losses, answers = evaluate_regression(
        state.networks["classifier"], ((batch["input"], batch["target"]) for batch in batches), error
    )
    return Evaluation(
        step=state.step, metrics={"loss": loss, "r2": r2}, columns={"error": losses, "answer": answers}
    )

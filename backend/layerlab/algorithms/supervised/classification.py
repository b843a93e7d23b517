"""Telling classes apart: its step and evaluation, whose functions are printed into exported scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.algorithms.supervised.among_first import among_first
from layerlab.network.build import weights_of
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch
from layerlab.training.modes import evaluation_mode
from layerlab.training.places import clip_norm_of


def train_step(
    network: nn.Module,
    optimizer: Optimizer,
    inputs: Tensor,
    targets: Tensor,
    label_smoothing: float = 0.0,
    clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor]:
    """One step of gradient descent: guess, measure the error, ask every weight for its share, correct.

    Gives the loss before the step and the share of right answers, both still on the device: reading a number
    makes the processor wait for it.
    """
    logits = network(inputs)
    # The mean surprise at the true class, -log p(class), where p is the softmax of the logits. Smoothed labels are
    # not quite sure of the class, so that the network needn't be either.
    loss = F.cross_entropy(logits, targets, label_smoothing=label_smoothing)
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    accuracy = (logits.detach().argmax(dim=1) == targets).to(torch.float32).mean()
    return loss.detach(), accuracy


def train_step_with_heads(
    network: nn.Module,
    optimizer: Optimizer,
    inputs: Tensor,
    targets: Tensor,
    weights: tuple[float, ...],
    label_smoothing: float = 0.0,
    clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor]:
    """The same for a network with several answers: their losses are added, each with its weight.

    Gives the loss and the share of right answers of the main one, which comes first.
    """
    answers = network(inputs)
    losses = [F.cross_entropy(logits, targets, label_smoothing=label_smoothing) for logits in answers]
    # The heads further down are asked the same, so that the layers before them hear of it from nearby.
    total = torch.stack([weight * loss for weight, loss in zip(weights, losses, strict=True)]).sum()
    optimizer.zero_grad()
    total.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    accuracy = (answers[0].detach().argmax(dim=1) == targets).to(torch.float32).mean()
    return losses[0].detach(), accuracy


def evaluate_classifier(
    network: nn.Module, batches: Iterable[tuple[Tensor, Tensor]]
) -> tuple[float, float, Tensor, Tensor]:
    """Mean loss and share of right answers over samples that were not learnt from; then what they come from.

    Shape: the logits (n, classes), and the loss of each sample (n,).
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
    loss = losses.cpu().double().mean().item()
    accuracy = (logits.argmax(dim=1) == labels).cpu().double().mean().item()
    return loss, accuracy, logits, losses


def step(state: State, batch: Batch) -> dict[str, Tensor]:
    """Learn from one batch."""
    network, optimizer = state.networks["classifier"], state.optimizers["classifier"]
    weights = weights_of(network)
    one = train_step if len(weights) == 1 else partial(train_step_with_heads, weights=weights)
    loss, accuracy = one(
        network,
        optimizer,
        batch["input"],
        batch["target"],
        label_smoothing=state.settings["algorithm.loss.label_smoothing"],
        clip_norm=state.settings[clip_norm_of("classifier")],
    )
    return {"loss": loss, "accuracy": accuracy}


def evaluate(
    state: State,
    batches: Iterable[Batch],
    top: int = 0,
    balanced: bool = False,
    ask: Callable[..., tuple[float, float, Tensor, Tensor]] = evaluate_classifier,
) -> Evaluation:
    """Ask the classifier about the test set. One pass serves the figures and the views.

    `top`: also tells how often the true class is among the first so many; 0 doesn't. `balanced`: and the mean share of
    right answers in each class. `ask`: what asks it.
    """
    truth: list[Tensor] = []

    def asked() -> Iterator[tuple[Tensor, Tensor]]:
        for batch in batches:
            truth.append(batch["target"])
            yield batch["input"], batch["target"]

    loss, accuracy, logits, losses = ask(state.networks["classifier"], asked())
    metrics = {"loss": loss, "accuracy": accuracy}
    if top:
        metrics[f"top{top}"] = among_first(logits, torch.cat(truth), top)
    if balanced:
        metrics["balanced_accuracy"] = balanced_accuracy(logits.argmax(dim=1), torch.cat(truth))
    return Evaluation(
        step=state.step,
        metrics=metrics,
        columns={
            "predicted": logits.argmax(dim=1),
            "surprise": losses,
            "probability": logits.softmax(dim=1).amax(dim=1),
        },
    )


def balanced_accuracy(predicted: Tensor, labels: Tensor) -> float:
    """The mean over all classes of the share of right answers in each."""
    right = (predicted == labels).cpu().double()
    classes, at = labels.cpu().unique(return_inverse=True)
    shares = torch.zeros(len(classes), dtype=torch.float64).index_add(0, at, right) / torch.bincount(at)
    return shares.mean().item()

"""Foreseeing the next character in texts that are independent of each other. Printed into exported scripts."""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.training.modes import evaluation_mode


def train_step(network: nn.Module, optimizer: Optimizer, texts: Tensor, clip_norm: float = 0.0) -> Tensor:
    """One step of gradient descent: at each character guess the next, measure the error, ask every weight, correct.

    Gives the loss before the step, still on the device: reading a number makes the processor wait for it.
    """
    logits = network(texts[:, :-1])
    # The mean surprise at the true next character; beyond the end of a text, -1, there is none.
    loss = F.cross_entropy(logits.flatten(0, 1), texts[:, 1:].flatten(), ignore_index=-1)
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    return loss.detach()


def evaluate_writer(network: nn.Module, batches: Iterable[Tensor]) -> tuple[float, float]:
    """The mean surprise at a character of texts that were not learnt from, in nats; and the perplexity: among
    how many characters, each as likely as the others, a guess would be as hard.
    """
    # In double precision, since very many numbers are added up; on the CPU, since not every device has it.
    total, count = 0.0, 0
    with evaluation_mode(network):
        for texts in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                logits, targets = network(texts[:, :-1]), texts[:, 1:].flatten()
                losses = F.cross_entropy(logits.flatten(0, 1), targets, ignore_index=-1, reduction="none")
                total += losses.cpu().double().sum().item()
                count += int((targets >= 0).sum())
    loss = total / count
    # A network that has come apart has no perplexity that a number could hold.
    return loss, math.exp(min(loss, 700.0))

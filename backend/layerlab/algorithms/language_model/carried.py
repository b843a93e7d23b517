"""Foreseeing the next character in texts that go on from passage to passage. Printed into exported scripts."""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.nn.carrying import carrying, first_states
from layerlab.training.modes import evaluation_mode


def train_step(
    network: nn.Module, optimizer: Optimizer, texts: Tensor, states: list[Tensor], clip_norm: float = 0.0
) -> tuple[Tensor, list[Tensor]]:
    """One step of gradient descent: at each character guess the next, measure the error, ask every weight, correct.

    The network goes on from the `states` that the passages before left. Gives the loss before the step, still on the
    device, since reading a number makes the processor wait for it, and the states that these passages leave.
    """
    with carrying(network, states) as reached:
        logits = network(texts[:, :-1])
    # The mean surprise at the true next character.
    loss = F.cross_entropy(logits.flatten(0, 1), texts[:, 1:].flatten())
    # Gradients add up in PyTorch; those of the last step have done their work.
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        # One batch in a steep place must not throw the weights far away.
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()
    # Cut off here: what comes next is told what was read, and asks none of it for a gradient.
    return loss.detach(), [state.detach() for state in reached]


def evaluate_writer(network: nn.Module, batches: Iterable[Tensor]) -> tuple[float, float]:
    """The mean surprise at a character of a text that was not learnt from, in nats; and the perplexity: among how
    many characters, each as likely as the others, a guess would be as hard. Each batch goes on from the last.
    """
    # In double precision, since very many numbers are added up; on the CPU, since not every device has it.
    total, count = 0.0, 0
    states: list[Tensor] = []
    with evaluation_mode(network):
        for texts in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                # The last stream may be over.
                before = [state[:, : len(texts)] for state in states] or first_states(network, len(texts))
                with carrying(network, before) as states:
                    logits = network(texts[:, :-1])
                losses = F.cross_entropy(logits.flatten(0, 1), texts[:, 1:].flatten(), reduction="none")
                total += losses.cpu().double().sum().item()
                count += losses.numel()
    loss = total / count
    # A network that has come apart has no perplexity that a number could hold.
    return loss, math.exp(min(loss, 700.0))

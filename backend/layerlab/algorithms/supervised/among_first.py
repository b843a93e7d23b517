"""How often the true class is among the first so many. Printed into the exported script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
from torch import Tensor, nn


def among_first(logits: Tensor, labels: Tensor, top: int) -> float:
    """The share of samples whose class is among the `top` that the network holds likeliest."""
    first = logits.topk(min(top, logits.shape[1]), dim=1).indices
    return (first == labels[:, None]).any(dim=1).cpu().double().mean().item()


def evaluate_with_top(
    evaluate: Callable[..., tuple[float, float, Tensor, Tensor]],
    network: nn.Module,
    batches: Iterable[tuple[Tensor, Tensor]],
    top: int,
    *more: Any,
) -> tuple[float, float, float]:
    """What `evaluate` tells, mean loss and share of right answers, and how often the class is among the first."""
    truth: list[Tensor] = []

    def asked() -> Iterator[tuple[Tensor, Tensor]]:
        for inputs, targets in batches:
            truth.append(targets)
            yield inputs, targets

    loss, accuracy, logits, _ = evaluate(network, asked(), *more)
    return loss, accuracy, among_first(logits, torch.cat(truth), top)

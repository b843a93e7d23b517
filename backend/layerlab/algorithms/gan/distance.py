"""How far what a generator makes is from what is real. Printed into exported scripts."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from layerlab.training.modes import evaluation_mode


def evaluate_generator(
    generator: nn.Module, batches: Iterable[Tensor], latent: int, compared: int = 1_000
) -> float:
    """The energy distance of what is made from what is real: 0 where both are spread alike.

    Twice the mean distance of a made sample from a real one, less the mean distances within each. So many of each are
    `compared`: the work grows with their square.
    Source: Székely and Rizzo 2013.
    """
    real = torch.cat(list(batches)).flatten(1)[:compared].cpu().double()
    # The same noise at every evaluation: what differs is what was learnt.
    noise = torch.randn(len(real), latent, generator=torch.Generator().manual_seed(0))
    device = next(generator.parameters()).device
    with evaluation_mode(generator), torch.inference_mode():
        made = generator(noise.to(device)).flatten(1).cpu().double()
    between, among_real, among_made = (
        torch.cdist(real, made),
        torch.cdist(real, real),
        torch.cdist(made, made),
    )
    return (2 * between.mean() - among_real.mean() - among_made.mean()).item()

"""How large numbers are, in powers of ten: where all of them are small, nothing gets through."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from layerlab.probes.unit_activity import some

LOWEST, HIGHEST, A_DECADE = -12, 4, 3
"""From 10⁻¹² to 10⁴, three bins for each power of ten."""
BINS = (HIGHEST - LOWEST) * A_DECADE
CLOSE = 1e-5
"""Sums in another order differ by so much of the largest."""


def magnitudes(values: Tensor) -> Tensor:
    """How many of some of the values are 0, and how many stand in each bin; smaller and larger ones in the outermost,
    and those that are no numbers in none. Shape: int64 (1 + BINS,).
    """
    sizes = some(values).abs()
    sizes = sizes[sizes.isfinite()]
    places = ((sizes.log10() - LOWEST) * A_DECADE).floor().clamp(0, BINS - 1) + 1
    return torch.bincount(torch.where(sizes > 0, places, 0.0).to(torch.int64), minlength=1 + BINS)


def are_alike(layer: nn.Module, gradient: Tensor, scale: float) -> bool:
    """Whether all units of a layer are one and the same, and stay so: their weights are equal, and so are the gradients
    of these. What is nothing beside `scale`, the largest of another layer, may be a rest of sums that cancel out.
    """
    weight = layer.weight
    assert isinstance(weight, Tensor)
    units = 1 if isinstance(layer, nn.ConvTranspose2d) else 0
    if weight.shape[units] < 2 or not _is_one(weight.detach(), units):
        return False
    bias = getattr(layer, "bias", None)
    return (not isinstance(bias, Tensor) or _is_one(bias.detach(), 0)) and _is_one(gradient, units, scale)


def _is_one(values: Tensor, units: int, scale: float = 0.0) -> bool:
    """Whether it is the same for every unit."""
    first = values.narrow(units, 0, 1)
    near = CLOSE * max(float(first.abs().max()), scale)
    # Of most the second is another already: nothing as large as the weights is made for them.
    second = values.narrow(units, 1, 1)
    return bool((second - first).abs().max() <= near) and bool((values - first).abs().max() <= near)

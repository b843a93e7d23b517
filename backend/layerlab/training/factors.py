"""By how much a layer learns faster or slower than the rest of its network. No torch; printed into the script."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod


def factor_of(layer: str, factors: Mapping[str, float]) -> float:
    """What the learning rate of a layer is multiplied by: its own factor, times those of the blocks around it."""
    parts = layer.split(".")
    around = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
    return prod(factors.get(name, 1.0) for name in around)

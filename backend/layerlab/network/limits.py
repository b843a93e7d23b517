"""How large a network may be: checked in whole numbers, before torch hears of it."""

from __future__ import annotations

MAX_PARAMETERS = 500_000_000
"""Trainable numbers of a whole network (2 GB of weights)."""
MAX_ACTIVATIONS = 100_000_000
"""Numbers that all nodes together give for one sample (0.4 GB)."""
MAX_FLOPS = 10**12
"""Floating-point operations of one sample's forward pass."""
MAX_DEPTH = 1_000
"""Layers on the longest way from input to output."""

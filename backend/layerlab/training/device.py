"""What computes. Printed into the exported script."""

from __future__ import annotations

import torch


def choose_device(name: str) -> torch.device:
    """The device of that name; `auto` takes the fastest there is."""
    if name == "auto":
        there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
        name = next(candidate for candidate, is_there in there.items() if is_there)
    return torch.device(name)

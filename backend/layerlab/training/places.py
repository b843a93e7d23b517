"""Where the hyperparameters that can change in mid-run land. No torch: the exported script is printed from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An attribute of a node's module, or an option of the optimizers' parameter groups."""

    attribute: str
    role: str = ""
    node: str = ""
    """Empty: the parameter groups of all optimizers."""

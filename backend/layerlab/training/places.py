"""Where the settings that can change in mid-run land. No torch: the exported script is printed from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An option of a role's optimizer, or an attribute of a node's module."""

    attribute: str
    role: str
    node: str = ""
    """Empty: the parameter groups of the role's optimizer."""


def learning_rate_of(role: str) -> str:
    """The setting that the schedule of this role multiplies."""
    return f"optimizers.{role}.optimizer.learning_rate"


def clip_norm_of(role: str) -> str:
    """The setting that bounds the gradients of this role."""
    return f"optimizers.{role}.clip_norm"

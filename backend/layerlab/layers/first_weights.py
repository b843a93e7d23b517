"""How the weights of a layer begin."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

FirstWeights = Literal[
    "default",
    "zeros",
    "ones",
    "constant",
    "uniform",
    "normal",
    "truncated_normal",
    "xavier_uniform",
    "xavier_normal",
    "he_uniform",
    "he_normal",
    "orthogonal",
]
FirstNumber = Annotated[float, Field(gt=0, le=1_000)]
NUMBERED: tuple[FirstWeights, ...] = ("constant", "uniform", "normal", "truncated_normal")
"""Those that need a number."""


def first_weights(rule: FirstWeights, number: float) -> tuple[str, float] | None:
    """As a call carries it."""
    if rule == "default":
        return None
    return rule, number if rule in NUMBERED else 0.0

"""One line of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, what came out, and what is asked for."""

    name: str
    figure: str
    wanted: str
    good: bool | None
    """None where it could not be measured here."""


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def milliseconds(values: Sequence[float]) -> str:
    """The 95th percentile and the middle of some seconds."""
    middle = sorted(values)[len(values) // 2]
    return f"p95 {1000 * p95(values):.1f} ms, median {1000 * middle:.1f} ms, n = {len(values)}"

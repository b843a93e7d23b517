"""Slow motion: the time that a step has to wait for."""

from __future__ import annotations

import time

LONGEST_S = 10.0
"""Between two steps, whatever is asked for: a run that seems dead is of no use."""


class SlowMotion:
    """A limit of steps a second. It takes time, and changes nothing else."""

    def __init__(self) -> None:
        self.steps_per_s = 0.0
        """0 is no limit."""
        self._stepped_at = float("-inf")

    @property
    def wait_s(self) -> float:
        """From one step to the next."""
        return min(LONGEST_S, 1 / self.steps_per_s) if self.steps_per_s else 0.0

    @property
    def left_s(self) -> float:
        """How long the next step has to wait."""
        return self._stepped_at + self.wait_s - time.monotonic() if self.steps_per_s else 0.0

    def stepped(self) -> None:
        """A step begins. A late one is not made up for, but its lateness, where it is small, is not added up."""
        now = time.monotonic()
        lateness = max(0.0, -self.left_s)
        self._stepped_at = now - lateness if lateness < self.wait_s / 2 else now

"""How many steps are taken between two looks at the world."""

from __future__ import annotations

LONGEST_S = 0.005
"""So long a command may wait, and a probe that is due."""
MOST_STEPS = 64


class Stride:
    """A number of steps that takes a few milliseconds, as the last ones went.

    Looking for commands, for probes that are due and for room on the disk costs a tiny network a good share of its
    step. Nothing of it changes what a step does: a run takes the same steps in strides of any length.
    """

    def __init__(self) -> None:
        self.steps = 1

    def took(self, steps: int, seconds: float) -> None:
        """So many steps took so long."""
        # At most twice as many as last time: the first ones of a run tell little.
        fitting = int(LONGEST_S * steps / seconds) if seconds > 0 else MOST_STEPS
        self.steps = max(1, min(fitting, 2 * self.steps, MOST_STEPS))

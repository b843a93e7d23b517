"""What the user wishes the run to do: go on, wait, take some steps, end."""

from __future__ import annotations

from typing import Literal

Ending = Literal["", "stopped", "drained"]


class RunControl:
    """The wish, as the last commands left it."""

    def __init__(self, paused: bool) -> None:
        self._paused = paused
        self._steps_left = 0
        self.ending: Ending = ""

    @property
    def is_paused(self) -> bool:
        """Whether the run waits, or will after the steps that it was asked for."""
        return self._paused

    @property
    def is_waiting(self) -> bool:
        """Whether no step may be taken now."""
        return self._paused and self._steps_left == 0 and not self.ending

    @property
    def counts(self) -> bool:
        """Whether it takes so many steps as it was asked for."""
        return self._steps_left > 0

    @property
    def at_last(self) -> bool:
        """Whether the run waits after the next step."""
        return self._paused and self._steps_left == 1

    def go(self) -> None:
        """Take steps until told otherwise."""
        self._paused, self._steps_left = False, 0

    def pause(self) -> None:
        """Wait after the current step."""
        self._paused, self._steps_left = True, 0

    def take(self, steps: int) -> None:
        """Take so many steps more, then wait."""
        self._paused, self._steps_left = True, self._steps_left + steps

    def end(self, ending: Ending) -> None:
        """End after the current step."""
        self.ending = self.ending or ending

    def stepped(self) -> None:
        """A step was taken."""
        self._steps_left = max(0, self._steps_left - 1)

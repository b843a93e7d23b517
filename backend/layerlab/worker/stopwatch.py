"""Time that was spent on training: waiting in a pause does not count, nor does slow motion where speed is told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Seconds since the start, without the pauses."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._idle = 0.0
        self._dawdled = 0.0

    @property
    def seconds(self) -> float:
        """Seconds of work so far."""
        return time.perf_counter() - self._start - self._idle

    @property
    def worked(self) -> float:
        """Of these, the seconds that the machine needed: without those of slow motion."""
        return self.seconds - self._dawdled

    @contextmanager
    def halted(self) -> Iterator[None]:
        """What happens inside does not count."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._idle += time.perf_counter() - began

    @contextmanager
    def dawdling(self) -> Iterator[None]:
        """What happens inside takes its time for whoever looks on."""
        began = self.seconds
        try:
            yield
        finally:
            self._dawdled += self.seconds - began

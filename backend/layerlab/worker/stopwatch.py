"""Time that was spent on training: waiting in a pause does not count."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Seconds since the start, without the pauses."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._idle = 0.0

    @property
    def seconds(self) -> float:
        """Seconds of work so far."""
        return time.perf_counter() - self._start - self._idle

    @contextmanager
    def halted(self) -> Iterator[None]:
        """What happens inside does not count."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._idle += time.perf_counter() - began

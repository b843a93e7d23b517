"""How long a worker may take to react before it is killed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol


class Bounds(Protocol):
    """The times that bound a worker."""

    @property
    def kill_after_s(self) -> float: ...
    @property
    def start_within_s(self) -> float: ...
    @property
    def silent_s(self) -> float: ...


class Deadlines:
    """One timer for one worker. A pause waits for a slow step, as slow as those that were seen; a stop does not."""

    def __init__(self, bounds: Bounds, kill: Callable[[], None]) -> None:
        self._bounds = bounds
        self._kill = kill
        self._timer: asyncio.TimerHandle | None = None
        self._silence: asyncio.TimerHandle | None = None
        self._last = 0.0
        self._longest_gap = 0.0
        self._resting = False
        self.has_reported = False

    def begin(self) -> None:
        """A worker starts."""
        self.end()
        self.has_reported, self._longest_gap = False, 0.0
        self._watch_silence()

    def heard(self) -> None:
        """The worker has said something."""
        now = asyncio.get_running_loop().time()
        if self.has_reported and not self._resting:
            self._longest_gap = max(self._longest_gap, now - self._last)
        self.has_reported, self._last = True, now

    def expect_pause(self) -> None:
        """The worker should come to rest."""
        slack = 3 * self._longest_gap if self.has_reported else self._bounds.start_within_s
        self._arm(self._bounds.kill_after_s + slack)

    def expect_stop(self) -> None:
        """The worker should go away."""
        self._arm(self._bounds.kill_after_s)

    def rest(self) -> None:
        """The worker waits, as it should."""
        self._disarm()
        self._resting = True

    def relax(self) -> None:
        """Nothing is expected any more but that it works."""
        self._disarm()
        if self._resting:
            self._resting = False
            self._last = asyncio.get_running_loop().time()

    def end(self) -> None:
        """The worker is gone."""
        self._disarm()
        self._resting = False
        if self._silence is not None:
            self._silence.cancel()
            self._silence = None

    def _arm(self, seconds: float) -> None:
        self._disarm()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._kill)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _watch_silence(self) -> None:
        loop = asyncio.get_running_loop()
        self._last = loop.time()

        def look() -> None:
            left = self._last + self._bounds.silent_s - loop.time()
            if self._resting:
                left = self._bounds.silent_s
            if left <= 0:
                self._kill()
            else:
                self._silence = loop.call_later(max(left, 0.01), look)

        self._silence = loop.call_later(self._bounds.silent_s, look)

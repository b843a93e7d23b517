"""How often something may happen: a bucket of tokens that fills with time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class Bucket:
    """Holds up to `burst` tokens and gains `rate` a second."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, float(burst), clock
        self._tokens, self._at = float(burst), clock()

    def take(self) -> bool:
        """Take a token, if there is one."""
        self._fill()
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def owe(self, tokens: int = 1) -> float:
        """Take tokens that may not be there yet: seconds until they are."""
        self._fill()
        self._tokens -= tokens
        return max(0.0, -self._tokens / self._rate)

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now


MOST_KEPT = 10_000


class Buckets:
    """One bucket for each of many. Of very many the latest are remembered."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, burst
        self._lock = threading.Lock()
        self._by_name: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, name: str) -> bool:
        """Take a token from the bucket of that name, if there is one."""
        with self._lock:
            bucket = self._by_name.pop(name, None) or Bucket(self._rate, self._burst)
            self._by_name[name] = bucket
            if len(self._by_name) > MOST_KEPT:
                self._by_name.popitem(last=False)
            return bucket.take()

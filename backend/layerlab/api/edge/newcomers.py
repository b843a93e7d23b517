"""How many become owners: each takes a row for good, so an address may bring so many in an hour."""

from __future__ import annotations

import threading
from collections import OrderedDict

from layerlab.api.edge.bucket import Bucket
from layerlab.kit.errors import LayerlabError

HOUR_S = 3600
KEPT_ADDRESSES = 10_000


class Newcomers:
    """Counts the new owners by address. Of many addresses the latest are remembered."""

    def __init__(self, per_hour: int) -> None:
        self._per_hour = per_hour
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def admit(self, address: str) -> None:
        """One more from this address. Raises LayerlabError `too_many_newcomers` (429) over its cap."""
        with self._lock:
            bucket = self._buckets.pop(address, None) or Bucket(self._per_hour / HOUR_S, self._per_hour)
            self._buckets[address] = bucket
            if len(self._buckets) > KEPT_ADDRESSES:
                self._buckets.popitem(last=False)
            if not bucket.take():
                raise LayerlabError("too_many_newcomers", {"limit": self._per_hour}, status=429)

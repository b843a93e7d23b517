"""Values by step, and the same in buckets: least, greatest and mean of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np
from numpy.typing import NDArray

from layerlab.protocol.events import ScalarsSummarised
from layerlab.protocol.metrics import Series

BUCKET_STEPS = 64
MOST_BUCKETS = 16_384
SUMMED_UP: Series = "step"
"""The series that has a value at every step."""

Columns = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Points:
    """Values by step, steps ascending."""

    steps: NDArray[np.int32]
    columns: Columns

    @classmethod
    def joined(cls, packs: Sequence[Points]) -> Points:
        """Packs in the order of the log. A later term's steps take the place of those that it goes back behind."""
        kept: list[Points] = []
        for pack in packs:
            if len(pack.steps) == 0:
                continue
            first = int(pack.steps[0])
            while kept and int(kept[-1].steps[0]) >= first:
                kept.pop()
            if kept and int(kept[-1].steps[-1]) >= first:
                kept[-1] = kept[-1].until(first - 1)
            kept.append(pack)
        if not kept:
            return cls(np.zeros(0, np.int32), {})
        names = list(dict.fromkeys(name for pack in kept for name in pack.columns))
        return cls(
            np.concatenate([pack.steps for pack in kept]),
            {name: np.concatenate([pack.column(name) for pack in kept]) for name in names},
        )

    def column(self, name: str) -> NDArray[np.float32]:
        """The values of that name; not a number where there are none."""
        nothing = np.full(len(self.steps), np.nan, np.float32)
        return self.columns.get(name, nothing)

    def until(self, step: int) -> Points:
        """Those up to `step`."""
        return self.between(0, step)

    def between(self, first: int, last: int) -> Points:
        """Those from `first` to `last`."""
        low, high = np.searchsorted(self.steps, [first, last + 1])
        return Points(self.steps[low:high], {n: values[low:high] for n, values in self.columns.items()})


def points_of(event: ScalarsSummarised) -> Points:
    columns = {name: np.frombuffer(data, np.float32) for name, data in event.columns.items()}
    return Points(np.frombuffer(event.steps, np.int32), columns)


def unpacked(payload: bytes) -> Points:
    """A stored pack of scalars, or a stored part. It was checked when it was written."""
    raw: dict[str, Any] = msgpack.unpackb(payload, raw=False)
    columns = {name: np.frombuffer(data, np.float32) for name, data in raw["columns"].items()}
    return Points(np.frombuffer(raw["steps"], np.int32), columns)


def summed_up(points: Points, bucket_steps: int) -> ScalarsSummarised:
    """Points of single steps in buckets of `bucket_steps`."""
    edges = _edges(points.steps, bucket_steps)
    columns: Columns = {}
    for name, values in points.columns.items():
        columns |= _extremes(name, values, values, values, edges, np.ones(len(values), np.float32))
    return _event(points.steps, edges, columns, bucket_steps)


def as_kept(part: Points) -> ScalarsSummarised:
    """A part in its own narrow buckets."""
    return _event(part.steps, np.arange(len(part.steps)), part.columns, BUCKET_STEPS)


def coarser(part: Points, bucket_steps: int) -> ScalarsSummarised:
    """A part of narrow buckets in wide ones."""
    edges = _edges(part.steps, bucket_steps)
    names = [name.removesuffix(":mean") for name in part.columns if name.endswith(":mean")]
    # A bucket weighs as many steps as lie between its end and the one before.
    weight = np.diff(part.steps, prepend=max(0, int(part.steps[0]) - BUCKET_STEPS)).astype(np.float32)
    columns: Columns = {}
    for name in names:
        low, high, mean = (part.column(f"{name}:{of}") for of in ("min", "max", "mean"))
        columns |= _extremes(name, low, high, mean, edges, weight)
    return _event(part.steps, edges, columns, bucket_steps)


def width(steps: int, most: int = MOST_BUCKETS) -> int:
    """How many steps a bucket holds, so that so many steps come in at most so many buckets, or nearly."""
    wide = BUCKET_STEPS
    while steps / wide > most:
        wide *= 2
    return wide


def _edges(steps: NDArray[np.int32], bucket_steps: int) -> NDArray[np.intp]:
    """Where a new bucket begins: step k lies in bucket (k - 1) / width."""
    buckets = (steps - 1) // bucket_steps
    return np.flatnonzero(np.diff(buckets, prepend=buckets[0] - 1))


def _extremes(
    name: str,
    low: NDArray[np.float32],
    high: NDArray[np.float32],
    mean: NDArray[np.float32],
    edges: NDArray[np.intp],
    weight: NDArray[np.float32],
) -> Columns:
    # One value that is no number must not hide the others of its bucket.
    known = np.where(np.isfinite(mean), weight, 0).astype(np.float64)
    total = np.add.reduceat(known, edges)
    summed = np.add.reduceat(np.where(np.isfinite(mean), mean, 0).astype(np.float64) * known, edges)
    with np.errstate(invalid="ignore", divide="ignore"):
        average = (summed / total).astype(np.float32)
    return {
        f"{name}:min": np.fmin.reduceat(low, edges),
        f"{name}:max": np.fmax.reduceat(high, edges),
        f"{name}:mean": average,
    }


def _event(
    steps: NDArray[np.int32], edges: NDArray[np.intp], columns: Columns, bucket_steps: int
) -> ScalarsSummarised:
    ends = steps[np.append(edges[1:], len(steps)) - 1]
    return ScalarsSummarised(
        series=SUMMED_UP,
        bucket_steps=bucket_steps,
        steps=ends.astype(np.int32).tobytes(),
        columns={name: values.astype(np.float32).tobytes() for name, values in columns.items()},
    )

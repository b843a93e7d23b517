"""A viewer that reads nothing: the server's memory and the training go on as before."""

from __future__ import annotations

import time

from bench.rows import Row
from bench.studio import Viewer, studio, viewer

WINDOW_S = 20.0
MOST_MB = 2.0
LEAST_SHARE = 0.97


def measure() -> list[Row]:
    """Twenty seconds with one viewer that reads, then twenty with a silent one beside it."""
    with studio() as started, viewer(started) as watching:
        run = started.train(started.experiment(epochs=100))
        watching.watch(run)
        _speed(watching, 10.0)
        alone, before = _speed(watching, WINDOW_S), started.resident_mb()
        with viewer(started, unread=1) as silent:
            silent.watch(run)
            beside = _speed(watching, WINDOW_S)
            grown = started.resident_mb() - before
        watching.order(run, kind="stop_run")
    share = beside / alone
    return [
        Row("a silent viewer: server memory", f"{grown:+.1f} MB", "≤ +2 MB", grown <= MOST_MB),
        Row(
            "a silent viewer: steps/s beside it", f"{share:.3f} of before", "unaffected", share >= LEAST_SHARE
        ),
    ]


def _speed(watching: Viewer, seconds: float) -> float:
    """Steps a second, by what the reading viewer is told."""
    began, first, last = time.perf_counter(), 0, 0
    while time.perf_counter() - began < seconds:
        scalars = watching.until_kind("scalars_recorded")
        if scalars["series"] == "train":
            last = int.from_bytes(scalars["steps"][-4:], "little")
            first = first or last
    return (last - first) / (time.perf_counter() - began)

"""A viewer that reads nothing: the server's memory and the training go on as before."""

from __future__ import annotations

from bench.rows import Row
from bench.studio import steps_per_s, studio, viewer

WINDOW_S = 20.0
MOST_MB = 2.0
LEAST_SHARE = 0.97


def measure() -> list[Row]:
    """Twenty seconds with one viewer that reads, then twenty with a silent one beside it."""
    with studio() as started, viewer(started) as watching:
        run = started.train(started.experiment(epochs=100))
        watching.watch(run)
        steps_per_s(watching, 10.0)
        began = started.resident_mb()
        alone, before = steps_per_s(watching, WINDOW_S), started.resident_mb()
        with viewer(started, unread=1) as silent:
            silent.watch(run)
            beside = steps_per_s(watching, WINDOW_S)
            grown = started.resident_mb() - before
        watching.order(run, kind="stop_run")
    share = beside / alone
    return [
        Row(
            "a silent viewer: server memory",
            f"{grown:+.1f} MB in {WINDOW_S:.0f} s; {before - began:+.1f} MB in as long without one",
            "≤ +2 MB more",
            grown - max(0.0, before - began) <= MOST_MB,
        ),
        Row(
            "a silent viewer: steps/s beside it", f"{share:.3f} of before", "unaffected", share >= LEAST_SHARE
        ),
    ]

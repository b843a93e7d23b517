"""A class that opens and watches one run: how long after the first the others hear, and what it costs the training."""

from __future__ import annotations

import threading

from bench import crowd
from bench.rows import Row
from bench.studio import steps_per_s, steps_until, studio, viewer

WINDOW_S = 15.0
STEPS_PER_S = 10
WANTED_S, LEAST_SHARE = 0.25, 0.9


def measure() -> list[Row]:
    """Slow motion at ten steps a second; then full speed, alone and with all."""
    with studio() as started, viewer(started) as watching:
        run = started.train(started.experiment(epochs=100))
        watching.watch(run)
        watching.until_kind("scalars_recorded")
        watching.order(run, kind="set_speed", steps_per_s=STEPS_PER_S)
        watching.until_kind("speed_changed")
        heard, opening_s = crowd.watch(started.url, run, WINDOW_S)
        watching.order(run, kind="set_speed", steps_per_s=0)
        steps_per_s(watching, WINDOW_S / 3)
        alone = steps_per_s(watching, WINDOW_S)
        opened = threading.Event()
        class_ = threading.Thread(target=crowd.watch, args=(started.url, run, WINDOW_S, opened))
        class_.start()
        opening = steps_until(watching, opened)
        beside = steps_per_s(watching, WINDOW_S - 1)
        class_.join()
        watching.order(run, kind="stop_run")
    late = sorted(at - min(times) for times in heard.values() for at in times)
    p99, share = late[int(len(late) * 0.99)], beside / alone
    figure = f"p99 {1000 * p99:.0f} ms, median {1000 * late[len(late) // 2]:.0f} ms, n = {len(late)}"
    name = f"{crowd.VIEWERS} viewers at {STEPS_PER_S} Hz"
    return [
        Row(f"{name}: after the first", figure, f"p99 ≤ {1000 * WANTED_S:.0f} ms", p99 <= WANTED_S),
        Row(
            f"{crowd.VIEWERS} viewers: training speed",
            f"{share:.3f} of alone; {opening / alone:.3f} while all open it at once, for {opening_s:.1f} s",
            f"≥ {LEAST_SHARE}",
            share >= LEAST_SHARE,
        ),
    ]

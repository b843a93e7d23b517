"""The learning rate of every step, in closed form. Printed into the exported script.

A chained scheduler multiplies the last value by a factor, so its rounding errors add up and a resumed run must carry
its state. A closed form needs neither: ask for any step, get the same number.

When a user changes the learning rate in mid-run, `base` is what changes; the schedule's factor goes on as before.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from layerlab.training.schedules import AnySchedule, Constant

Rate = Callable[[float, int, int], float]
"""(base, step, total_steps) -> the learning rate of that step."""


def constant_rate(base: float, step: int, total_steps: int) -> float:
    """The learning rate stays as set."""
    return base


def cosine_rate(base: float, step: int, total_steps: int, warmup_steps: int, final_fraction: float) -> float:
    """The learning rate of `step` (the first is 1): a straight rise, then half a cosine.

    The warm-up lets fresh weights find their scale before the first long steps. The fall lets them settle.
    """
    if step <= warmup_steps:
        return base * step / (warmup_steps + 1)
    progress = (step - 1 - warmup_steps) / (total_steps - warmup_steps)
    return base * (final_fraction + (1 - final_fraction) * (1 + math.cos(math.pi * progress)) / 2)


def rate_of(schedule: AnySchedule) -> Rate:
    """The function behind a schedule's fields."""
    if isinstance(schedule, Constant):
        return constant_rate
    return partial(cosine_rate, warmup_steps=schedule.warmup_steps, final_fraction=schedule.final_fraction)

"""The learning rate of every step, in closed form. Printed into the exported script.

A chained scheduler multiplies the last value by a factor, so its rounding errors add up and a resumed run must carry
its state. A closed form needs neither: ask for any step, get the same number.

When a user changes the learning rate in mid-run, `base` is what changes; the schedule's factor goes on as before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from inspect import signature

from layerlab.training.schedules import AnySchedule

Rate = Callable[[float, int, int], float]
"""(base, step, total_steps) -> the learning rate of that step. The first step is 1."""


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


def step_rate(
    base: float, step: int, total_steps: int, steps_per_epoch: int, every_epochs: int, factor: float
) -> float:
    """The learning rate of `step`: one factor for every drop so far."""
    return base * factor ** ((step - 1) // (every_epochs * steps_per_epoch))


def multi_step_rate(
    base: float, step: int, total_steps: int, steps_per_epoch: int, milestones: tuple[int, ...], factor: float
) -> float:
    """The learning rate of `step`: one factor for every milestone that lies behind."""
    return base * factor ** sum(step > epoch * steps_per_epoch for epoch in milestones)


def exponential_rate(base: float, step: int, total_steps: int, steps_per_epoch: int, factor: float) -> float:
    """The learning rate of `step`: each step takes off the same share, an epoch leaves `factor`."""
    return base * math.pow(factor, (step - 1) / steps_per_epoch)


def one_cycle_rate(
    base: float,
    step: int,
    total_steps: int,
    rise_fraction: float,
    initial_fraction: float,
    final_fraction: float,
) -> float:
    """The learning rate of `step`: half a cosine up to `base`, then half a cosine down.

    Long steps in the middle keep the weights out of narrow valleys; the long fall lets them settle in a wide one.
    """
    peak, place = max(0.0, rise_fraction * total_steps - 1), step - 1
    if place < peak:
        start, end, progress = initial_fraction, 1.0, place / peak
    else:
        start, end, progress = 1.0, final_fraction, (place - peak) / max(1.0, total_steps - 1 - peak)
    return base * (end + (start - end) * (1 + math.cos(math.pi * progress)) / 2)


def plateau_rate(
    base: float, step: int, total_steps: int, watched: Sequence[float], patience: int, factor: float
) -> float:
    """The learning rate of `step`: one factor for each time that the losses watched so far stopped falling.

    A gain of less than one part in ten thousand is none.
    """
    lowest, passed, drops = math.inf, 0, 0
    for loss in watched:
        if loss < lowest * (1 - 1e-4):
            lowest, passed = loss, 0
        else:
            passed += 1
        if passed > patience:
            drops, passed = drops + 1, 0
    return base * factor**drops


RATES: dict[str, Callable[..., float]] = {
    "constant": constant_rate,
    "cosine": cosine_rate,
    "step": step_rate,
    "multi_step": multi_step_rate,
    "exponential": exponential_rate,
    "one_cycle": one_cycle_rate,
    "plateau": plateau_rate,
}
"""By kind of schedule. After (base, step, total_steps) come fields of the schedule, `steps_per_epoch`, or what it has
`watched` so far."""


def more_arguments(schedule: AnySchedule) -> tuple[str, ...]:
    """What the function of a schedule needs beside (base, step, total_steps), by name and in order."""
    return tuple(signature(RATES[schedule.kind]).parameters)[3:]


def rate_of(schedule: AnySchedule, steps_per_epoch: int, watched: Sequence[float] = ()) -> Rate:
    """The function behind a schedule's fields. `watched` may grow, and counts as it is when it is asked."""
    known = {**schedule.model_dump(), "steps_per_epoch": steps_per_epoch, "watched": watched}
    rate = partial(RATES[schedule.kind], **{name: known[name] for name in more_arguments(schedule)})
    return _counted_anew(rate, watched) if "watched" in more_arguments(schedule) else rate


def _counted_anew(rate: Rate, watched: Sequence[float]) -> Rate:
    """The same numbers, for which all losses are looked through once after each evaluation and not at each step."""
    counted, unit = -1, 1.0

    def quick(base: float, step: int, total_steps: int) -> float:
        nonlocal counted, unit
        if counted != len(watched):
            counted, unit = len(watched), rate(1.0, step, total_steps)
        return base * unit

    return quick

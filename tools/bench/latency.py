"""How long a press takes to be seen."""

from __future__ import annotations

import time

from bench.rows import Row, milliseconds, p95
from bench.studio import Studio, Viewer, studio, viewer

PRESSES = 20
FIRST_LOSS_S, ORDER_S = 0.08, 0.02


def measure() -> list[Row]:
    """Train to the first loss; then pause, resume and a new learning rate, at odd moments of a long run."""
    with studio() as started, viewer(started) as watching:
        first = [_first_loss(started, watching) for _ in range(PRESSES)]
        rows = [_row("Train pressed → first loss event", first, FIRST_LOSS_S)]
        run = started.train(started.experiment(epochs=50))
        watching.watch(run)
        watching.until_kind("scalars_recorded")
        paused, resumed, changed = [], [], []
        for press in range(PRESSES):
            _watch_on(watching, 0.3 + 0.07 * press)
            paused.append(_seen(watching, run, "run_paused", kind="pause_run"))
            resumed.append(_seen(watching, run, "run_continued", kind="resume_run"))
            _watch_on(watching, 0.1 + 0.03 * press)
            change = {"kind": "set_hyperparameter", "name": "learning_rate", "value": 0.01 + press / 1000}
            changed.append(_seen(watching, run, "hyperparameter_changed", **change))
        watching.order(run, kind="stop_run")
    rows += [_row("pause", paused, ORDER_S), _row("resume", resumed, ORDER_S)]
    return [*rows, _row("learning-rate change", changed, ORDER_S)]


def _first_loss(started: Studio, watching: Viewer) -> float:
    experiment = started.experiment()
    pressed = time.perf_counter()
    run = started.train(experiment)
    watching.watch(run)
    watching.until_kind("scalars_recorded")
    seconds = time.perf_counter() - pressed
    watching.order(run, kind="stop_run")
    watching.until_kind("run_stopped")
    # A learner does not press again in the same second; the next warm worker is being forked.
    time.sleep(1.0)
    return seconds


def _seen(watching: Viewer, run: str, event: str, **command: object) -> float:
    ordered = time.perf_counter()
    watching.order(run, **command)
    watching.until_kind(event)
    return time.perf_counter() - ordered


def _watch_on(watching: Viewer, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        watching.receive()


def _row(name: str, seconds: list[float], wanted_s: float) -> Row:
    return Row(name, milliseconds(seconds), f"p95 ≤ {1000 * wanted_s:.0f} ms", p95(seconds) <= wanted_s)

"""A run's row as a fold over its events: state, step, checkpoint, best and last test metrics."""

from __future__ import annotations

import json
from array import array
from math import isfinite

from layerlab.protocol.events import (
    CheckpointSaved,
    Event,
    RunContinued,
    RunExtended,
    RunFailed,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
    RunStopped,
    ScalarsRecorded,
)
from layerlab.store.database import now
from layerlab.store.tables import RunRow

STATE_AFTER: dict[type[object], str] = {
    RunStarted: "running",
    RunResumed: "running",
    RunContinued: "running",
    RunPaused: "paused",
    RunFinished: "finished",
    RunStopped: "stopped",
    RunFailed: "failed",
}
ENDS = (RunFinished, RunStopped, RunFailed)


class Progress:
    """Takes a run's new events and then writes what they mean into its row."""

    def __init__(self, row: RunRow) -> None:
        self._row = row
        self._metrics: dict[str, float] = json.loads(row.metrics)

    def take(self, event: Event, step: int) -> None:
        """Fold one event, at its step."""
        row = self._row
        row.state = STATE_AFTER.get(type(event), row.state)
        if isinstance(event, RunStarted):
            row.total_steps = event.total_steps
            row.step = 0
        elif isinstance(event, RunExtended):
            row.total_steps = event.total_steps
            if row.ended_at is not None:
                row.state, row.ended_at = "queued", None
        elif isinstance(event, CheckpointSaved):
            row.checkpoint_step = step
            row.restarts = 0
        elif isinstance(event, ScalarsRecorded):
            if event.series == "train":
                row.step = step
            else:
                self._take_test(event)
        elif isinstance(event, RunResumed | RunPaused | RunFinished | RunStopped):
            row.step = step
        if isinstance(event, RunFinished):
            self._metrics |= {name: value for name, value in event.metrics.items() if isfinite(value)}
            self._keep_best()
        if isinstance(event, ENDS):
            row.ended_at = now()

    def write(self) -> None:
        """Put the metrics into the row."""
        self._row.metrics = json.dumps(self._metrics, allow_nan=False)

    def _take_test(self, event: ScalarsRecorded) -> None:
        for name, column in event.columns.items():
            values = array("f", column)
            if values and isfinite(values[-1]):
                self._metrics[f"test_{name}"] = values[-1]
            if name == "accuracy":
                self._keep_best(*(x for x in values if isfinite(x)))

    def _keep_best(self, *accuracies: float) -> None:
        known = (self._metrics.get("best_test_accuracy"), self._metrics.get("test_accuracy"), *accuracies)
        best = [x for x in known if x is not None]
        if best:
            self._metrics["best_test_accuracy"] = max(best)

"""A run's row as a fold over its events: state, step, checkpoint, best and last test metrics."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

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


@dataclass
class Progress:
    """What a run's events mean for its row: columns by their names, which new events change."""

    state: str
    desired: str
    step: int
    total_steps: int
    checkpoint_step: int
    restarts: int
    ended_at: datetime | None
    metrics: dict[str, float]

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> Progress:
        """From a run's row, as the table keeps it."""
        return cls(**{**columns, "metrics": json.loads(columns["metrics"])})

    def take(self, event: Event, step: int) -> None:
        """Fold one event, at its step."""
        self.state = STATE_AFTER.get(type(event), self.state)
        if isinstance(event, RunPaused) and event.reason and self.desired == "running":
            # It waits for its user, who is no longer taken to want it to go on: not even after a restart.
            self.desired = "paused"
        if isinstance(event, RunStarted):
            self.total_steps = event.total_steps
            self.step = 0
        elif isinstance(event, RunExtended):
            self.total_steps = event.total_steps
            if self.ended_at is not None:
                self.state, self.ended_at = "queued", None
        elif isinstance(event, CheckpointSaved):
            self.checkpoint_step = step
            self.restarts = 0
        elif isinstance(event, ScalarsRecorded):
            if event.series == "train":
                self.step = step
            else:
                self._take_test(event)
        elif isinstance(event, RunResumed | RunPaused | RunFinished | RunStopped | RunFailed):
            self.step = step
        if isinstance(event, RunFinished):
            self.metrics |= {name: value for name, value in event.metrics.items() if isfinite(value)}
            self._keep_best()
        if isinstance(event, ENDS):
            self.ended_at = now()

    def columns(self) -> dict[str, Any]:
        """The row's columns, as the table keeps them."""
        return {**vars(self), "metrics": json.dumps(self.metrics, allow_nan=False)}

    def _take_test(self, event: ScalarsRecorded) -> None:
        for name, column in event.columns.items():
            values = array("f", column)
            if values and isfinite(values[-1]):
                self.metrics[f"test_{name}"] = values[-1]
            if name == "accuracy":
                self._keep_best(*(x for x in values if isfinite(x)))

    def _keep_best(self, *accuracies: float) -> None:
        known = (self.metrics.get("best_test_accuracy"), self.metrics.get("test_accuracy"), *accuracies)
        best = [x for x in known if x is not None]
        if best:
            self.metrics["best_test_accuracy"] = max(best)

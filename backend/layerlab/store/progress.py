"""A run's row as a fold over its events: state, step, checkpoint, best and last figures."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
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
from layerlab.protocol.metrics import CLASSIFIER, Metric, headline_of, key_of
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


@lru_cache(maxsize=256)
def headline(kept: str) -> Metric:
    """The metric that stands for a run, as its row keeps it."""
    told = Metric.model_validate_json(kept) if kept else headline_of(CLASSIFIER)
    assert told is not None
    return told


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
    headline: Metric

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> Progress:
        """From a run's row, as the table keeps it."""
        read = {"metrics": json.loads(columns["metrics"]), "headline": headline(columns["headline"])}
        return cls(**{**columns, **read})

    def take(self, event: Event, step: int) -> None:
        """Fold one event, at its step."""
        self.state = STATE_AFTER.get(type(event), self.state)
        if isinstance(event, RunPaused) and event.reason and self.desired == "running":
            # It waits for its user, who is no longer taken to want it to go on: not even after a restart.
            self.desired = "paused"
        if isinstance(event, RunStarted):
            self.total_steps = event.total_steps
            self.step = 0
            self.headline = headline_of(event.metrics) or self.headline
        elif isinstance(event, RunExtended):
            self.total_steps = event.total_steps
            if self.ended_at is not None:
                self.state, self.ended_at = "queued", None
        elif isinstance(event, CheckpointSaved):
            self.checkpoint_step = step
            self.restarts = 0
        elif isinstance(event, ScalarsRecorded):
            if event.series == "step":
                self.step = step
            self._take_figures(event)
        elif isinstance(event, RunResumed | RunPaused | RunFinished | RunStopped | RunFailed):
            self.step = step
        if isinstance(event, RunFinished):
            self.metrics |= {name: value for name, value in event.metrics.items() if isfinite(value)}
            self._keep_best(self.metrics.get(self.headline.key))
        if isinstance(event, ENDS):
            self.ended_at = now()

    def columns(self) -> dict[str, Any]:
        """The row's columns, as the table keeps them."""
        written = {
            "metrics": json.dumps(self.metrics, allow_nan=False),
            "headline": self.headline.model_dump_json(),
        }
        return {**vars(self), **written}

    def _take_figures(self, event: ScalarsRecorded) -> None:
        for name, column in event.columns.items():
            key = key_of(event.series, name)
            # Of what comes at every step, the row tells no more than stands for the run.
            if event.series == "step" and key != self.headline.key:
                continue
            values = array("f", column)
            if values and isfinite(values[-1]):
                self.metrics[key] = values[-1]
            if key == self.headline.key:
                self._keep_best(*(x for x in values if isfinite(x)))

    def _keep_best(self, *values: float | None) -> None:
        name = f"best_{self.headline.key}"
        known = [x for x in (self.metrics.get(name), *values) if x is not None]
        if known and self.headline.better != "neither":
            self.metrics[name] = max(known) if self.headline.better == "higher" else min(known)

"""How the evaluations of a run went so far: what early stopping and the best checkpoint go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite

from layerlab.protocol.metrics import Metric, falling, headline_of
from layerlab.training.contract import Evaluation
from layerlab.training.pace import evaluations_without_gain


@dataclass
class EvaluationHistory:
    """Kept in every checkpoint, so that a resumed run ends where an unbroken one does."""

    since_lowest: list[float] = field(default_factory=list)
    """What should fall, from the lowest to the newest, since the start or the last extension; what lies before tells
    nothing more."""
    step: int = 0
    """Of the newest evaluation."""
    best: float = 0.0
    """The best headline so far; nothing before there is a `best_step`."""
    best_step: int = -1

    def take(self, evaluation: Evaluation, metrics: Iterable[Metric]) -> bool:
        """Whether this evaluation is the best so far. One that is made again after a resume counts once."""
        if evaluation.step <= self.step:
            return False
        self.step = evaluation.step
        for metric in falling(metrics, "evaluation")[:1]:
            values = [*self.since_lowest, evaluation.metrics[metric.name]]
            self.since_lowest = values[-1 - evaluations_without_gain(values) :]
        headline = headline_of(metrics)
        if headline is None or headline.series != "evaluation":
            return False
        return self._is_best(evaluation.metrics[headline.name], headline)

    def begin_anew(self) -> None:
        """The run was extended: earlier values are no measure any more."""
        self.since_lowest = []

    def _is_best(self, value: float, headline: Metric) -> bool:
        if headline.better == "neither" or not isfinite(value):
            return False
        gained = value > self.best if headline.better == "higher" else value < self.best
        if self.best_step >= 0 and not gained:
            return False
        self.best, self.best_step = value, self.step
        return True

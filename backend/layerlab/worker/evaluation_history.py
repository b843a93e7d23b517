"""How the evaluations of a run went so far: what early stopping and the best checkpoint go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite

from layerlab.protocol.metrics import Metric, falling
from layerlab.training.contract import Evaluation
from layerlab.training.pace import Pace, evaluations_without_gain


@dataclass
class EvaluationHistory:
    """Kept in every checkpoint, so that a resumed run ends where an unbroken one does."""

    since_lowest: list[float] = field(default_factory=list)
    """What early stopping goes by, from the lowest to the newest, since the start or the last extension; what lies
    before tells nothing more. Of a metric that should rise, its negative."""
    step: int = 0
    """Of the newest evaluation."""
    best: float = 0.0
    """The best so far of the metric by which weights are kept; nothing before there is a `best_step`."""
    best_step: int = -1
    watched: dict[str, list[float]] = field(default_factory=dict)
    """The losses that schedules wait for to stop falling, `test` or `train`, one of each evaluation."""

    def take(self, evaluation: Evaluation, metrics: Iterable[Metric], pace: Pace) -> bool:
        """Whether the weights of this evaluation are to be kept as the best. One that is made again after a resume
        counts once."""
        if evaluation.step <= self.step:
            return False
        self.step = evaluation.step
        self._watch(evaluation, metrics)
        known = {metric.name: metric for metric in metrics if metric.series == "evaluation"}
        stopping = known.get(pace.early_stopping.metric)
        if stopping is not None:
            value = evaluation.metrics[stopping.name]
            values = [*self.since_lowest, -value if stopping.better == "higher" else value]
            self.since_lowest = values[-1 - evaluations_without_gain(values) :]
        keeping = known.get(pace.keep_best)
        return keeping is not None and self._is_best(evaluation.metrics[keeping.name], keeping)

    def _watch(self, evaluation: Evaluation, metrics: Iterable[Metric]) -> None:
        if "test" in self.watched:
            self.watched["test"].append(evaluation.metrics[falling(metrics, "evaluation")[0].name])
        if "train" in self.watched and evaluation.train_mean is not None:
            self.watched["train"].append(evaluation.train_mean)

    def begin_anew(self) -> None:
        """The run was extended: earlier values are no measure any more."""
        self.since_lowest = []

    def _is_best(self, value: float, metric: Metric) -> bool:
        if metric.better == "neither" or not isfinite(value):
            return False
        gained = value > self.best if metric.better == "higher" else value < self.best
        if self.best_step >= 0 and not gained:
            return False
        self.best, self.best_step = value, self.step
        return True

"""What a run is measured by: its algorithm declares it and its log carries it, so that a log draws itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from layerlab.kit.document import QUIET, Document

_FIRST_NAMES = {"train": "step", "test": "evaluation"}


def _of_old_logs(name: object) -> object:
    """The first Layerlab called a series by the data that it came from."""
    return _FIRST_NAMES.get(name, name) if isinstance(name, str) else name


Series = Annotated[Literal["step", "evaluation"], BeforeValidator(_of_old_logs)]
"""When a metric has a value: at every step, or at every evaluation. Logs of before say `train` and `test`."""


class Reference(Document):
    """What something simpler than a network comes to by the same measure: a line across the chart."""

    name: str
    """`frequencies`: the page has words for it."""
    value: float


class Metric(Document):
    """One figure that a run has a curve of. Two of one name, by step and by evaluation, are drawn in one chart."""

    name: str
    """`loss`; with several networks `generator.loss`. Once in a series."""
    series: Series = "step"
    unit: Literal["nats", "bits", "share", "rate", "none"] = "none"
    """How it is written. A rate is set and not measured: a hyperparameter of that name, as it is in force."""
    better: Literal["lower", "higher", "neither"] = "neither"
    """Where it should go. What should fall must stay finite, and what falls at evaluations can end a run early."""
    axis: Literal["log", "linear", "share"] = "linear"
    panel: str = "learning"
    """Where its chart stands; charts of one panel stand together. Empty: it has none."""
    headline: bool = False
    """The one that stands for the run: on its card, and for its best checkpoint."""
    references: tuple[Reference, ...] = Field((), exclude_if=().__eq__, json_schema_extra=QUIET)
    """What is told of data in a run's log; no algorithm knows them before."""

    @property
    def key(self) -> str:
        """What it is called among the figures of a run."""
        return key_of(self.series, self.name)


def key_of(series: Series, name: str) -> str:
    """`train_loss`, `test_accuracy`: what a value is called where both series stand together."""
    return f"train_{name}" if series == "step" else f"test_{name}"


RATE = Metric(name="learning_rate", unit="rate", panel="")
"""Of an experiment with one optimizer; of several, each has its own: `generator.learning_rate`."""

CLASSIFIER = (
    Metric(name="loss", unit="nats", better="lower", axis="log"),
    Metric(name="accuracy", unit="share", better="higher", axis="share"),
    RATE,
    Metric(name="loss", series="evaluation", unit="nats", better="lower", axis="log"),
    Metric(name="accuracy", series="evaluation", unit="share", better="higher", axis="share", headline=True),
)
"""Of a network that tells classes apart. Logs that declare nothing are of such a one: once there was no other."""


def headline_of(metrics: Iterable[Metric]) -> Metric | None:
    """The one that stands for the run; None where none does."""
    return next((metric for metric in metrics if metric.headline), None)


def falling(metrics: Iterable[Metric], series: Series) -> tuple[Metric, ...]:
    """Those of a series that should fall, the first declared first."""
    return tuple(metric for metric in metrics if metric.series == series and metric.better == "lower")

"""The library's cards. What can't have changed since the last look is not asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from math import inf

from sqlalchemy.orm import Session

from layerlab.api.bodies import ExperimentCard, Figure
from layerlab.api.convert import document_of, metrics, utc
from layerlab.api.origins import origin_body
from layerlab.experiment.check import check_experiment
from layerlab.experiment.parts import first_dataset
from layerlab.store import events
from layerlab.store.progress import headline
from layerlab.store.tables import ExperimentRow, RunRow

KEPT_LINES = KEPT_FACTS = 4_096


def best_run(newest_first: Sequence[RunRow]) -> RunRow | None:
    """The run with the best figure, of equals the newest; without any figure the newest that took a step.

    What the newest run with a figure has for its headline decides: nothing else compares with it.
    """
    figures = {run.id: best_figure(run) for run in newest_first}
    rule = next((figure.metric for figure in figures.values() if figure), None)

    def rank(run: RunRow) -> tuple[float, bool]:
        figure = figures[run.id]
        if figure is None or figure.metric != rule:
            return -inf, run.step > 0
        return (-figure.value if rule.better == "lower" else figure.value), run.step > 0

    return max(newest_first, key=rank, default=None)


def best_figure(run: RunRow) -> Figure | None:
    """The best of what stands for a run, the last where nothing is best; None before it was measured."""
    metric, known = headline(run.headline), metrics(run)
    value = known.get(metric.key if metric.better == "neither" else f"best_{metric.key}")
    return None if value is None else Figure(metric=metric, value=value)


class Cards:
    """Makes cards, and keeps what is told on them of documents and runs.

    What a run executes never changes, and a document changes with its revision; a run draws another line only where it
    went on.
    """

    def __init__(self) -> None:
        self._facts: OrderedDict[tuple[str, int], tuple[str, int]] = OrderedDict()
        self._lines: OrderedDict[tuple[str, int, int], list[float]] = OrderedDict()

    def card(self, session: Session, row: ExperimentRow, of_row: Sequence[RunRow]) -> ExperimentCard:
        """One experiment as the library shows it: its best run, told with the network and the data of that run."""
        told = best_run(of_row)
        dataset, parameters = self._told(row, told)
        return ExperimentCard(
            id=row.id,
            title=row.title,
            dataset=dataset,
            parameters=parameters,
            updated_at=utc(row.updated_at),
            revision=row.revision,
            runs=len(of_row),
            running=sum(run.state == "running" for run in of_row),
            best=best_figure(told) if told else None,
            sparkline=self._line(session, told) if told else [],
            origin=origin_body(session, row),
        )

    def _told(self, row: ExperimentRow, run: RunRow | None) -> tuple[str, int]:
        """The dataset's kind, and the parameters of all networks."""
        key = (row.id, row.revision) if run is None else (run.id, 0)
        facts = self._facts.get(key)
        if facts is None:
            document = document_of(row.document if run is None else run.snapshot)
            networks = check_experiment(document).networks.values()
            parameters = sum(checked.parameters for checked in networks)
            facts = self._facts[key] = first_dataset(document).kind_name(), parameters
            if len(self._facts) > KEPT_FACTS:
                self._facts.popitem(last=False)
        return facts

    def _line(self, session: Session, run: RunRow) -> list[float]:
        key = (run.id, run.term, run.step)
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = events.sparkline(session, run.id)
            if len(self._lines) > KEPT_LINES:
                self._lines.popitem(last=False)
        return line

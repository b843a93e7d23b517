"""The library's cards. What can't have changed since the last look is not asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from sqlalchemy.orm import Session

from layerlab.api.bodies import ExperimentCard
from layerlab.api.convert import document_of, metrics, parameters_of, utc
from layerlab.api.origins import origin_body
from layerlab.store import events, runs
from layerlab.store.tables import ExperimentRow, RunRow

KEPT_LINES = 4_096


def best_run(newest_first: Sequence[RunRow]) -> RunRow | None:
    """The run with the best figure, of equals the newest; without any figure the newest that took a step."""

    def figure(run: RunRow) -> tuple[float, bool]:
        return metrics(run).get("best_test_accuracy", -1.0), run.step > 0

    return max(newest_first, key=figure, default=None)


class Cards:
    """Makes cards, and keeps the lines drawn on them: a run draws another one only where it went on."""

    def __init__(self) -> None:
        self._lines: OrderedDict[tuple[str, int, int], list[float]] = OrderedDict()

    def card(self, session: Session, row: ExperimentRow) -> ExperimentCard:
        """One experiment as the library shows it: its best run, told with the network and the data of that run."""
        of_row = runs.of_experiment(session, row.id)
        told = best_run(of_row)
        document = told.snapshot if told else row.document
        return ExperimentCard(
            id=row.id,
            title=row.title,
            dataset=document_of(document).dataset.kind,
            parameters=parameters_of(document),
            updated_at=utc(row.updated_at),
            revision=row.revision,
            runs=len(of_row),
            running=sum(run.state == "running" for run in of_row),
            best_accuracy=metrics(told).get("best_test_accuracy") if told else None,
            sparkline=self._line(session, told) if told else [],
            origin=origin_body(session, row),
        )

    def _line(self, session: Session, run: RunRow) -> list[float]:
        key = (run.id, run.term, run.step)
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = events.sparkline(session, run.id)
            if len(self._lines) > KEPT_LINES:
                self._lines.popitem(last=False)
        return line

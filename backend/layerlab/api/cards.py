"""The library's cards. What can't have changed since the last look is not asked again."""

from __future__ import annotations

from collections import OrderedDict

from sqlalchemy.orm import Session

from layerlab.api.bodies import ExperimentCard
from layerlab.api.convert import document_of, metrics, parameters_of, utc
from layerlab.api.origins import origin_body
from layerlab.store import events, runs
from layerlab.store.tables import ExperimentRow, RunRow

KEPT_LINES = 4_096


class Cards:
    """Makes cards, and keeps the lines drawn on them: a run draws another one only where it went on."""

    def __init__(self) -> None:
        self._lines: OrderedDict[tuple[str, int, int], list[float]] = OrderedDict()

    def card(self, session: Session, row: ExperimentRow) -> ExperimentCard:
        """One experiment as the library shows it."""
        of_row = runs.of_experiment(session, row.id)
        known = [metrics(run).get("best_test_accuracy") for run in of_row]
        drawn = next((run for run in of_row if run.step > 0), None)
        return ExperimentCard(
            id=row.id,
            title=row.title,
            dataset=document_of(row.document).dataset.kind,
            parameters=parameters_of(row.document),
            updated_at=utc(row.updated_at),
            revision=row.revision,
            runs=len(of_row),
            running=sum(run.state == "running" for run in of_row),
            best_accuracy=max((value for value in known if value is not None), default=None),
            sparkline=self._line(session, drawn) if drawn else [],
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

"""Long runs at a glance: the training curve in buckets, kept beside the log.

A part of the log is summed up when it is written, about every four thousand steps. What a part covers is left out
of the history of a long run; the part stands for it, at its last position. The log itself keeps every step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, true, tuple_
from sqlalchemy.orm import Session

from layerlab.protocol import wire
from layerlab.protocol.events import ScalarsRecorded, ScalarsSummarised
from layerlab.protocol.metrics import Series
from layerlab.store.buckets import (
    BUCKET_STEPS,
    SUMMED_UP,
    Points,
    as_kept,
    coarser,
    points_of,
    summed_up,
    unpacked,
    width,
)
from layerlab.store.tables import ROW_SERIES, EventRow, RunRow, SummaryRow

PART_STEPS = 4096
"""Also more than any pack of the log holds."""
LONG_STEPS = 20_000
"""A history of so many steps is still sent as it is."""

Position = tuple[int, int]


def sum_up(session: Session, run: str, term: int) -> None:
    """Sum up what a term has written since its last part."""
    done = _until(session, run).get(term, 0)
    rows = session.execute(
        select(EventRow.seq, EventRow.payload)
        .where(EventRow.run == run, EventRow.term == term, EventRow.seq > done)
        .where(EventRow.kind == "scalars_recorded", EventRow.probe == ROW_SERIES[SUMMED_UP])
        .order_by(EventRow.seq)
    ).all()
    points = Points.joined([unpacked(payload) for _, payload in rows])
    if len(points.steps) == 0:
        return
    event = summed_up(points, BUCKET_STEPS)
    first, last = int(points.steps[0]), int(points.steps[-1])
    place = {"run": run, "term": term, "seq": rows[-1].seq}
    session.add(SummaryRow(**place, first_step=first, last_step=last, payload=wire.pack(event)))


def crosses(before: int, after: int) -> bool:
    """Whether a part is full when the log goes on from one step to another."""
    return after // PART_STEPS > before // PART_STEPS


@dataclass(frozen=True)
class Coverage:
    """What of a log is summed up, at one moment: by term, the last seq."""

    until: dict[int, int] = field(hash=False)
    bucket_steps: int

    def leaves_out(self) -> ColumnElement[bool]:
        """Whether a row of the log is covered."""
        within = [and_(EventRow.term == term, EventRow.seq <= seq) for term, seq in self.until.items()]
        return and_(
            EventRow.kind == "scalars_recorded", EventRow.probe == ROW_SERIES[SUMMED_UP], or_(*within)
        )


def coverage(session: Session, run: str) -> Coverage | None:
    """What to leave out of the history of a long run; None where the run is short."""
    steps = session.scalar(select(RunRow.step).where(RunRow.id == run)) or 0
    until = _until(session, run)
    return Coverage(until, width(steps)) if steps > LONG_STEPS and until else None


def parts(
    session: Session, run: str, coverage: Coverage, after: Position, before: Position | None
) -> Iterator[tuple[int, int, ScalarsSummarised]]:
    """The parts at the positions after one, and up to another where one is given."""
    place = tuple_(SummaryRow.term, SummaryRow.seq)
    wanted = select(SummaryRow.term, SummaryRow.seq, SummaryRow.payload).where(
        SummaryRow.run == run, place > after
    )
    if before is not None:
        wanted = wanted.where(place <= before)
    for term, seq, payload in session.execute(wanted.order_by(SummaryRow.term, SummaryRow.seq)):
        if seq <= coverage.until.get(term, 0):
            part, wide = unpacked(payload), coverage.bucket_steps
            yield term, seq, as_kept(part) if wide == BUCKET_STEPS else coarser(part, wide)


def exact(session: Session, run: str, series: Series, first: int, last: int) -> ScalarsRecorded:
    """The values of single steps, as the run has them now: what a later term did again is told once."""
    # What lies beyond the run's step was undone by a resume.
    last = min(last, session.scalar(select(RunRow.step).where(RunRow.id == run)) or 0)
    payloads = session.scalars(
        select(EventRow.payload)
        .where(EventRow.run == run, EventRow.kind == "scalars_recorded", EventRow.probe == ROW_SERIES[series])
        .where(EventRow.step >= first, EventRow.step <= last + PART_STEPS)
        .order_by(EventRow.term, EventRow.seq)
    )
    points = Points.joined([unpacked(payload) for payload in payloads]).between(first, last)
    columns = {name: values.tobytes() for name, values in points.columns.items()}
    return ScalarsRecorded(series=series, steps=points.steps.tobytes(), columns=columns)


def overview(session: Session, run: str, first: int, last: int, most: int) -> ScalarsSummarised:
    """A range of the training curve in at most so many buckets, or nearly."""
    until = _until(session, run)
    last = min(last, session.scalar(select(RunRow.step).where(RunRow.id == run)) or 0)
    kept = session.execute(
        select(SummaryRow.term, SummaryRow.seq, SummaryRow.payload)
        .where(SummaryRow.run == run, SummaryRow.last_step >= first, SummaryRow.first_step <= last)
        .order_by(SummaryRow.term, SummaryRow.seq)
    )
    packs = [(term, seq, unpacked(payload)) for term, seq, payload in kept]
    loose = session.execute(
        select(EventRow.term, EventRow.seq, EventRow.payload)
        .where(
            EventRow.run == run, EventRow.kind == "scalars_recorded", EventRow.probe == ROW_SERIES[SUMMED_UP]
        )
        .where(EventRow.step >= first, EventRow.step <= last + PART_STEPS)
        .where(not_(Coverage(until, 0).leaves_out()) if until else true())
    )
    for term, seq, payload in loose:
        event = summed_up(unpacked(payload), BUCKET_STEPS)
        packs.append((term, seq, points_of(event)))
    packs.sort(key=lambda pack: pack[:2])
    points = Points.joined([pack for _, _, pack in packs]).between(first, last + BUCKET_STEPS)
    if len(points.steps) == 0:
        return ScalarsSummarised(series=SUMMED_UP, bucket_steps=BUCKET_STEPS, steps=b"", columns={})
    return coarser(points, width(last - max(first, 1) + 1, most))


def _until(session: Session, run: str) -> dict[int, int]:
    last = select(SummaryRow.term, func.max(SummaryRow.seq).label("last")).where(SummaryRow.run == run)
    return {row.term: row.last for row in session.execute(last.group_by(SummaryRow.term))}

"""Frames are big: the log keeps a selection, dense at the start of a run and sparse later.

Steps fall into buckets that grow by an eighth. The first frame of each bucket stays, and the newest of all:
fewer than 200 a probe for every step count below 10⁹.
"""

from __future__ import annotations

from math import log

from sqlalchemy import delete, desc, select, tuple_
from sqlalchemy.orm import Session

from layerlab.store.tables import EventRow

GROWTH = 1.125


def bucket(step: int) -> int:
    """Which bucket a step falls into."""
    return 0 if step < 1 else 1 + int(log(step) / log(GROWTH))


def make_room(session: Session, run: str, probe: str) -> None:
    """Before a new frame comes in: drop the newest so far, where it is not the first of its bucket."""
    newest = session.execute(
        select(EventRow.term, EventRow.seq, EventRow.step)
        .where(EventRow.run == run, EventRow.kind == "frame_recorded", EventRow.probe == probe)
        .order_by(desc(EventRow.step), desc(EventRow.term), desc(EventRow.seq))
        .limit(2)
    ).all()
    if len(newest) == 2 and bucket(newest[0].step) == bucket(newest[1].step):
        _delete(session, run, [(newest[0].term, newest[0].seq)])


def cut_frames(session: Session, run: str, term: int, step: int) -> None:
    """A new term goes on after `step`: the frames beyond it will come again."""
    session.execute(
        delete(EventRow).where(
            EventRow.run == run,
            EventRow.kind == "frame_recorded",
            EventRow.step > step,
            EventRow.term < term,
        )
    )


def _delete(session: Session, run: str, positions: list[tuple[int, int]]) -> None:
    session.execute(
        delete(EventRow).where(EventRow.run == run, tuple_(EventRow.term, EventRow.seq).in_(positions))
    )

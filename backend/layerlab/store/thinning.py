"""Frames are big: the log keeps a selection, dense at the start of a run and sparse later.

Steps fall into buckets that grow by an eighth. The first frame of each bucket stays, and the newest of all:
fewer than 200 a probe for every step count below 10⁹.
"""

from __future__ import annotations

from math import log

from sqlalchemy import bindparam, delete, desc, select
from sqlalchemy.orm import Session

from layerlab.store.tables import EventRow

GROWTH = 1.125


def bucket(step: int) -> int:
    """Which bucket a step falls into."""
    return 0 if step < 1 else 1 + int(log(step) / log(GROWTH))


# Built once: putting a statement together takes longer than running it, and frames come all the time.
NEWEST_TWO = (
    select(EventRow.term, EventRow.seq, EventRow.step)
    .where(
        EventRow.run == bindparam("run"),
        EventRow.kind == "frame_recorded",
        EventRow.probe == bindparam("probe"),
    )
    .order_by(desc(EventRow.step), desc(EventRow.term), desc(EventRow.seq))
    .limit(2)
)
DELETE_ONE = delete(EventRow).where(
    EventRow.run == bindparam("run"), EventRow.term == bindparam("term"), EventRow.seq == bindparam("seq")
)
DELETE_BEYOND = delete(EventRow).where(
    EventRow.run == bindparam("run"),
    EventRow.kind == "frame_recorded",
    EventRow.step > bindparam("step"),
    EventRow.term < bindparam("term"),
)


def make_room(session: Session, run: str, probe: str) -> None:
    """Before a new frame comes in: drop the newest so far, where it is not the first of its bucket."""
    connection = session.connection()
    newest = connection.execute(NEWEST_TWO, {"run": run, "probe": probe}).all()
    if len(newest) == 2 and bucket(newest[0].step) == bucket(newest[1].step):
        connection.execute(DELETE_ONE, {"run": run, "term": newest[0].term, "seq": newest[0].seq})


def cut_frames(session: Session, run: str, term: int, step: int) -> None:
    """A new term goes on after `step`: the frames beyond it will come again."""
    session.connection().execute(DELETE_BEYOND, {"run": run, "term": term, "step": step})

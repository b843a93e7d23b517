"""How quick the newest runs were: what the time of a planned one is told from."""

from __future__ import annotations

from sqlalchemy import desc, select
from sqlalchemy.orm import Session

from layerlab.protocol import wire
from layerlab.protocol.events import RunFinished, ScalarsRecorded
from layerlab.store.events import EVENT
from layerlab.store.tables import EventRow, RunRow


def measured(session: Session, limit: int = 20) -> list[tuple[str, float]]:
    """(snapshot, samples a second) of the newest runs that trained. The waiting of slow motion is not in it."""
    rows = session.execute(
        select(RunRow.id, RunRow.snapshot)
        .where(RunRow.step > 0)
        .order_by(desc(RunRow.created_at))
        .limit(limit)
    )
    found = [(snapshot, _samples_per_s(session, run)) for run, snapshot in rows]
    return [(snapshot, speed) for snapshot, speed in found if speed > 0]


def _samples_per_s(session: Session, run: str) -> float:
    for kind, probe in (("run_finished", ""), ("scalars_recorded", "train")):
        payload = session.scalar(
            select(EventRow.payload)
            .where(EventRow.run == run, EventRow.kind == kind, EventRow.probe == probe)
            .order_by(desc(EventRow.step))
            .limit(1)
        )
        event = wire.unpack(EVENT, payload) if payload else None
        if isinstance(event, RunFinished | ScalarsRecorded) and event.samples_per_s > 0:
            return event.samples_per_s
    return 0.0

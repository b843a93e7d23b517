"""Experiments: saved documents with a revision that grows by one with every save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete as delete_from
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, defer

from layerlab.experiment.document import Experiment
from layerlab.store.database import now
from layerlab.store.owners import new_id
from layerlab.store.tables import ExperimentRow, RunRow


@dataclass(frozen=True)
class ForkOrigin:
    """What an experiment was forked from."""

    kind: str = ""
    title: str = ""
    id: str = ""


NOTHING = ForkOrigin()


def create(session: Session, owner: str, document: Experiment, origin: ForkOrigin = NOTHING) -> ExperimentRow:
    """Save a new experiment as revision 1."""
    time = now()
    row = ExperimentRow(
        id=new_id(),
        owner=owner,
        title=document.title,
        document=document.model_dump_json(),
        revision=1,
        created_at=time,
        updated_at=time,
        origin_kind=origin.kind,
        origin_title=origin.title,
        origin_id=origin.id,
    )
    session.add(row)
    session.flush()
    return row


def find(session: Session, experiment: str) -> ExperimentRow | None:
    """An experiment by its id, whoever owns it."""
    return session.get(ExperimentRow, experiment)


def of_owner(session: Session, owner: str) -> Sequence[ExperimentRow]:
    """An owner's library, last changed first. The documents are read when they are asked for."""
    order = ExperimentRow.updated_at.desc(), ExperimentRow.id
    wanted = select(ExperimentRow).where(ExperimentRow.owner == owner).order_by(*order)
    return session.scalars(wanted.options(defer(ExperimentRow.document))).all()


def count(session: Session, owner: str) -> int:
    """How many an owner keeps."""
    return session.scalar(select(func.count()).where(ExperimentRow.owner == owner)) or 0


def save(session: Session, experiment: str, revision: int, document: Experiment) -> bool:
    """Save over `revision`. False where that is no longer the newest: someone else saved since."""
    changed = session.execute(
        update(ExperimentRow)
        .where(ExperimentRow.id == experiment, ExperimentRow.revision == revision)
        .values(
            title=document.title,
            document=document.model_dump_json(),
            revision=revision + 1,
            updated_at=now(),
        )
        .returning(ExperimentRow.revision)
    )
    return changed.first() is not None


def delete(session: Session, experiment: str) -> None:
    """Delete an experiment; its runs, their events and its links go with it."""
    session.execute(delete_from(ExperimentRow).where(ExperimentRow.id == experiment))


def names(session: Session, digest: str) -> bool:
    """Whether any experiment, or a run that has not begun, names this file of weights."""
    mentioned = select(ExperimentRow.id).where(ExperimentRow.document.contains(digest))
    waiting = select(RunRow.id).where(RunRow.state == "queued", RunRow.snapshot.contains(digest))
    return any(session.scalar(select(wanted.exists())) for wanted in (mentioned, waiting))

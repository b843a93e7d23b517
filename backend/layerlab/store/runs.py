"""The rows of runs: made under caps, moved on under the guard of their term."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, defer

from layerlab.kit.errors import LayerlabError
from layerlab.store.database import now
from layerlab.store.tables import ExperimentRow, OwnerRow, RunRow

ENDED = frozenset({"finished", "stopped", "failed"})
UNENDED = ("queued", "running", "paused")


@dataclass(frozen=True)
class Caps:
    """What one owner may have at the same time."""

    running: int = 4
    queued: int = 20


@dataclass(frozen=True)
class Snapshot:
    """What a new run executes."""

    experiment: str
    owner: str
    document: str
    """The experiment as JSON."""
    total_steps: int = 0
    variant: str = ""


def create(session: Session, snapshot: Snapshot, caps: Caps) -> RunRow:
    """Add a queued run. Raises LayerlabError `too_many_runs` (429) over the owner's cap."""
    # The lock on the owner makes counting and adding one act; SQLite's write transaction does it there.
    session.execute(select(OwnerRow.id).where(OwnerRow.id == snapshot.owner).with_for_update())
    waiting = session.scalar(
        select(func.count()).where(RunRow.owner == snapshot.owner, RunRow.state == "queued")
    )
    if (waiting or 0) >= caps.queued:
        raise LayerlabError("too_many_runs", {"limit": caps.queued}, status=429)
    last = session.scalar(select(func.max(RunRow.number)).where(RunRow.experiment == snapshot.experiment))
    row = RunRow(
        id=secrets.token_hex(10),
        experiment=snapshot.experiment,
        owner=snapshot.owner,
        number=(last or 0) + 1,
        variant=snapshot.variant,
        snapshot=snapshot.document,
        state="queued",
        desired="running",
        term=0,
        step=0,
        total_steps=snapshot.total_steps,
        checkpoint_step=-1,
        restarts=0,
        metrics="{}",
        created_at=now(),
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, run: str) -> RunRow:
    """The row of a run. Raises LayerlabError `run_not_found` (404)."""
    row = session.get(RunRow, run)
    if row is None:
        raise LayerlabError("run_not_found", status=404)
    return row


def of_experiment(session: Session, experiment: str) -> Sequence[RunRow]:
    """All runs of an experiment, newest first."""
    return session.scalars(
        select(RunRow).where(RunRow.experiment == experiment).order_by(RunRow.number.desc())
    ).all()


def listed(session: Session, experiment: str) -> Sequence[RunRow]:
    """The same, without what they execute: lists are read often, and snapshots are long."""
    wanted = select(RunRow).where(RunRow.experiment == experiment).order_by(RunRow.number.desc())
    return session.scalars(wanted.options(defer(RunRow.snapshot))).all()


def of_library(session: Session, owner: str) -> dict[str, list[RunRow]]:
    """The same for each of an owner's experiments that has any: one statement, however many there are."""
    wanted = select(RunRow).join(ExperimentRow).where(ExperimentRow.owner == owner)
    found: dict[str, list[RunRow]] = {}
    for row in session.scalars(wanted.order_by(RunRow.number.desc()).options(defer(RunRow.snapshot))):
        found.setdefault(row.experiment, []).append(row)
    return found


def with_weights(session: Session, owner: str, limit: int) -> list[tuple[RunRow, str]]:
    """An owner's runs that have a checkpoint, each with what its experiment is called now; the newest first."""
    wanted = select(RunRow, ExperimentRow.title).join(ExperimentRow)
    wanted = wanted.where(RunRow.owner == owner, RunRow.checkpoint_step >= 0)
    order = RunRow.created_at.desc(), RunRow.number.desc()
    rows = session.execute(wanted.order_by(*order).limit(limit).options(defer(RunRow.snapshot)))
    return [(run, title) for run, title in rows]


def count_by_state(session: Session) -> dict[str, int]:
    """How many runs of all owners are in each state."""
    rows = session.execute(select(RunRow.state, func.count()).group_by(RunRow.state))
    return dict(rows.all())


def begin_term(session: Session, run: str) -> RunRow:
    """Take the next term: from now on, whoever holds an earlier one is refused."""
    term = session.scalar(
        update(RunRow).where(RunRow.id == run).values(term=RunRow.term + 1).returning(RunRow.term)
    )
    if term is None:
        raise LayerlabError("run_not_found", status=404)
    row = get(session, run)
    row.state = "running"
    row.started_at = row.started_at or now()
    session.flush()
    return row


def set_desired(session: Session, run: str, desired: str) -> None:
    """Keep what the user wants, so that it outlives the server."""
    session.execute(update(RunRow).where(RunRow.id == run).values(desired=desired))


def set_state(session: Session, run: str, state: str) -> None:
    """Move a run that no worker holds: back to the queue, or to paused."""
    session.execute(update(RunRow).where(RunRow.id == run, RunRow.state.in_(UNENDED)).values(state=state))


def count_restart(session: Session, run: str) -> None:
    """A worker was killed before it wrote a new checkpoint."""
    session.execute(update(RunRow).where(RunRow.id == run).values(restarts=RunRow.restarts + 1))


def recover(session: Session) -> Sequence[RunRow]:
    """What a dead server left: its runs as rows to queue again, oldest first.

    A run that was paused, or was about to be, stays paused and waits for its user.
    """
    session.execute(
        update(RunRow).where(RunRow.state == "running", RunRow.desired == "paused").values(state="paused")
    )
    session.execute(
        update(RunRow)
        .where(RunRow.state.in_(("running", "paused")), RunRow.desired != "paused")
        .values(state="queued")
    )
    return session.scalars(
        select(RunRow).where(RunRow.state == "queued").order_by(RunRow.created_at, RunRow.number)
    ).all()

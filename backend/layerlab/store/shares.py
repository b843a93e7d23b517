"""View-only links. A link that is revoked, or whose experiment is deleted, finds nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from layerlab.store.database import now
from layerlab.store.owners import hashed, new_id, new_secret
from layerlab.store.tables import ShareRow


def create(session: Session, experiment: str) -> tuple[ShareRow, str]:
    """A new link and its secret, which is not kept."""
    secret = new_secret()
    row = ShareRow(
        id=new_id(), experiment=experiment, secret_hash=hashed(secret), created_at=now(), revoked_at=None
    )
    session.add(row)
    session.flush()
    return row, secret


def find(session: Session, secret: str) -> ShareRow | None:
    """The link that a secret opens."""
    valid = ShareRow.secret_hash == hashed(secret), ShareRow.revoked_at.is_(None)
    return session.scalar(select(ShareRow).where(*valid))


def of_experiment(session: Session, experiment: str) -> Sequence[ShareRow]:
    """The links of an experiment that still open it, oldest first."""
    valid = ShareRow.experiment == experiment, ShareRow.revoked_at.is_(None)
    return session.scalars(select(ShareRow).where(*valid).order_by(ShareRow.created_at, ShareRow.id)).all()


def count(session: Session, experiment: str) -> int:
    """How many links open an experiment."""
    valid = ShareRow.experiment == experiment, ShareRow.revoked_at.is_(None)
    return session.scalar(select(func.count()).where(*valid)) or 0


def revoke(session: Session, experiment: str, share: str) -> bool:
    """Close a link for good. False where the experiment has no such link."""
    row = session.get(ShareRow, share)
    if row is None or row.experiment != experiment or row.revoked_at is not None:
        return False
    row.revoked_at = now()
    return True

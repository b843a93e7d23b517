"""Blocks that owners keep for other experiments. Of one owner no two have the same name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from layerlab.store.database import now
from layerlab.store.owners import new_id
from layerlab.store.tables import OwnBlockRow


def create(session: Session, owner: str, name: str, document: str) -> OwnBlockRow:
    """Keep one more."""
    row = OwnBlockRow(id=new_id(), owner=owner, name=name, document=document, updated_at=now())
    session.add(row)
    session.flush()
    return row


def find(session: Session, block: str) -> OwnBlockRow | None:
    """One by its id, whoever owns it."""
    return session.get(OwnBlockRow, block)


def named(session: Session, owner: str, name: str) -> OwnBlockRow | None:
    """The one that an owner keeps under a name."""
    wanted = OwnBlockRow.owner == owner, OwnBlockRow.name == name
    return session.scalar(select(OwnBlockRow).where(*wanted))


def of_owner(session: Session, owner: str) -> Sequence[OwnBlockRow]:
    """All that an owner keeps, by name."""
    wanted = select(OwnBlockRow).where(OwnBlockRow.owner == owner)
    return session.scalars(wanted.order_by(OwnBlockRow.name)).all()


def count(session: Session, owner: str) -> int:
    """How many an owner keeps."""
    return session.scalar(select(func.count()).where(OwnBlockRow.owner == owner)) or 0


def change(row: OwnBlockRow, *, name: str = "", document: str = "") -> None:
    """Give it another name, or another definition."""
    row.name = name or row.name
    row.document = document or row.document
    row.updated_at = now()


def delete(session: Session, row: OwnBlockRow) -> None:
    """Keep it no longer. Experiments that took it have a copy of their own."""
    session.delete(row)

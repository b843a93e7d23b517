"""Owners: `local` on loopback, elsewhere whoever holds a key. Only hashes of keys and secrets are kept."""

from __future__ import annotations

import secrets
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from layerlab.store.database import now
from layerlab.store.tables import OwnerRow

LOCAL = "local"


def new_id() -> str:
    """A name for a row: short, but not guessed either."""
    return secrets.token_hex(10)


def new_secret() -> str:
    """192 random bits, fit for a path and a cookie."""
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    """What is kept of a secret. It is random and long: no salt is needed."""
    return sha256(secret.encode()).hexdigest()


def find(session: Session, key: str) -> str:
    """The owner who holds a key; empty when nobody does."""
    return session.scalar(select(OwnerRow.id).where(OwnerRow.key_hash == hashed(key))) or ""


def create(session: Session, key: str) -> str:
    """The owner of a new key."""
    owner = OwnerRow(id=new_id(), key_hash=hashed(key), created_at=now())
    session.add(owner)
    session.flush()
    return owner.id


def ensure_local(session: Session) -> None:
    """The owner on loopback, who needs no key: the one that is kept opens nothing."""
    if session.get(OwnerRow, LOCAL) is None:
        session.add(OwnerRow(id=LOCAL, key_hash=hashed(new_secret()), created_at=now()))

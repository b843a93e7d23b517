"""What can be wrong with a database, told as one sentence instead of a driver's many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from layerlab.kit.errors import LayerlabError, Scalar

_FULL = ("disk is full", "No space left on device", "could not extend file")
_DAMAGED = ("not a database", "malformed", "encrypted")
LONGEST = 200


def is_full(error: BaseException) -> bool:
    """Whether a write failed because there is no room left where the database lies."""
    return isinstance(error, OperationalError) and any(words in str(error.orig) for words in _FULL)


def is_damaged(error: BaseException) -> bool:
    """Whether the file is no database, or no longer one."""
    return isinstance(error, DatabaseError) and any(words in str(error.orig) for words in _DAMAGED)


@contextmanager
def named(url: URL) -> Iterator[None]:
    """Raise what goes wrong with the database at `url` as a LayerlabError that names it, without its password."""
    place: dict[str, Scalar] = {"database": _place(url)}
    try:
        yield
    except CommandError as error:
        # Migrations that this release has never heard of.
        raise LayerlabError("database_newer", place, status=500) from error
    except SQLAlchemyError as error:
        if is_full(error):
            raise LayerlabError("disk_full", status=507) from error
        if is_damaged(error):
            raise LayerlabError("database_damaged", place, status=500) from error
        raise LayerlabError("database_unreadable", place | {"reason": _reason(error)}, status=500) from error


def _place(url: URL) -> str:
    return (
        url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    )


def _reason(error: SQLAlchemyError) -> str:
    words = str(getattr(error, "orig", None) or error).strip()
    return " ".join((words.splitlines() or ["?"])[0].split())[:LONGEST]

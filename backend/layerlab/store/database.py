"""The database: SQLite in the data folder by default, PostgreSQL where its address is given."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.orm import Session

from layerlab.kit.errors import LayerlabError
from layerlab.settings import SettingsError
from layerlab.store.faults import named

MIGRATIONS = Path(__file__).parent / "migrations"
WRITE_WAIT_S = 20.0
CHECKED_BYTES = 64 * 2**20
"""A database up to this size is looked through at the start, which takes a tenth of a second."""


def now() -> datetime:
    """The time in UTC, without a zone, as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


class Database:
    """Sessions of one transaction each, on tables that are brought up to date first."""

    def __init__(self, url: str) -> None:
        """Raises SettingsError for an address that is none."""
        self._url, self.engine = _engine(url)
        self._sqlite = self._url.get_backend_name() == "sqlite"
        self._write_lock = threading.Lock()
        if self._sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writing = self.engine.execution_options(layerlab_writes="quick")
        self._lasting = self.engine.execution_options(layerlab_writes="durable")

    def upgrade(self) -> None:
        """Bring the tables to the newest migration. Raises LayerlabError where the database can't be used."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with named(self._url), self._one_writer(), self._writing.begin() as connection:
            self._look_through(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def session(self, durable: bool = False) -> Iterator[Session]:
        """One transaction that may write: committed at the end, undone by any exception.

        Keep it short and do not nest it: on SQLite there is one writer at a time. A commit outlives any
        crash of a process; a `durable` one, and all before it, also a power cut.
        """
        bind = self._lasting if durable else self._writing
        with self._one_writer(), Session(bind, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that only reads, from one moment's state. It waits for no writer."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session
            # The rows stay readable after the transaction: rolling back would empty those that it knows.
            session.expunge_all()
            session.rollback()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _look_through(self, connection: Connection) -> None:
        """Damage shows now, where a person reads it, and not in the middle of a run."""
        if not self._sqlite or Path(self._url.database or "").stat().st_size > CHECKED_BYTES:
            return
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise DatabaseError("quick_check", None, ValueError("malformed"))

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        # SQLite before 3.51.3 can corrupt its WAL when two connections write at the same instant,
        # even from one process: its own lock is not enough.
        if not self._sqlite:
            yield
            return
        if not self._write_lock.acquire(timeout=WRITE_WAIT_S):
            raise LayerlabError("database_busy", status=503)
        try:
            yield
        finally:
            self._write_lock.release()


def _engine(url: str) -> tuple[URL, Engine]:
    try:
        parsed = make_url(url)
        # A bound on both ends: forty request threads, the journal and the readers of history.
        engine = create_engine(parsed, pool_size=8, max_overflow=56, pool_timeout=WRITE_WAIT_S)
    except (SQLAlchemyError, ImportError, TypeError, ValueError) as error:
        # Not the address itself: it may hold a password.
        kind = "" if "://" not in url else f" ({url.partition('://')[0][:40]}://…)"
        raise SettingsError(f"DATABASE_URL{kind} can't be used: {_first_line(error)}") from error
    return parsed, engine


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Off: the driver's own idea of when a transaction begins; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("layerlab_writes")
    if writes:
        connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if writes == 'durable' else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

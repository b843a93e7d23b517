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
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.orm import Session

from layerlab.kit.errors import LayerlabError

MIGRATIONS = Path(__file__).parent / "migrations"
WRITE_WAIT_S = 20.0


def now() -> datetime:
    """The time in UTC, without a zone, as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


class Database:
    """Sessions of one transaction each, on tables that are brought up to date first."""

    def __init__(self, url: str) -> None:
        self._sqlite = make_url(url).get_backend_name() == "sqlite"
        # A bound on both ends: forty request threads, the journal and the readers of history.
        self.engine = create_engine(url, pool_size=8, max_overflow=56, pool_timeout=WRITE_WAIT_S)
        self._write_lock = threading.Lock()
        if self._sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writing = self.engine.execution_options(layerlab_writes="quick")
        self._lasting = self.engine.execution_options(layerlab_writes="durable")

    def upgrade(self) -> None:
        """Bring the tables to the newest migration."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._one_writer(), self._writing.begin() as connection:
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

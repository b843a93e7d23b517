"""A database that can't be used is told on one line, with an exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from layerlab.api.edge import logs
from layerlab.store.database import Database
from support.server import free_port


def spoilt(data: Path, how: str) -> None:
    """A data folder whose database can't be used."""
    data.mkdir()
    file = data / "layerlab.sqlite3"
    if how == "a folder":
        file.mkdir()
        return
    if how == "no database":
        file.write_bytes(b"This is no database. " * 300)
        return
    made = Database(f"sqlite:///{file}")
    made.upgrade()
    with made.session() as session:
        session.execute(
            text("UPDATE alembic_version SET version_num = '9999'" if how == "newer" else "SELECT 1")
        )
    made.close()
    if how == "holes":
        content = bytearray(file.read_bytes())
        content[4096 * 2 : 4096 * 6] = b"\xa5" * (4096 * 4)
        file.write_bytes(content)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's log belongs to a process of its own."""
    monkeypatch.setattr(logs, "configure", lambda access: None)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("no database", "is damaged, or no database. Put a copy of yours in its place, or move it away."),
        ("holes", "is damaged, or no database. Put a copy of yours in its place, or move it away."),
        ("a folder", "can't be used: unable to open database file."),
        ("newer", "was written by a newer Layerlab. Update this one."),
    ],
)
def test_a_database_that_can_not_be_used_is_told_on_one_line(
    layerlab: Any, quiet: None, tmp_path: Path, how: str, told: str
) -> None:
    spoilt(tmp_path / "data", how)
    done = layerlab("serve", "--port", str(free_port()))
    file = tmp_path / "data" / "layerlab.sqlite3"
    assert (done.returncode, done.stderr) == (1, f"{file} {told}\n")
    # What only asks how long an epoch takes goes on without.
    assert layerlab("check", "lenet5_mnist").returncode == 0


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "postgresql://ann:hush@host:port/x",
        "oracle9+none://ann:hush@host/x",
        "sqlite://",
        "postgresql+psycopg://ann:hush@127.0.0.1:1/x",
    ],
)
def test_a_bad_database_url_is_told_on_one_line(
    layerlab: Any, quiet: None, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    done = layerlab("serve", "--port", str(free_port()))
    assert done.returncode in {1, 2}
    (told,) = done.stderr.splitlines()
    assert "DATABASE_URL" in told or "can't be used" in told
    assert "hush" not in told

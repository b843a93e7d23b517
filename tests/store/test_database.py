"""Migrations, transactions, and the one writer."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text

from layerlab.kit.errors import LayerlabError
from layerlab.store import database as database_module
from layerlab.store import runs
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database, now
from layerlab.store.progress import headline
from layerlab.store.runs import Caps, Snapshot
from layerlab.store.tables import Base, EventRow, ExperimentRow, RunRow


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'layerlab.db'}")
    made.upgrade()
    return made


def add_experiment(database: Database, identity: str = "e") -> None:
    with database.session() as session:
        session.add(
            ExperimentRow(
                id=identity,
                owner="ann",
                title="",
                document="{}",
                revision=1,
                created_at=now(),
                updated_at=now(),
            )
        )


def test_the_migrations_lead_to_the_models(database: Database) -> None:
    database.upgrade()
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_experiments_of_before_origins_open(tmp_path: Path) -> None:
    made = Database(f"sqlite:///{tmp_path / 'old.db'}")
    config = Config()
    config.set_main_option("script_location", str(database_module.MIGRATIONS))
    with made.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO experiments (id, owner, title, document, revision, created_at, updated_at)"
                " VALUES ('e', 'ann', 'Old', '{}', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
            )
        )
    made.upgrade()
    with made.reading() as session:
        row = session.get(ExperimentRow, "e")
        assert row is not None
        assert (row.title, row.origin_kind, row.origin_title, row.origin_id) == ("Old", "", "", "")


def test_runs_of_before_headlines_keep_their_logs(tmp_path: Path) -> None:
    made = Database(f"sqlite:///{tmp_path / 'old.db'}")
    config = Config()
    config.set_main_option("script_location", str(database_module.MIGRATIONS))
    with made.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement in (
            "INSERT INTO experiments (id, owner, title, document, revision, created_at, updated_at)"
            " VALUES ('e', 'ann', 'Old', '{}', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00')",
            "INSERT INTO runs (id, experiment, owner, number, snapshot, state, desired, term, step, total_steps,"
            " checkpoint_step, restarts, metrics, created_at) VALUES ('r', 'e', 'ann', 1, '{}', 'finished',"
            " 'running', 1, 9, 9, -1, 0, '{}', '2026-01-01 00:00:00')",
            "INSERT INTO events (run, term, seq, kind, probe, step, payload)"
            " VALUES ('r', 1, 1, 'run_stopped', '', 9, x'00')",
        ):
            connection.execute(text(statement))
    made.upgrade()
    with made.reading() as session:
        row = session.get(RunRow, "r")
        assert row is not None
        assert headline(row.headline).key == "test_accuracy"
        assert session.get(EventRow, ("r", 1, 1)) is not None


def test_sqlite_is_set_up_for_one_writer_and_many_readers(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA busy_timeout")) == 5000


def test_a_session_is_one_transaction(database: Database) -> None:
    add_experiment(database)

    def fail_halfway() -> None:
        with database.session() as session:
            session.get_one(ExperimentRow, "e").title = "lost"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with database.reading() as session:
        assert session.get_one(ExperimentRow, "e").title == ""


def test_a_reader_sees_one_moment_and_waits_for_nobody(database: Database) -> None:
    add_experiment(database)
    with database.reading() as reader:
        assert reader.scalar(select(func.count()).select_from(ExperimentRow)) == 1
        add_experiment(database, "second")
        assert reader.scalar(select(func.count()).select_from(ExperimentRow)) == 1


def test_writers_take_turns_and_give_up_in_the_end(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WRITE_WAIT_S", 0.01)
    refused: list[LayerlabError] = []

    def write() -> None:
        try:
            add_experiment(database)
        except LayerlabError as error:
            refused.append(error)

    with database.session():
        other = threading.Thread(target=write)
        other.start()
        other.join()
    assert [(error.code, error.status) for error in refused] == [("database_busy", 503)]
    write()
    assert len(refused) == 1


def test_runs_are_numbered_and_capped_for_each_owner(database: Database) -> None:
    add_experiment(database)
    with database.session() as session:
        made = [runs.create(session, Snapshot("e", "ann", "{}"), Caps(queued=2)) for _ in range(2)]
        assert [row.number for row in made] == [1, 2]
        with pytest.raises(LayerlabError) as refused:
            runs.create(session, Snapshot("e", "ann", "{}"), Caps(queued=2))
        assert (refused.value.code, refused.value.status) == ("too_many_runs", 429)
        assert runs.create(session, Snapshot("e", "bob", "{}"), Caps(queued=2)).number == 3
        assert [row.number for row in runs.of_experiment(session, "e")] == [3, 2, 1]


def test_each_start_takes_the_next_term(database: Database) -> None:
    add_experiment(database)
    with database.session() as session:
        run = runs.create(session, Snapshot("e", "ann", "{}"), Caps()).id
    for term in (1, 2, 3):
        with database.session() as session:
            assert runs.begin_term(session, run).term == term
    with database.session() as session, pytest.raises(LayerlabError):
        runs.begin_term(session, "nobody")


def test_what_a_dead_server_left_goes_back_to_the_queue(database: Database) -> None:
    add_experiment(database)
    states = [("queued", "running"), ("running", "running"), ("running", "paused"), ("paused", "paused"),
              ("paused", "running"), ("running", "stopped"), ("finished", "running")]  # fmt: skip
    with database.session() as session:
        made = []
        for state, desired in states:
            row = runs.create(session, Snapshot("e", "ann", "{}"), Caps())
            row.state, row.desired = state, desired
            made.append(row.id)
    with database.session() as session:
        queued = [row.id for row in runs.recover(session)]
    assert queued == [made[i] for i in (0, 1, 4, 5)]
    with database.reading() as session:
        after = [session.get_one(RunRow, run).state for run in made]
    assert after == ["queued", "queued", "paused", "paused", "queued", "queued", "finished"]


def test_deleting_an_experiment_takes_its_runs_and_their_events(database: Database) -> None:
    add_experiment(database)
    with database.session() as session:
        run = runs.create(session, Snapshot("e", "ann", "{}"), Caps()).id
        session.add(EventRow(run=run, term=1, seq=1, kind="run_paused", probe="", step=0, payload=b""))
    with database.session() as session:
        session.delete(session.get_one(ExperimentRow, "e"))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == 0
        assert session.scalar(select(func.count()).select_from(RunRow)) == 0


def test_a_nearly_full_disk_takes_no_new_work(tmp_path: Path) -> None:
    Artifacts(tmp_path, reserve_bytes=0).require_space()
    with pytest.raises(LayerlabError) as refused:
        Artifacts(tmp_path, reserve_bytes=2**62).require_space()
    assert (refused.value.code, refused.value.status) == ("disk_full", 507)


def test_run_folders_stay_where_they_belong(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path)
    for step in (5, 40, 300):
        folder = artifacts.folder("abc") / "checkpoints" / str(step)
        folder.mkdir(parents=True)
        (folder / "state.json").write_text("{}")
    (artifacts.folder("abc") / "checkpoints" / "1000").mkdir()
    newest = artifacts.newest_checkpoint("abc")
    assert newest is not None
    assert newest.name == "300"
    artifacts.drop_checkpoints_after("abc", 40)
    assert sorted(f.name for f in (artifacts.folder("abc") / "checkpoints").iterdir()) == ["40", "5"]
    assert artifacts.used_bytes("abc") == 4
    artifacts.delete("abc")
    assert not (tmp_path / "runs" / "abc").exists()
    for name in ("..", "../x", "A", "", "a/b"):
        with pytest.raises(LayerlabError):
            artifacts.folder(name)

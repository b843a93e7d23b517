"""The log: guarded, paged, thinned, folded."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

import msgpack
import pytest
from sqlalchemy import select

from layerlab.protocol import events as e
from layerlab.protocol import wire
from layerlab.protocol.frames import MatrixFrame
from layerlab.protocol.live import Logged
from layerlab.protocol.metrics import CLASSIFIER, Metric
from layerlab.store import events, runs, summaries
from layerlab.store.events import Entry
from layerlab.store.progress import headline
from layerlab.store.tables import EventRow
from layerlab.store.thinning import bucket
from support.engine_house import House
from support.experiments import MOMENTUM, RATE

FRAME = MatrixFrame(rows=1, columns=1, counts=b"\0" * 4, total=1)
STARTED = e.RunStarted(
    total_steps=100, steps_per_epoch=10, batch_size=1, device="cpu", exact=True, environment={}
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)


class Writer:
    """Gives positions and appends, like an engine."""

    def __init__(self, house: House) -> None:
        self.house, self.run = house, house.add_run()
        self.begin()

    def begin(self) -> None:
        with self.house.database.session() as session:
            self.term, self.seq = runs.begin_term(session, self.run).term, 0

    def append(self, *new: e.Event) -> str | None:
        entries = [Entry(self.run, self.term, self.seq + i + 1, event) for i, event in enumerate(new)]
        self.seq += len(new)
        with self.house.database.session() as session:
            return events.append(session, entries)


def scalars(*losses: float, first: int, series: str = "step", **columns: float) -> e.ScalarsRecorded:
    steps = array("i", range(first, first + len(losses)))
    packed = {"loss": array("f", losses).tobytes()}
    packed |= {name: array("f", [value]).tobytes() for name, value in columns.items()}
    return e.ScalarsRecorded.model_validate({"series": series, "steps": steps.tobytes(), "columns": packed})


def test_a_row_is_the_fold_of_its_events(house: House) -> None:
    writer = Writer(house)
    assert writer.append(STARTED, scalars(3, 2, 1, first=1)) == "running"
    assert writer.append(e.CheckpointSaved(step=3), e.RunPaused(step=3)) == "paused"
    assert (
        writer.append(e.RunContinued(step=3), scalars(0.5, first=10, series="evaluation", accuracy=0.75))
        == "running"
    )
    row = house.row(writer.run)
    assert (row.total_steps, row.step, row.checkpoint_step) == (100, 3, 3)
    writer.append(scalars(float("nan"), first=20, series="evaluation", accuracy=0.25))
    finished = e.RunFinished(step=4, metrics={"test_accuracy": 0.5}, seconds=1, samples_per_s=1)
    assert writer.append(finished) == "finished"
    row = house.row(writer.run)
    assert json.loads(row.metrics) == {"test_accuracy": 0.5, "best_test_accuracy": 0.75, "test_loss": 0.5}
    assert row.ended_at is not None


def test_a_row_keeps_the_headline_that_its_run_declares(house: House) -> None:
    writer = Writer(house)
    error = Metric(name="error", series="evaluation", better="lower", headline=True)
    writer.append(STARTED.model_copy(update={"metrics": (error,)}))
    for value in (3.0, 1.0, 2.0):
        pack = scalars(9.0, first=int(value), series="evaluation", error=value, accuracy=value)
        writer.append(pack)
    row = house.row(writer.run)
    assert headline(row.headline) == error
    assert json.loads(row.metrics) == {
        "test_loss": 9.0, "test_error": 2.0, "test_accuracy": 2.0, "best_test_error": 1.0,
    }  # fmt: skip


def test_a_headline_can_be_one_of_every_step(house: House) -> None:
    writer = Writer(house)
    reward = Metric(name="reward", better="higher", headline=True)
    writer.append(STARTED.model_copy(update={"metrics": (reward,)}))
    writer.append(scalars(1.0, first=1, reward=5.0), scalars(1.0, first=2, reward=4.0))
    row = house.row(writer.run)
    assert json.loads(row.metrics) == {"train_reward": 4.0, "best_train_reward": 5.0}
    assert row.step == 2


def as_written_before(event: e.Event) -> bytes:
    """The first Layerlab named no metrics, and its series `train` and `test`."""
    raw = event.model_dump(mode="python")
    raw.pop("metrics", None)
    if "series" in raw:
        raw["series"] = {"step": "train", "evaluation": "test"}[raw["series"]]
    packed: bytes = msgpack.packb(raw, use_bin_type=True)
    return packed


def test_a_log_of_before_is_read(house: House) -> None:
    writer = Writer(house)
    old = (STARTED, scalars(3, 2, first=1), scalars(0.5, first=2, series="evaluation", accuracy=0.75))
    writer.append(*old)
    with house.database.session() as session:
        for row, event in zip(session.scalars(select(EventRow).order_by(EventRow.seq)), old, strict=True):
            row.payload = as_written_before(event)
            assert row.probe == {0: "", 1: "train", 2: "test"}[row.seq - 1]
    assert [kept.event for kept in house.log(writer.run)] == list(old)
    assert STARTED.metrics == CLASSIFIER
    with house.database.reading() as session:
        assert events.sparkline(session, writer.run, 1) == [2.5]
        assert summaries.exact(session, writer.run, "step", 1, 9) == old[1]
        assert summaries.exact(session, writer.run, "evaluation", 1, 9) == old[2]


def test_an_earlier_term_and_a_deleted_run_are_refused(house: House) -> None:
    old = Writer(house)
    old.append(STARTED)
    term = old.term
    old.begin()
    old.append(e.RunResumed(step=0, exact=True))
    old.term, old.seq = term, 7
    assert old.append(e.RunFinished(step=9, metrics={}, seconds=1, samples_per_s=1)) is None
    assert [message.event.kind for message in house.log(old.run)] == ["run_started", "run_resumed"]
    assert house.row(old.run).state == "running"
    with house.database.session() as session:
        session.delete(runs.get(session, old.run))
    assert house.log(old.run) == []
    assert old.append(STARTED) is None


def test_pages_go_on_where_the_last_one_ended(house: House) -> None:
    writer = Writer(house)
    writer.append(STARTED, *(e.CheckpointSaved(step=n) for n in range(1, 8)))
    writer.begin()
    writer.append(e.RunResumed(step=7, exact=True), *(e.CheckpointSaved(step=n) for n in range(8, 12)))
    after, seen = (0, 0), []
    with house.database.reading() as session:
        while page := events.read(session, writer.run, after, limit=3):
            assert len(page) <= 3
            seen += page
            after = (page[-1].term, page[-1].seq)
    assert seen == house.log(writer.run)
    assert len(seen) == 13


def test_frames_are_thinned_with_age_and_the_newest_stays(house: House) -> None:
    writer = Writer(house)
    writer.append(STARTED)
    last = 3000
    for first in range(1, last + 1, 50):
        writer.append(
            *(
                e.FrameRecorded(probe=probe, step=step, frame=FRAME)
                for step in range(first, first + 50)
                for probe in ("maps", "confusion")
            )
        )
    for probe in ("maps", "confusion"):
        steps = [m.event.step for m in house.log(writer.run) if getattr(m.event, "probe", "") == probe]
        assert steps[-1] == last
        assert {bucket(step) for step in steps} == {bucket(step) for step in range(1, last + 1)}
        assert len(steps) == len({bucket(step) for step in steps}) + 1


def test_the_bound_on_frames_holds_for_any_run() -> None:
    assert bucket(10**9 - 1) < 200


def test_a_resume_drops_the_frames_that_will_come_again(house: House) -> None:
    writer = Writer(house)
    writer.append(STARTED, *(e.FrameRecorded(probe="maps", step=n, frame=FRAME) for n in range(1, 30)))
    writer.begin()
    writer.append(e.RunResumed(step=5, exact=True))
    steps = [m.event.step for m in house.log(writer.run) if m.event.kind == "frame_recorded"]
    assert steps == [1, 2, 3, 4, 5]


def test_the_last_frame_of_a_kind(house: House) -> None:
    writer = Writer(house)
    with house.database.reading() as session:
        assert events.last_frame(session, writer.run, "matrix") is None
    writer.append(STARTED, *(e.FrameRecorded(probe="maps", step=n, frame=FRAME) for n in (1, 9, 12)))
    with house.database.reading() as session:
        found = events.last_frame(session, writer.run, "matrix")
        assert found is not None
        assert found.step == 12
        assert events.last_frame(session, writer.run, "node_outputs") is None


@pytest.mark.parametrize("points", [1, 7, 64, 500])
def test_the_sparkline_is_short_and_follows_the_loss(house: House, points: int) -> None:
    writer = Writer(house)
    with house.database.reading() as session:
        assert events.sparkline(session, writer.run, points) == []
    packs = [scalars(*(1000.0 - step for step in range(n, n + 4)), first=n) for n in range(1, 401, 4)]
    writer.append(STARTED, *packs, scalars(5.0, first=400, series="evaluation"))
    with house.database.reading() as session:
        line = events.sparkline(session, writer.run, points)
    assert 1 <= len(line) <= points
    assert line == sorted(line, reverse=True)
    assert line[-1] == 1000 - sum(range(397, 401)) / 4


def test_the_sparkline_is_of_what_a_step_should_lower(house: House) -> None:
    writer = Writer(house)
    metrics = (Metric(name="loss"), Metric(name="error", better="lower"))
    writer.append(STARTED.model_copy(update={"metrics": metrics}), scalars(1.0, first=1, error=7.0))
    with house.database.reading() as session:
        assert events.sparkline(session, writer.run) == [7.0]


def changed(step: int, value: float, name: str = RATE) -> e.HyperparameterChanged:
    return e.HyperparameterChanged(step=step, name=name, value=value, previous=0.0)


def in_force(house: House, run: str) -> list[tuple[int, e.Value]]:
    with house.database.reading() as session:
        return [(c.step, c.value) for c in events.effective_changes(session, run)]


def test_changes_outlive_a_crash_and_their_replay_alters_nothing(house: House) -> None:
    writer = Writer(house)
    writer.append(STARTED, changed(10, 1.0), changed(20, 2.0), changed(20, 3.0))
    assert in_force(house, writer.run) == [(10, 1.0), (20, 3.0)]
    writer.begin()
    writer.append(e.RunResumed(step=5, exact=True), changed(10, 1.0))
    assert in_force(house, writer.run) == [(10, 1.0), (20, 3.0)]


def test_a_new_wish_replaces_what_a_crash_put_into_the_future(house: House) -> None:
    writer = Writer(house)
    writer.append(STARTED, changed(10, 1.0), changed(20, 2.0), changed(20, 0.9, MOMENTUM))
    writer.begin()
    writer.append(e.RunResumed(step=12, exact=True), changed(15, 7.0))
    assert in_force(house, writer.run) == [(10, 1.0), (15, 7.0), (20, 0.9)]


def test_what_is_kept_is_sent_as_it_would_be_told(house: House) -> None:
    writer = Writer(house)
    writer.append(STARTED, e.CheckpointSaved(step=3))
    for kept in house.log(writer.run):
        told = Logged(run=kept.run, term=kept.term, seq=kept.seq, event=kept.event)
        assert kept.packed == wire.pack(told)

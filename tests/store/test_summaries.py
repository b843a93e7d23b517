"""Long runs: their history in sums, and every step exact where it is asked for."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
import pytest

from layerlab.protocol import events as e
from layerlab.store import events, runs, summaries
from layerlab.store.buckets import Points, summed_up
from layerlab.store.events import Entry, Kept
from support.engine_house import House

STARTED = e.RunStarted(
    total_steps=10**6, steps_per_epoch=938, batch_size=64, device="cpu", exact=True, environment={}
)
PACK = 97


class Writer:
    """A run whose loss at a step is known."""

    def __init__(self, data: Path) -> None:
        self.house = House.build(data)
        self.run = self.house.add_run()
        self.dice = np.random.default_rng(0)
        self.losses: dict[int, float] = {}

    def term(self, opening: e.Event, first: int, last: int) -> None:
        """A term that does these steps."""
        packs: list[e.Event] = [opening]
        if isinstance(opening, e.RunResumed):
            self.losses = {step: loss for step, loss in self.losses.items() if step <= opening.step}
        for start in range(first, last + 1, PACK):
            steps = np.arange(start, min(last + 1, start + PACK), dtype=np.int32)
            loss = self.dice.random(len(steps), dtype=np.float32)
            self.losses |= dict(zip(steps.tolist(), loss.tolist(), strict=True))
            packed = {"loss": loss.tobytes(), "accuracy": (1 - loss).tobytes()}
            packs.append(e.ScalarsRecorded(series="step", steps=steps.tobytes(), columns=packed))
            if start % 5 == 0:
                packs.append(e.CheckpointSaved(step=int(steps[-1])))
        with self.house.database.session() as session:
            number = runs.begin_term(session, self.run).term
        for at in range(0, len(packs), 7):
            batch = [Entry(self.run, number, at + i + 1, each) for i, each in enumerate(packs[at : at + 7])]
            with self.house.database.session() as session:
                assert events.append(session, batch) == "running"

    def history(self) -> list[Kept]:
        """All pages, as one who comes new reads them."""
        after, seen = (0, 0), []
        with self.house.database.reading() as session:
            coverage = summaries.coverage(session, self.run)
            while page := events.read(session, self.run, after, limit=20, coverage=coverage):
                seen += page
                after = (page[-1].term, page[-1].seq)
        return seen


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """Three terms, the second and third of which go back behind the one before."""
    writer = Writer(tmp_path_factory.mktemp("long"))
    writer.term(STARTED, 1, 15_000)
    writer.term(e.RunResumed(step=9_000, exact=True), 9_001, 20_000)
    writer.term(e.RunResumed(step=19_999, exact=True), 20_000, 30_000)
    return writer


def test_a_short_run_is_told_step_by_step(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.term(STARTED, 1, 9_000)
    assert {entry.event.kind for entry in writer.history()} == {
        "run_started", "scalars_recorded", "checkpoint_saved",
    }  # fmt: skip


def test_a_long_history_is_in_order_short_and_loses_nothing_else(long: Writer) -> None:
    seen = long.history()
    positions = [(entry.term, entry.seq) for entry in seen]
    assert positions == sorted(set(positions))
    raw = [message for message in long.house.log(long.run) if message.event.kind != "scalars_recorded"]
    others = ("scalars_recorded", "scalars_summarised")
    assert [kept for kept in seen if kept.event.kind not in others] == raw
    steps = sum(len(array("i", s.event.steps)) for s in seen if isinstance(s.event, e.ScalarsRecorded))
    assert steps < 3 * (summaries.PART_STEPS + 7 * PACK), "only what no part covers yet comes step by step"


def test_the_folded_history_bounds_every_step(long: Writer) -> None:
    ends: list[int] = []
    curve: dict[int, tuple[float, float, float]] = {}
    for entry in long.history():
        event = entry.event
        if isinstance(event, e.RunResumed):
            ends = [end for end in ends if end <= event.step]
        elif isinstance(event, e.ScalarsSummarised):
            columns = [
                np.frombuffer(event.columns[f"loss:{of}"], np.float32) for of in ("min", "max", "mean")
            ]
            for at, end in enumerate(array("i", event.steps)):
                ends.append(end)
                low, high, mean = (float(column[at]) for column in columns)
                curve[end] = (low, high, mean)
        elif isinstance(event, e.ScalarsRecorded) and event.series == "step":
            loss = np.frombuffer(event.columns["loss"], np.float32)
            for at, step in enumerate(array("i", event.steps)):
                ends.append(step)
                curve[step] = (float(loss[at]),) * 3
    assert ends == sorted(set(ends))
    assert ends[-1] == 30_000
    for before, end in zip([0, *ends], ends, strict=False):
        inside = [long.losses[step] for step in range(before + 1, end + 1)]
        low, high, mean = curve[end]
        # Of the bucket in which a term went back, only the steps done again are told.
        if not any(before <= resumed < end for resumed in (9_000, 19_999)):
            assert (low, high) == (min(inside), max(inside))
            assert mean == pytest.approx(sum(inside) / len(inside), abs=1e-5)


@pytest.mark.parametrize(("first", "last"), [(1, 300), (8_900, 9_100), (14_000, 16_000), (29_990, 40_000)])
def test_a_range_is_exact(long: Writer, first: int, last: int) -> None:
    with long.house.database.reading() as session:
        event = summaries.exact(session, long.run, "step", first, last)
    steps = array("i", event.steps).tolist()
    assert steps == list(range(first, min(last, 30_000) + 1))
    assert array("f", event.columns["loss"]).tolist() == [long.losses[step] for step in steps]


@pytest.mark.parametrize("most", [2, 50, 16_000])
def test_a_wide_range_is_bounded_and_keeps_the_extremes(long: Writer, most: int) -> None:
    with long.house.database.reading() as session:
        event = summaries.overview(session, long.run, 1, 30_000, most)
    ends = array("i", event.steps).tolist()
    assert ends == sorted(set(ends))
    assert ends[-1] == 30_000
    assert len(ends) <= min(2 * most, 30_000 / event.bucket_steps + 30)
    told = {end: at for at, end in enumerate(ends)}
    # A bucket in the middle of the last term, whatever its width.
    end = next(end for end in ends if end - event.bucket_steps >= 20_000 or end == 30_000)
    inside = [long.losses[step] for step in range(max(end - event.bucket_steps, 20_000) + 1, end + 1)]
    assert array("f", event.columns["loss:min"])[told[end]] <= min(inside)
    assert array("f", event.columns["loss:max"])[told[end]] >= max(inside)


def test_what_is_no_number_hides_nothing() -> None:
    steps = np.arange(1, 129, dtype=np.int32)
    loss = np.full(128, 0.5, np.float32)
    loss[3], loss[64:] = np.nan, np.nan
    event = summed_up(Points(steps, {"loss": loss}), 64)
    assert array("f", event.columns["loss:mean"])[0] == 0.5
    assert np.isnan(array("f", event.columns["loss:mean"])[1])

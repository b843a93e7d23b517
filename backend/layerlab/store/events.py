"""The event log: appended under the guard of the term, read after a position."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from math import isfinite

from pydantic import TypeAdapter
from sqlalchemy import bindparam, desc, insert, literal, not_, select, tuple_, union_all, update
from sqlalchemy.orm import Session, aliased

from layerlab.protocol import wire
from layerlab.protocol.events import (
    Event,
    FrameRecorded,
    InputPinned,
    RunResumed,
    RunStarted,
    ScalarsRecorded,
    ScalarsSummarised,
)
from layerlab.protocol.inputs import AnyInput
from layerlab.protocol.live import Logged
from layerlab.protocol.metrics import CLASSIFIER, falling
from layerlab.store.progress import Progress
from layerlab.store.summaries import Coverage, crosses, parts, sum_up
from layerlab.store.tables import ROW_SERIES, EventRow, RunRow
from layerlab.store.thinning import cut_frames, make_room
from layerlab.training.changes import Change, name_of, value_of
from layerlab.training.compute import USUAL, Compute

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
PAGE_EVENTS = 50
"""A page of big frames stays below a megabyte."""

# Built once: putting a statement together takes longer than running it, and events come all the time.
INSERT = insert(EventRow)
COLUMNS = [field.name for field in fields(Progress)]
THE_ROW = (RunRow.id == bindparam("of_run"), RunRow.term == bindparam("of_term"))
HOLD_ROW = (
    # Locked by a write before it is read: a later term can't slip in between.
    update(RunRow)
    .where(*THE_ROW)
    .values(term=RunRow.term)
    .returning(*(getattr(RunRow, name) for name in COLUMNS))
)
MOVE_ROW = update(RunRow).where(*THE_ROW).values({name: bindparam(name) for name in COLUMNS})


@dataclass(frozen=True)
class Entry:
    """One event at its position in one run."""

    run: str
    term: int
    seq: int
    event: Event
    at: float = 0.0
    """When it was reported; not kept."""

    @cached_property
    def payload(self) -> bytes:
        """The event as it is kept."""
        return wire.pack(self.event)

    @cached_property
    def logged(self) -> Logged:
        """The event as viewers get it."""
        return Logged.model_construct(
            run=self.run, term=self.term, seq=self.seq, at=self.at, event=self.event
        )


@dataclass(frozen=True)
class Kept:
    """One event of the log as it is kept. It is decoded where someone looks, not on its way to a viewer."""

    run: str
    term: int
    seq: int
    payload: bytes

    @cached_property
    def event(self) -> Event:
        """The event itself."""
        return wire.unpack(EVENT, self.payload)

    @property
    def packed(self) -> bytes:
        """The message `Logged` of it."""
        place = {"type": "logged", "run": self.run, "term": self.term, "seq": self.seq, "at": 0.0}
        return wire.pack_around(place, "event", self.payload)


def step_of(event: Event) -> int:
    """The step that an event belongs to; the last one of several."""
    if isinstance(event, ScalarsRecorded | ScalarsSummarised):
        steps = array("i", event.steps)
        return steps[-1] if steps else 0
    return 0 if isinstance(event, RunStarted) else event.step


def append(session: Session, entries: Sequence[Entry], transient: frozenset[int] = frozenset()) -> str | None:
    """Make the events of one run and term durable, and move the run's row with them.

    `transient` are the seqs of frames that only live viewers see. Returns the run's state after it, or
    None where the row is gone or a later term has begun: then nothing is written.
    """
    run, term = entries[0].run, entries[0].term
    connection, place = session.connection(), {"of_run": run, "of_term": term}
    row = connection.execute(HOLD_ROW, place).one_or_none()
    if row is None:
        return None
    progress = Progress.of(row._asdict())
    before = progress.step
    for entry in entries:
        progress.take(entry.event, step_of(entry.event))
        if isinstance(entry.event, RunResumed | RunStarted) and term > 1:
            cut_frames(session, run, term, step_of(entry.event))
        if entry.seq not in transient:
            _insert(session, entry)
    connection.execute(MOVE_ROW, {**place, **progress.columns()})
    if crosses(before, progress.step):
        sum_up(session, run, term)
    return progress.state


def _insert(session: Session, entry: Entry) -> None:
    event, probe = entry.event, ""
    if isinstance(event, FrameRecorded):
        probe = event.probe
        make_room(session, entry.run, probe)
    elif isinstance(event, ScalarsRecorded):
        probe = ROW_SERIES[event.series]
    session.connection().execute(
        INSERT,
        {
            "run": entry.run,
            "term": entry.term,
            "seq": entry.seq,
            "kind": event.kind,
            "probe": probe,
            "step": step_of(event),
            "payload": entry.payload,
        },
    )


def read(
    session: Session,
    run: str,
    after: tuple[int, int],
    limit: int = PAGE_EVENTS,
    coverage: Coverage | None = None,
) -> list[Kept]:
    """The next events after a position, in order. What `coverage` covers is told in sums."""
    wanted = (
        select(EventRow.term, EventRow.seq, EventRow.payload)
        .where(EventRow.run == run, tuple_(EventRow.term, EventRow.seq) > after)
        .order_by(EventRow.term, EventRow.seq)
        .limit(limit)
    )
    if coverage is not None:
        wanted = wanted.where(not_(coverage.leaves_out()))
    rows = session.execute(wanted)
    page = [Kept(run, term, seq, payload) for term, seq, payload in rows]
    if coverage is not None:
        # Those beyond a full page come with the next one.
        until = (page[-1].term, page[-1].seq) if len(page) == limit else None
        for term, seq, part in parts(session, run, coverage, after, until):
            page.append(Kept(run, term, seq, wire.pack(part)))
        page.sort(key=lambda kept: (kept.term, kept.seq))
    return page


def last_seq(session: Session, run: str, term: int) -> int:
    """The last seq of a term in the log; 0 when it has none."""
    newest = (
        select(EventRow.seq)
        .where(EventRow.run == run, EventRow.term == term)
        .order_by(desc(EventRow.seq))
        .limit(1)
    )
    return session.scalar(newest) or 0


def last_frame(session: Session, run: str, frame_kind: str) -> FrameRecorded | None:
    """The newest frame of a kind, such as `node_outputs`."""
    frames = select(EventRow).where(EventRow.run == run, EventRow.kind == "frame_recorded")
    found: FrameRecorded | None = None
    for probe in session.scalars(frames.with_only_columns(EventRow.probe).distinct()).all():
        payload = session.scalar(
            frames.with_only_columns(EventRow.payload)
            .where(EventRow.probe == probe)
            .order_by(desc(EventRow.step), desc(EventRow.term))
            .limit(1)
        )
        event = wire.unpack(EVENT, payload) if payload else None
        if isinstance(event, FrameRecorded) and event.frame.kind == frame_kind:
            found = event if found is None or event.step > found.step else found
    return found


def started(session: Session, run: str) -> RunStarted | None:
    """How the run began, last time it began from nothing."""
    payload = session.scalar(
        select(EventRow.payload)
        .where(EventRow.run == run, EventRow.kind == "run_started")
        .order_by(desc(EventRow.term))
        .limit(1)
    )
    event = wire.unpack(EVENT, payload) if payload else None
    return event if isinstance(event, RunStarted) else None


def sparkline(session: Session, run: str, points: int = 64) -> list[float]:
    """What a step should lower, at about evenly spaced steps: each the mean of the steps packed there."""
    begun = started(session, run)
    falls = next(iter(falling(CLASSIFIER if begun is None else begun.metrics, "step")), None)
    last = session.scalar(select(RunRow.step).where(RunRow.id == run)) or 0
    if last < 1 or falls is None:
        return []
    count = min(points, last)
    grid = [last * (i + 1) // count for i in range(count)]
    # One indexed look-up for each point, in one statement: the length of the run does not matter.
    wanted = union_all(*(select(literal(step).label("step")) for step in grid)).subquery("wanted")
    event = aliased(EventRow)
    payload = (
        select(event.payload)
        .where(
            event.run == run,
            event.kind == "scalars_recorded",
            event.probe == ROW_SERIES["step"],
            event.step >= wanted.c.step,
        )
        .order_by(event.step, desc(event.term))
        .limit(1)
        .scalar_subquery()
    )
    line: list[float] = []
    previous: bytes | None = None
    for packed in session.scalars(select(payload).select_from(wanted).order_by(wanted.c.step)):
        if packed is None or packed == previous:
            continue
        previous = packed
        scalars = wire.unpack(EVENT, packed)
        if isinstance(scalars, ScalarsRecorded):
            values = [x for x in array("f", scalars.columns.get(falls.name, b"")) if isfinite(x)]
            line += [sum(values) / len(values)] if values else []
    return line


def effective_changes(session: Session, run: str) -> tuple[Change, ...]:
    """The changes in force, by step. A resume applies them again, so that the numbers come out the same.

    A worker that passes a known change reports it again: that alters nothing. A new wish of the user
    replaces the later ones of the same name, which a crash had put back into the future.
    """
    payloads = session.scalars(
        select(EventRow.payload)
        .where(EventRow.run == run, EventRow.kind.in_(("hyperparameter_changed", "run_extended")))
        .order_by(EventRow.term, EventRow.seq)
    )
    changes: list[Change] = []
    for payload in payloads:
        new = wire.unpack(EVENT, payload)
        if not isinstance(new, Change):
            continue
        name, value = name_of(new), value_of(new)
        known = any((c.step, name_of(c), value_of(c)) == (new.step, name, value) for c in changes)
        if not known:
            changes = [c for c in changes if name_of(c) != name or c.step < new.step]
            changes.append(new)
    return tuple(sorted(changes, key=lambda change: change.step))


def pinned_input(session: Session, run: str) -> AnyInput | None:
    """The input that was pinned last; None where none is, or no longer."""
    newest = (
        select(EventRow.payload)
        .where(EventRow.run == run, EventRow.kind.in_(("input_pinned", "input_unpinned")))
        .order_by(desc(EventRow.term), desc(EventRow.seq))
        .limit(1)
    )
    payload = session.scalar(newest)
    event = wire.unpack(EVENT, payload) if payload else None
    return event.input if isinstance(event, InputPinned) else None


def recorded_compute(session: Session, run: str) -> Compute:
    """What the run computes with, as it said when it began; the usual where it has said nothing yet."""
    newest = (
        select(EventRow.payload)
        .where(EventRow.run == run, EventRow.kind == "run_started")
        .order_by(desc(EventRow.term))
        .limit(1)
    )
    payload = session.scalar(newest)
    event = wire.unpack(EVENT, payload) if payload else None
    return Compute.recorded(event.environment) if isinstance(event, RunStarted) else USUAL

"""An engine with a database and folders of its own, and the questions that tests ask of it."""

from __future__ import annotations

import asyncio
import json
from array import array
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from layerlab.engines.base import Position
from layerlab.engines.local import LocalEngine
from layerlab.engines.options import EngineOptions
from layerlab.protocol.events import CheckpointSaved, Event, RunFinished, ScalarsRecorded
from layerlab.protocol.live import CaughtUp, Logged, StateChanged
from layerlab.store import events, runs
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database, now
from layerlab.store.events import Kept
from layerlab.store.runs import Caps, Snapshot
from layerlab.store.tables import ExperimentRow, RunRow

PATIENT = EngineOptions(
    max_running=2,
    inspect="support.bad_workers:inspects",
    preload="layerlab.worker.preload",
    # Good workers have all the time they need: the machine that tests may be busy.
    kill_after_s=60.0,
    start_within_s=60.0,
    answer_s=60.0,
    inspect_s=60.0,
    drain_s=60.0,
)
HASTY = {"kill_after_s": 0.3, "start_within_s": 0.3, "drain_s": 0.3}
"""For workers that will not heed anything."""
ENDED = frozenset({"finished", "stopped", "failed"})
WITHIN_S = 100


@dataclass
class House:
    """Where an engine lives; several may come and go on one folder."""

    data: Path
    database: Database

    @classmethod
    def build(cls, data: Path) -> House:
        database = Database(f"sqlite:///{data / 'layerlab.sqlite3'}")
        database.upgrade()
        return cls(data, database)

    @property
    def artifacts(self) -> Artifacts:
        return Artifacts(self.data, reserve_bytes=0)

    @asynccontextmanager
    async def engine(self, worker: str = "counts", **options: Any) -> AsyncIterator[LocalEngine]:
        engine = LocalEngine(
            self.database,
            self.artifacts,
            replace(PATIENT, **{"work": f"support.bad_workers:{worker}"} | options),
        )
        await engine.start()
        try:
            yield engine
        finally:
            await engine.stop()

    def add_run(self, owner: str = "local", snapshot: str = "", **plan: Any) -> str:
        """A queued run of a snapshot; else one whose worker does what `plan` says."""
        with self.database.session() as session:
            if session.get(ExperimentRow, owner) is None:
                session.add(
                    ExperimentRow(
                        id=owner, owner=owner, title="", document="{}", revision=1,
                        created_at=now(), updated_at=now(),
                    )
                )  # fmt: skip
                session.flush()
            document = snapshot or json.dumps({"steps": 20} | plan)
            return runs.create(session, Snapshot(owner, owner, document), Caps()).id

    def row(self, run: str) -> RunRow:
        with self.database.reading() as session:
            return runs.get(session, run)

    def log(self, run: str) -> list[Kept]:
        """The durable log, as it is now."""
        with self.database.reading() as session:
            return events.read(session, run, (0, 0), limit=10**6)

    def kinds(self, run: str) -> list[str]:
        return [message.event.kind for message in self.log(run)]

    def total(self, run: str) -> float:
        """The sum that a finished counting worker reports."""
        return next(m.event.metrics["total"] for m in self.log(run) if isinstance(m.event, RunFinished))


async def until_state(engine: LocalEngine, run: str, *states: str, after: Position = (0, 0)) -> str:
    """Wait until the viewers are told one of these states."""
    async with asyncio.timeout(WITHIN_S), aclosing(engine.follow(run, after)) as messages:
        async for message in messages:
            if isinstance(message, StateChanged | CaughtUp) and message.state in states:
                return message.state
    raise AssertionError("the engine has gone")


async def until_event(
    engine: LocalEngine, run: str, wanted: Callable[[Event], bool], after: Position = (0, 0)
) -> Logged | Kept:
    """Wait until the viewers see an event."""
    async with asyncio.timeout(WITHIN_S), aclosing(engine.follow(run, after)) as messages:
        async for message in messages:
            if isinstance(message, Logged | Kept) and wanted(message.event):
                return message
    raise AssertionError("the engine has gone")


def reaches(step: int) -> Callable[[Event], bool]:
    """Whether an event records this step."""

    def wanted(event: Event) -> bool:
        return isinstance(event, ScalarsRecorded) and event.series == "step" and step_of(event) >= step

    return wanted


def saves(event: Event) -> bool:
    return isinstance(event, CheckpointSaved)


def step_of(event: ScalarsRecorded) -> int:
    return array("i", event.steps)[-1]


def curve(messages: Sequence[Logged | Kept]) -> list[int]:
    """The steps of the training curve as a viewer has them, cut where a term begins anew."""
    steps: list[int] = []
    for message in messages:
        if message.event.kind == "run_resumed":
            steps = [step for step in steps if step <= message.event.step]
        elif message.event.kind == "run_started":
            steps = []
        elif isinstance(message.event, ScalarsRecorded) and message.event.series == "step":
            steps += array("i", message.event.steps)
    return steps

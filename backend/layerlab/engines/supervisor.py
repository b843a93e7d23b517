"""Looks after one run: its process, its positions in the log, and its death."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from layerlab.engines.deadlines import Deadlines
from layerlab.engines.options import EngineParts
from layerlab.engines.pending_queries import PendingQueries
from layerlab.engines.process_pool import WorkerProcess
from layerlab.engines.retry import until_written
from layerlab.kit.errors import LayerlabError, is_disk_full
from layerlab.protocol import wire
from layerlab.protocol.commands import Command, ExtendRun, PauseRun, ResumeRun, StepRun, StopRun
from layerlab.protocol.events import (
    Event,
    RunContinued,
    RunExtended,
    RunFailed,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
    RunStopped,
)
from layerlab.protocol.queries import Query, Shown
from layerlab.protocol.worker import Acknowledge, Drain, Hold, Instruct, Report
from layerlab.store import events, runs
from layerlab.store.events import Entry
from layerlab.store.tables import RunRow
from layerlab.training.changes import Change
from layerlab.worker.assignment import Assignment

log = logging.getLogger(__name__)

DESIRED = {"pause_run": "paused", "step_run": "paused", "resume_run": "running", "stop_run": "stopped"}
"""What the user wants of the run after a command; others say nothing about that."""
ENDS = (RunFinished, RunStopped, RunFailed)


class Outcome(Enum):
    """How a supervisor's work came to its end."""

    ENDED = "the run is finished, stopped or failed"
    PUT_AWAY = "the process is gone, the run waits paused or for the next server"
    LOST = "the run was deleted, or another engine has taken it"


class Supervisor:
    """One run from its start here to its end, through as many terms as its process needs."""

    def __init__(self, run: str, owner: str, parts: EngineParts, on_rest: Callable[[], None]) -> None:
        self.run, self.owner = run, owner
        self.waiting = False
        """The worker is paused and computes nothing."""
        self.waiting_since = 0.0
        self.ended = False
        self.threads = 1
        """That its worker computes with."""
        self.pending: list[Command] = []
        self.unheard: list[ExtendRun] = []
        """Extensions that the worker has not confirmed."""
        self._parts = parts
        self._on_rest = on_rest
        self._desired = ""
        self._term, self._seq = 0, 0
        self._child: WorkerProcess | None = None
        self._queries: PendingQueries | None = None
        self._lost = False
        self._put_away = False
        self._held = False
        self._deadlines = Deadlines(parts.options, self.kill)

    async def execute(self) -> Outcome:
        """Start terms until the run ends, is put away or lost."""
        while True:
            try:
                row = await until_written(self._begin)
            except LayerlabError:
                return Outcome.LOST
            self._term, self._seq = row.term, 0
            # A command may have come since the row was read.
            self._desired = self._desired or row.desired
            if self._desired != "stopped" and not self._put_away:
                await self._live(row)
            if self._lost:
                return Outcome.LOST
            if self.ended:
                await self._parts.journal.until_durable()
                return Outcome.ENDED
            outcome = await self._after_death()
            if outcome is not None:
                return outcome

    @property
    def wants_more(self) -> bool:
        """Whether something was asked for after the worker was told to go."""
        return bool(self.pending) or self._desired == "running"

    @property
    def lost(self) -> bool:
        """Whether the run was deleted, or another engine has it."""
        return self._lost

    @property
    def pid(self) -> int:
        """The worker's process id; 0 where there is none."""
        return self._child.pid if self._child is not None else 0

    def instruct(self, command: Command) -> None:
        """Pass a command on to the worker; one that is just starting gets it first thing."""
        self._desired = DESIRED.get(command.kind, self._desired)
        if self._child is None or self._put_away:
            self.pending.append(command)
            return
        self._child.send(Instruct(command=command))
        if isinstance(command, ExtendRun):
            self.unheard.append(command)
        if isinstance(command, ResumeRun | StepRun):
            self.waiting = self._held = False
            self._deadlines.relax()
        elif isinstance(command, StopRun):
            self._deadlines.expect_stop()
        elif isinstance(command, PauseRun) and not self.waiting:
            self._deadlines.expect_pause()

    async def ask(self, query: Query) -> Shown | None:
        """The worker's answer; None where there is no worker that could give one."""
        if self._queries is None or not self._deadlines.has_reported or self._put_away or self.ended:
            return None
        return await self._queries.ask(query, self._parts.options.answer_s)

    def put_away(self) -> None:
        """Let the worker write a checkpoint and go; the run stays as it is."""
        self._put_away = True
        if self._child is not None:
            self._child.send(Drain())
            if not self._deadlines.has_reported:
                # It is still loading and has nothing to keep.
                self.kill()

    def hold(self) -> None:
        """The disk has no room for what the run reports: pause it, once."""
        if self._child is not None and not (self.waiting or self._held or self.ended):
            self._held = True
            self._child.send(Hold())

    def lose(self, term: int | None = None) -> None:
        """End the process and write no more: the run was deleted, or a term after `term` has begun."""
        if term is None or term == self._term:
            self._lost = True
            self.kill()

    def kill(self) -> None:
        """End the process at once."""
        if self._child is not None:
            self._child.kill()

    def _begin(self) -> RunRow:
        with self._parts.database.session() as session:
            return runs.begin_term(session, self.run)

    def _assignment(self, row: RunRow) -> Assignment:
        parts = self._parts
        with parts.database.reading() as session:
            changes = tuple(wire.pack(change) for change in events.effective_changes(session, self.run))
            pinned = events.pinned_input(session, self.run)
        parts.artifacts.drop_checkpoints_after(self.run, row.checkpoint_step)
        return Assignment(
            run=self.run,
            term=row.term,
            experiment=row.snapshot,
            folder=parts.artifacts.folder(self.run),
            cache=parts.artifacts.cache,
            changes=changes,
            pinned=pinned,
            cores=parts.options.cores,
        )

    async def _live(self, row: RunRow) -> None:
        """One term: a process from its assignment to its last message."""
        parts = self._parts
        try:
            assignment = await until_written(lambda: self._assignment(row))
        except OSError as error:
            if is_disk_full(error):
                self._wait_for_room(RunPaused(step=max(row.checkpoint_step, 0), reason="disk_full"))
                return
            log.exception("run %s: its folder can't be used", self.run)
            self._end(_without_folder(row, error))
            return
        try:
            child = await parts.pool.take()
        except (OSError, EOFError, RuntimeError):
            log.exception("run %s: no process could be made for it", self.run)
            return
        if self._lost:
            child.kill()
            return
        child.assign(parts.options.work, replace(assignment, paused=self._desired == "paused"))
        self._child, self._queries, self.waiting = child, PendingQueries(child), False
        self._held = False
        self._deadlines.begin()
        commands, self.pending = self.pending, []
        for command in commands:
            self.instruct(command)
        if self._put_away:
            child.send(Drain())
        while (message := await child.receive()) is not None:
            self._deadlines.heard()
            if not isinstance(message, Report):
                self._queries.take(message)
            elif not self.ended and not self._lost:
                await self._take(message)
        self._child = None
        self._deadlines.end()
        self._queries.fail()
        self._queries = None

    async def _take(self, report: Report) -> None:
        journal, event = self._parts.journal, report.event
        self._record(event, report.at)
        if isinstance(event, RunExtended):
            self.unheard = self.unheard[1:]
        if isinstance(event, Change):
            await journal.until_durable()
            if self._child is not None and not self._lost:
                self._child.send(Acknowledge())
        elif isinstance(event, RunPaused):
            if event.reason and self._desired in {"", "running"}:
                self._desired = "paused"
            journal.rest(self.run, self._term)
            self.waiting, self.waiting_since = True, asyncio.get_running_loop().time()
            self._deadlines.rest()
            self._on_rest()
        elif isinstance(event, RunContinued | RunStarted | RunResumed):
            self.waiting = False
            if isinstance(event, RunStarted):
                # A trial may have found it worth more than was known before.
                self.threads = int(event.environment.get("threads", "1"))
        elif isinstance(event, ENDS):
            journal.rest(self.run, self._term)
            self.ended = True
            self._deadlines.expect_stop()

    def _wait_for_room(self, paused: RunPaused) -> None:
        self._desired, self.waiting = "paused", True
        self._record(paused)

    def _record(self, event: Event, at: float = 0.0) -> None:
        self._seq += 1
        self._parts.journal.record(Entry(self.run, self._term, self._seq, event, at))

    async def _after_death(self) -> Outcome | None:
        """The process is gone without a last word: decide what becomes of the run."""
        parts = self._parts
        await parts.journal.until_durable()
        row = await until_written(self._count_death)
        if self._lost or row is None:
            return Outcome.LOST
        if self._desired == "stopped":
            self._end(RunStopped(step=max(row.checkpoint_step, 0)))
        elif self._put_away or self.waiting or self._desired == "paused":
            if self._desired == "paused" and row.state != "paused":
                self._record(RunPaused(step=max(row.checkpoint_step, 0)))
            self.waiting = True
        elif row.restarts > parts.options.max_restarts:
            params: dict[str, str | int | float] = {"restarts": parts.options.max_restarts}
            self._end(
                RunFailed(
                    step=row.step, code="worker_killed", params=params, checkpoint_step=row.checkpoint_step
                )
            )
        else:
            log.warning("run %s: its worker was killed at step %s; starting again", self.run, row.step)
            return None
        await parts.journal.until_durable()
        return Outcome.ENDED if self.ended else Outcome.PUT_AWAY

    def _end(self, event: RunStopped | RunFailed) -> None:
        self.ended = True
        self._record(event)

    def _count_death(self) -> RunRow | None:
        with self._parts.database.session() as session:
            wanted = self._desired != "running" or self._put_away or self.waiting
            if not wanted:
                runs.count_restart(session, self.run)
            return session.get(RunRow, self.run)


def _without_folder(row: RunRow, error: OSError) -> RunFailed:
    """Told without the folder's path: whoever holds a link reads this."""
    params: dict[str, str | int | float] = {"error": type(error).__name__, "message": error.strerror or ""}
    code = "worker_failed"
    return RunFailed(step=row.step, code=code, params=params, checkpoint_step=row.checkpoint_step)

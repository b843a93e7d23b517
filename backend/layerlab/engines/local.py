"""The embedded engine: a fair queue, and one process for each run on this machine."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Callable

from layerlab.engines.base import Followed, Position
from layerlab.engines.cores import fits, threads_of
from layerlab.engines.exporter import Exporter
from layerlab.engines.fair_queue import FairQueue, Ticket
from layerlab.engines.follow import follow
from layerlab.engines.hub import Hub, ViewerQueue
from layerlab.engines.inspectors import Inspectors
from layerlab.engines.journal import Journal
from layerlab.engines.looker import Looker
from layerlab.engines.options import EngineOptions, EngineParts, Load
from layerlab.engines.orders import Decision, Situation, decide
from layerlab.engines.process_pool import ProcessPool
from layerlab.engines.run_rows import RunRows
from layerlab.engines.supervisor import DESIRED, Outcome, Supervisor
from layerlab.engines.trier import Trier
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import Command, ExtendRun, ResumeRun, StepRun
from layerlab.protocol.events import RunStopped
from layerlab.protocol.queries import NEWEST, Query, Shown
from layerlab.store import runs
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database
from layerlab.store.events import Entry
from layerlab.store.tables import RunRow
from layerlab.worker.onnx_order import OnnxOrder

log = logging.getLogger(__name__)

NO_ROOM_S = 1.0


class LocalEngine:
    """Implements `Engine` in the server's own event loop."""

    def __init__(
        self, database: Database, artifacts: Artifacts, options: EngineOptions | None = None
    ) -> None:
        self._options = options or EngineOptions()
        self._rows = RunRows(database)
        self._hub = Hub()
        self._journal = Journal(database, self._hub, self._fenced, self._hold_all)
        pool = ProcessPool(self._options.preload, self._options.start_method)
        self._parts = EngineParts(database, artifacts, self._journal, pool, self._options)
        self._inspectors = Inspectors(self._parts)
        self._looker = Looker(self._parts)
        self._trier = Trier(self._parts, self._is_idle)
        self._exporter = Exporter(self._parts)
        self._queue = FairQueue(self._options.owner_running)
        self._supervisors: dict[str, Supervisor] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._kept: dict[str, list[Command]] = {}
        """What was asked of runs that were then paused in the queue."""
        self._ordering = asyncio.Lock()
        self._stopping = False

    async def start(self) -> None:
        self._journal.start()
        self._parts.pool.start()
        for row in await self._rows.recover():
            self._queue.push(self._ticket(row))
        self._dispatch()

    async def stop(self) -> None:
        self._stopping = True
        self._hub.end_all()
        for supervisor in self._supervisors.values():
            supervisor.put_away()
        await self._parts.pool.stop()
        # Without room for the log nothing can be kept: then nobody is waited for.
        within_s = min(NO_ROOM_S, self._options.drain_s) if self._journal.is_full else self._options.drain_s
        await self._end_tasks(within_s)
        for supervisor in self._supervisors.values():
            supervisor.kill()
        await self._end_tasks(within_s)
        for task in self._tasks.values():
            # It waits for room on a full disk, perhaps for ever; the next server takes its run up.
            task.cancel()
        await self._end_tasks(None)
        await self._inspectors.stop()
        await self._looker.stop()
        await self._exporter.stop()
        self._trier.give_way()
        await self._journal.stop(within_s)

    async def enqueue(self, run: str) -> None:
        row = await self._rows.read(run)
        if row.state == "queued" and run not in self._supervisors and self._queue.find(run) is None:
            self._queue.push(self._ticket(row))
            self._dispatch()

    async def order(self, run: str, command: Command) -> None:
        async with self._ordering:
            row = await self._rows.read(run)
            decision = decide(self._situation(row), command)
            if decision is Decision.REFUSE:
                raise LayerlabError("run_ended", {"state": row.state}, status=409)
            desired = DESIRED.get(command.kind, "")
            if decision is not Decision.EXTEND and desired not in ("", row.desired):
                await self._write_desired(run, desired, self._supervisors.get(run))
                # Its process may have been put away meanwhile: then there is nobody there to be told.
                decision = decide(self._situation(row), command)
            await self._carry_out(decision, row, command)
        self._dispatch()

    def _situation(self, row: RunRow) -> Situation:
        """How the run stands now; `row` as it was read, whatever has been wished since."""
        supervisor = self._supervisors.get(row.id)
        return Situation(
            ended=row.state in runs.ENDED or (supervisor is not None and supervisor.ended),
            ending=row.desired == "stopped",
            in_line=self._queue.find(row.id) is not None,
            has_process=supervisor is not None,
            waits=supervisor is not None and supervisor.waiting,
            has_room=self._has_room(row.owner),
        )

    async def _write_desired(self, run: str, desired: str, supervisor: Supervisor | None) -> None:
        try:
            await self._rows.order_desired(run, desired)
        except LayerlabError as error:
            # A process can be stopped all the same: that it was is written down when there is room.
            if not (error.code == "disk_full" and desired == "stopped" and supervisor is not None):
                raise

    async def ask(self, run: str, query: Query, step: int = NEWEST) -> Shown:
        supervisor = self._supervisors.get(run)
        # The worker knows the newest weights only.
        if supervisor is not None and step == NEWEST:
            answer = await supervisor.ask(query)
            if answer is not None:
                return answer
        return await self._inspectors.ask(await self._rows.read(run), query, step)

    async def look(self, experiment: str, query: Query) -> Shown:
        return await self._looker.look(experiment, query)

    async def try_out(self, experiment: str) -> bool:
        return await self._trier.try_out(experiment)

    async def export(self, order: OnnxOrder) -> None:
        await self._exporter.export(order)

    async def forget(self, run: str) -> None:
        async with self._ordering:
            self._queue.remove(run)
            self._kept.pop(run, None)
            self._inspectors.drop(run)
            supervisor, task = self._supervisors.get(run), self._tasks.get(run)
            if supervisor is not None:
                supervisor.lose()
        if task is not None:
            await task
        self._hub.end(run)
        self._dispatch()

    def follow(self, run: str, after: Position) -> AsyncGenerator[Followed]:
        return follow(self._hub, self._rows, run, after)

    def tell(self, changed: Callable[[str], None]) -> None:
        self._hub.listen(changed)

    def load(self) -> Load:
        """How busy this engine is now."""
        return Load(self._active().total(), len(self._queue), self._options.max_running)

    def viewers(self, run: str) -> frozenset[ViewerQueue]:
        """Who follows a run now."""
        return self._hub.viewers(run)

    def worker_pid(self, run: str) -> int:
        """The process id of the run's worker; 0 where it has none."""
        supervisor = self._supervisors.get(run)
        return supervisor.pid if supervisor is not None else 0

    # -- orders ------------------------------------------------------------------------------

    async def _carry_out(self, decision: Decision, row: RunRow, command: Command) -> None:
        run, supervisor, ticket = row.id, self._supervisors.get(row.id), self._queue.find(row.id)
        if decision in (Decision.LEAVE_AND_TELL, Decision.LEAVE_AND_END):
            self._queue.remove(run)
        match decision:
            case Decision.EXTEND:
                assert isinstance(command, ExtendRun)
                await self._extend_ended(run, command.epochs)
            case Decision.END | Decision.LEAVE_AND_END:
                await self._end_without_worker(run)
            case Decision.TELL | Decision.LEAVE_AND_TELL if supervisor is not None:
                supervisor.instruct(command)
            case Decision.KEEP if ticket is not None:
                ticket.commands.append(command)
            case Decision.PAUSE_IN_LINE if ticket is not None:
                await self._pause_in_line(ticket)
            case Decision.STAND_IN_LINE:
                await self._stand_in_line(row, command)

    async def _pause_in_line(self, ticket: Ticket) -> None:
        """It is seen paused, whether it has started or not, and stands in line again when it goes on."""
        run, supervisor = ticket.run, self._supervisors.get(ticket.run)
        self._queue.remove(run)
        await self._rows.order_state(run, "paused")
        self._hub.announce(run, "paused")
        for kept in ticket.commands:
            if isinstance(kept, ResumeRun | StepRun):
                continue
            if supervisor is not None:
                supervisor.instruct(kept)
            else:
                self._kept.setdefault(run, []).append(kept)

    async def _stand_in_line(self, row: RunRow, command: Command) -> None:
        await self._rows.order_state(row.id, "queued")
        # One that has started goes on before those that have not.
        commands = [*self._kept.pop(row.id, []), command]
        self._queue.push(self._ticket(row, commands), front=row.term > 0)

    async def _end_without_worker(self, run: str) -> None:
        row = await self._rows.order_term(run)
        stopped = RunStopped(step=max(row.checkpoint_step, 0))
        self._journal.record(Entry(run, row.term, 1, stopped))
        await self._journal.until_durable()

    async def _extend_ended(self, run: str, epochs: int) -> None:
        """A finished run waits in line once more, its extension written down before: a new term goes on."""
        if (task := self._tasks.get(run)) is not None:
            # Its worker has said its last word and is about to go.
            await asyncio.wait([task])
        extended = await self._rows.extension(run, epochs)
        await self._rows.order_desired(run, "running")
        row = await self._rows.order_term(run)
        self._journal.record(Entry(run, row.term, 1, extended))
        await self._journal.until_durable()
        self._queue.push(self._ticket(row))
        self._dispatch()

    # -- slots -------------------------------------------------------------------------------

    def _ticket(self, row: RunRow, commands: list[Command] | None = None) -> Ticket:
        threads = threads_of(row.snapshot, self._parts.artifacts.cache, self._options.cores)
        return Ticket(row.owner, row.id, commands or [], threads)

    def _fits(self, threads: int) -> bool:
        taken = [s.threads for s in self._supervisors.values() if not s.waiting]
        return fits(threads, taken, self._options.cores)

    def _active(self) -> Counter[str]:
        return Counter(s.owner for s in self._supervisors.values() if not s.waiting)

    def _is_idle(self) -> bool:
        return not self._stopping and not len(self._queue) and not self._active()

    def _has_room(self, owner: str) -> bool:
        active = self._active()
        return active.total() < self._options.max_running and active[owner] < self._options.owner_running

    def _dispatch(self) -> None:
        """Give free slots to those who wait, and tell the others their places."""
        while not self._stopping:
            active = self._active()
            if active.total() >= self._options.max_running:
                break
            ticket = self._queue.pop(active, self._fits)
            if ticket is None:
                break
            self._trier.give_way()
            supervisor = self._supervisors.get(ticket.run)
            if supervisor is None:
                supervisor = Supervisor(ticket.run, ticket.owner, self._parts, self._rested)
                supervisor.threads = ticket.threads
                self._supervisors[ticket.run] = supervisor
                task = self._tasks[ticket.run] = asyncio.create_task(self._supervise(supervisor))
                task.add_done_callback(self._look_at_end)
            for command in ticket.commands:
                supervisor.instruct(command)
        for run, place in self._queue.places(self._active()).items():
            self._hub.announce(run, "queued", place)

    # -- runs that have a supervisor -----------------------------------------------------------

    async def _supervise(self, supervisor: Supervisor) -> None:
        run = supervisor.run
        try:
            outcome = await supervisor.execute()
            goes_on = outcome is Outcome.PUT_AWAY and supervisor.wants_more and not self._stopping
            if goes_on:
                # It takes orders until it stands in line.
                await self._rows.queue_again(run)
        finally:
            del self._supervisors[run], self._tasks[run]
        # It may have been deleted while that was written down.
        if goes_on and not supervisor.lost:
            waiting = Ticket(supervisor.owner, run, supervisor.pending, supervisor.threads)
            self._queue.push(waiting, front=True)
        self._dispatch()
        if outcome is Outcome.ENDED and supervisor.unheard and not self._stopping:
            await self._order_again(run, supervisor.unheard)

    def _look_at_end(self, task: asyncio.Task[None]) -> None:
        """A supervisor that died of a fault of ours must not keep its slot."""
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.critical("a supervisor has died", exc_info=fault)
            self._dispatch()

    async def _order_again(self, run: str, commands: list[ExtendRun]) -> None:
        """Extensions that came when the worker was about to say its last word."""
        for command in commands:
            try:
                await self.order(run, command)
            except LayerlabError as error:
                log.warning("run %s was not extended: %s", run, error.code)

    def _rested(self) -> None:
        """A run has paused: its slot is free, and processes that only wait are bounded in number."""
        resting = [s for s in self._supervisors.values() if s.waiting and self._queue.find(s.run) is None]
        for supervisor in sorted(resting, key=lambda s: s.waiting_since)[: -self._options.max_paused]:
            supervisor.put_away()
        self._dispatch()

    def _hold_all(self) -> None:
        """What runs report can't be written down: they pause."""
        for supervisor in self._supervisors.values():
            supervisor.hold()

    def _fenced(self, run: str, term: int) -> None:
        supervisor = self._supervisors.get(run)
        if supervisor is not None:
            log.warning("run %s: term %s is over, another one has begun", run, term)
            supervisor.lose(term)

    async def _end_tasks(self, within_s: float | None) -> None:
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()), timeout=within_s)

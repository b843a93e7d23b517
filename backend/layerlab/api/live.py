"""The live socket: watch runs, order, ask. Training never waits for a viewer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import aclosing
from typing import Any, assert_never

from anyio import to_thread
from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from layerlab.api.access import (
    Visitor,
    VisitorOf,
    owned_experiment,
    owned_run,
    shared_experiment,
    shared_run,
)
from layerlab.api.convert import document_of
from layerlab.api.edge.addresses import client_address
from layerlab.api.edge.bucket import Bucket
from layerlab.api.edge.viewers import Right
from layerlab.api.run_lists import Listing
from layerlab.api.services import Services, ServicesOf
from layerlab.engines.base import Position
from layerlab.experiment.check import require_learning
from layerlab.experiment.inputs import require_pinnable
from layerlab.experiment.live_settings import require_extendable, require_live
from layerlab.kit.errors import LayerlabError
from layerlab.protocol import wire
from layerlab.protocol.commands import ExtendRun, PinInput, SetHyperparameter
from layerlab.protocol.live import (
    Accepted,
    Answered,
    Ask,
    FollowRuns,
    ListEnded,
    Order,
    Refused,
    RunsListed,
    ToServer,
    UnfollowRuns,
    Unwatch,
    Watch,
)
from layerlab.store import events, runs
from layerlab.store.events import Kept

MESSAGES_PER_S, MESSAGE_BURST = 50, 100
ASKS_PER_S, ASK_BURST = 20, 40
MAX_ASKS_AT_ONCE = 4
MAX_WATCHED_RUNS = 8
SEND_WITHIN_S = 10.0
TRY_AGAIN_LATER = 1013

_TO_SERVER: TypeAdapter[ToServer] = TypeAdapter(ToServer)

router = APIRouter()


@router.websocket("/api/live")
async def live(websocket: WebSocket, services: ServicesOf, visitor: VisitorOf) -> None:
    """One browser."""
    await websocket.accept()
    connection = Connection(websocket, services, visitor)
    address = client_address(websocket.scope)
    try:
        services.viewers.enter(connection, address)
    except LayerlabError as error:
        await connection.refuse(-1, "", error)
        await websocket.close(TRY_AGAIN_LATER)
        return
    try:
        await connection.serve()
    finally:
        connection.unfollow()
        services.viewers.leave(connection, address)


class Connection:
    """One live socket. Reading, each watched run and each question are tasks of their own."""

    def __init__(self, websocket: WebSocket, services: Services, visitor: Visitor) -> None:
        self.rights: dict[str, Right] = {}
        self._websocket = websocket
        self._services = services
        self._visitor = visitor
        self._tasks: set[asyncio.Task[None]] = set()
        self._listing: Listing | None = None
        self._list_version = 0
        self._following: dict[str, asyncio.Task[None]] = {}
        self._asking = 0
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sending = asyncio.Lock()
        self._messages = Bucket(MESSAGES_PER_S, MESSAGE_BURST)
        self._asks = Bucket(ASKS_PER_S, ASK_BURST)

    async def serve(self) -> None:
        """Until the browser leaves, or is dropped because it does not read."""
        self._start(self._read())
        try:
            await self._over
        finally:
            tasks = tuple(self._tasks)
            for task in tasks:
                task.cancel()
            if tasks:
                await asyncio.wait(tasks)

    async def send(self, message: BaseModel | Kept) -> None:
        """Send in turn. A browser that takes nothing for so long is dropped: it comes back with its position."""
        packed = self._services.viewers.packed
        data = message.packed if isinstance(message, Kept) else packed.pack(message)
        try:
            async with asyncio.timeout(SEND_WITHIN_S), self._sending:
                await self._websocket.send_bytes(data)
        except (TimeoutError, WebSocketDisconnect, WebSocketDisconnected):
            self._end()

    async def refuse(self, message: int, run: str, error: LayerlabError) -> None:
        """Say why a message was not carried out."""
        await self.send(Refused(id=message, run=run, code=error.code, params=error.params))

    def end(self, run: str, error: LayerlabError) -> None:
        """Watch this run no longer, and say why."""
        self._unwatch(run)
        self._start(self.refuse(-1, run, error))

    async def send_list(self, version: int, message: RunsListed) -> None:
        """Send a list of runs, unless a newer one has gone out or another one is followed by now."""
        if self._listing is not None and self._listing.of == message.of and version > self._list_version:
            self._list_version = version
            await self.send(message)

    def end_list(self, code: str) -> None:
        """Follow the list no longer, and say why."""
        if self._listing is not None:
            ended = ListEnded(of=self._listing.of, code=code)
            self.unfollow()
            self._start(self.send(ended))

    def unfollow(self) -> None:
        """Follow no list of runs any longer."""
        if self._listing is not None:
            self._services.run_lists.leave(self, self._listing)
            self._listing = None

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        # A fault of ours ends this connection and is logged by the server; it must not be lost in a task.
        if not task.cancelled() and (fault := task.exception()) is not None:
            self._end(fault)

    def _end(self, fault: BaseException | None = None) -> None:
        if self._over.done():
            return
        if fault is None:
            self._over.set_result(None)
        else:
            self._over.set_exception(fault)

    async def _read(self) -> None:
        while True:
            received = await self._websocket.receive()
            if received["type"] == "websocket.disconnect":
                self._end()
                return
            # A flood is read slowly: it fills the sender's own buffers, not ours.
            await asyncio.sleep(self._messages.owe())
            try:
                message = wire.unpack(_TO_SERVER, received.get("bytes") or b"")
            except ValueError:
                await self.refuse(-1, "", LayerlabError("invalid_message"))
                continue
            await self._take(message)

    async def _take(self, message: ToServer) -> None:
        number = message.id if isinstance(message, Order | Ask) else -1
        try:
            match message:
                case Watch():
                    await self._watch(message)
                case Unwatch():
                    self._unwatch(message.run)
                case FollowRuns():
                    await self._follow_runs(message)
                case UnfollowRuns():
                    self.unfollow()
                case Order():
                    await self._order(message)
                case Ask():
                    await self._ask(message)
                case _:
                    assert_never(message)
        except LayerlabError as error:
            run = "" if isinstance(message, FollowRuns | UnfollowRuns) else message.run
            await self.refuse(number, run, error)

    async def _watch(self, watch: Watch) -> None:
        self._unwatch(watch.run)
        if len(self.rights) >= MAX_WATCHED_RUNS:
            raise LayerlabError("too_many_watched", {"limit": MAX_WATCHED_RUNS}, status=429)
        right = await to_thread.run_sync(self._right, watch.run, watch.share)
        self.rights[watch.run] = right
        self._following[watch.run] = self._start(self._follow(watch.run, (watch.term, watch.seq)))
        self._services.viewers.count(watch.run)
        if right.share:
            # The link may have been revoked between the look-up and the entry that revoking looks at.
            try:
                await to_thread.run_sync(self._right, watch.run, watch.share)
            except LayerlabError:
                self._unwatch(watch.run)
                raise

    def _unwatch(self, run: str) -> None:
        if self.rights.pop(run, None) is not None:
            self._following.pop(run).cancel()
            self._services.viewers.count(run)

    async def _follow(self, run: str, after: Position) -> None:
        try:
            async with aclosing(self._services.engine.follow(run, after)) as messages:
                async for message in messages:
                    await self.send(message)
        except LayerlabError as error:
            await self.refuse(-1, run, error)

    async def _follow_runs(self, wanted: FollowRuns) -> None:
        self.unfollow()
        try:
            listing = await to_thread.run_sync(self._listing_of, wanted)
            self._listing = listing
            self._services.run_lists.enter(self, listing)
            if listing.share:
                # As with runs: the link may have been revoked in between.
                await to_thread.run_sync(self._listing_of, wanted)
        except LayerlabError as error:
            self.unfollow()
            await self.send(ListEnded(of=wanted.share or wanted.experiment, code=error.code))
        else:
            await self._services.run_lists.tell(self, listing)

    async def _order(self, order: Order) -> None:
        await self._require_owner(order.run)
        if isinstance(order.command, SetHyperparameter | ExtendRun | PinInput):
            await to_thread.run_sync(self._require_sound, order.run, order.command)
        await self._services.engine.order(order.run, order.command)
        await self.send(Accepted(id=order.id))

    def _require_sound(self, run: str, command: SetHyperparameter | ExtendRun | PinInput) -> None:
        with self._services.database.reading() as session:
            row = runs.get(session, run)
            changes = events.effective_changes(session, run)
        experiment = document_of(row.snapshot)
        if isinstance(command, ExtendRun):
            require_extendable(experiment, row.total_steps, command.epochs)
        elif isinstance(command, PinInput):
            require_pinnable(experiment, command.input)
        else:
            require_live(experiment, command.name, command.value)
            require_learning(experiment, command, row.step + 1, changes)

    async def _ask(self, ask: Ask) -> None:
        if ask.run not in self.rights:
            await self._require_owner(ask.run)
        if self._asking >= MAX_ASKS_AT_ONCE or not self._asks.take():
            raise LayerlabError("too_many_queries", status=429)
        self._asking += 1
        self._start(self._answer(ask))

    async def _answer(self, ask: Ask) -> None:
        try:
            answer = await self._services.engine.ask(ask.run, ask.query, ask.step)
        except LayerlabError as error:
            await self.refuse(ask.id, ask.run, error)
        else:
            await self.send(Answered(id=ask.id, answer=answer))
        finally:
            self._asking -= 1

    async def _require_owner(self, run: str) -> None:
        right = self.rights.get(run)
        if right is None or not right.is_owner:
            await to_thread.run_sync(self._right, run, "")

    def _right(self, run: str, share: str) -> Right:
        with self._services.database.reading() as session:
            if share:
                return Right(shared_run(session, share, run)[0].id)
            owned_run(session, self._visitor, run)
            return Right()

    def _listing_of(self, wanted: FollowRuns) -> Listing:
        with self._services.database.reading() as session:
            if wanted.share:
                share, row = shared_experiment(session, wanted.share)
                return Listing(row.id, wanted.share, share.id)
            return Listing(owned_experiment(session, self._visitor, wanted.experiment).id, wanted.experiment)

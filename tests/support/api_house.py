"""The API with a database of its own and an engine that only remembers, and the people who call it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgpack
from starlette.testclient import TestClient, WebSocketTestSession

from layerlab.api.app import create_app
from layerlab.api.downloads import Downloads
from layerlab.api.edge.guard import Guard
from layerlab.api.edge.newcomers import Newcomers
from layerlab.api.edge.viewers import Viewers
from layerlab.api.run_lists import RunLists
from layerlab.api.services import Services
from layerlab.engines.base import Followed, Position
from layerlab.experiment.presets.picture import PRETRAINED
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import Command
from layerlab.protocol.events import CheckpointSaved, Event
from layerlab.protocol.frames import NodeOutputsFrame
from layerlab.protocol.live import CaughtUp, Logged
from layerlab.protocol.queries import NEWEST, Query, Shown
from layerlab.settings import Settings
from layerlab.store import events, owners, runs
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database
from layerlab.store.events import Entry
from layerlab.store.weights import WeightStore
from layerlab.worker.onnx_order import OnnxOrder

LOOPBACK = "http://127.0.0.1:8000"
PUBLIC = "http://lab.example.org"
ADDRESS = "203.0.113.9"
OUTPUTS = NodeOutputsFrame(role="classifier", sample=0, label=-1, nodes=(), probabilities=(0.25, 0.75))
ANSWER = Shown(step=7, frames=(OUTPUTS,))


@dataclass
class RememberingEngine:
    """Does nothing, and knows what it was asked. Whoever follows a run gets two events, then waits."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    orders: list[tuple[str, Command]] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    looked: list[tuple[str, Query]] = field(default_factory=list)
    exported: list[OnnxOrder] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    is_idle: bool = False
    """Whether a trial comes to its end; it finds nothing."""
    following: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    fault: Exception | None = None
    changed: list[Callable[[str], None]] = field(default_factory=list)

    async def start(self) -> None:
        self.calls.append(("start", ""))

    async def stop(self) -> None:
        self.calls.append(("stop", ""))

    async def enqueue(self, run: str) -> None:
        self.calls.append(("enqueue", run))

    async def order(self, run: str, command: Command) -> None:
        if self.fault:
            raise self.fault
        self.orders.append((run, command))

    async def ask(self, run: str, query: Query, step: int = NEWEST) -> Shown:
        if self.fault:
            raise self.fault
        self.asked.append((query.kind, step))
        return ANSWER

    async def look(self, experiment: str, query: Query) -> Shown:
        if self.fault:
            raise self.fault
        self.looked.append((experiment, query))
        return ANSWER

    async def try_out(self, experiment: str) -> bool:
        self.tried.append(experiment)
        return self.is_idle

    async def export(self, order: OnnxOrder) -> None:
        if self.fault:
            raise self.fault
        self.exported.append(order)
        order.target.write_bytes(b"written")

    async def forget(self, run: str) -> None:
        self.calls.append(("forget", run))

    def tell(self, changed: Callable[[str], None]) -> None:
        self.changed.append(changed)

    async def follow(self, run: str, after: Position) -> AsyncGenerator[Followed]:
        self.following[run] += 1
        try:
            for seq in (1, 2):
                if (1, seq) > after:
                    yield Logged(run=run, term=1, seq=seq, event=CheckpointSaved(step=seq))
            yield CaughtUp(run=run, state="running")
            await asyncio.Event().wait()
        finally:
            self.following[run] -= 1


@dataclass
class ApiHouse:
    """The application and those behind it."""

    app: Guard
    services: Services
    engine: RememberingEngine
    first: TestClient | None = None

    @classmethod
    def build(
        cls, data: Path, static: Path | None = None, engine: RememberingEngine | None = None, **settings: Any
    ) -> ApiHouse:
        chosen = Settings.from_environment(
            {}, data=data, allowed_hosts="lab.example.org", **{"min_free_mb": 0, **settings}
        )
        database = Database(chosen.database)
        database.upgrade()
        with database.session() as session:
            owners.ensure_local(session)
        engine = engine or RememberingEngine()
        artifacts = Artifacts(data, chosen.min_free_mb * 2**20)
        services = Services(
            settings=chosen,
            database=database,
            engine=engine,
            artifacts=artifacts,
            viewers=Viewers(chosen.max_connections_per_address),
            run_lists=RunLists(database),
            newcomers=Newcomers(chosen.max_new_owners_per_address),
            downloads=Downloads(artifacts.cache),
            static=static or data / "no-pages",
            weights=WeightStore(artifacts.weights, chosen.weights_mb * 2**20, PRETRAINED),
        )
        return cls(create_app(services), services, engine)

    def local(self) -> TestClient:
        """Someone at this computer."""
        return self._person(LOOPBACK, "127.0.0.1")

    def stranger(self, address: str = ADDRESS) -> TestClient:
        """Someone elsewhere, with a browser that keeps cookies."""
        return self._person(PUBLIC, address)

    def _person(self, url: str, address: str) -> TestClient:
        person = TestClient(self.app, base_url=url, client=(address, 50_000))
        if self.first is None:
            self.first = person
        else:
            # One event loop for all, as on a server.
            person.portal = self.first.portal
        return person


def started(client: TestClient) -> tuple[str, str]:
    """A new experiment of this person's own, and its first run."""
    experiment = client.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
    run = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1})
    assert run.status_code == 201, run.text
    return experiment, run.json()["id"]


def report(house: ApiHouse, run: str, *told: Event) -> None:
    """A term of the run in which this happens."""
    with house.services.database.session() as session:
        term = runs.begin_term(session, run).term
        events.append(session, [Entry(run, term, seq, event) for seq, event in enumerate(told, start=1)])


def connect(client: TestClient, **headers: str) -> WebSocketTestSession:
    """A live socket of this person's browser (the client alone would name another host)."""
    return client.websocket_connect(f"ws://{client.base_url.netloc.decode()}/api/live", headers=headers)


def say(socket: WebSocketTestSession, **message: Any) -> None:
    """Send a message of the live socket."""
    socket.send_bytes(msgpack.packb(message))


def hear(socket: WebSocketTestSession, *types: str) -> dict[str, Any]:
    """The next message of these types (of any but the viewers' counts, where none is named)."""
    while True:
        message: dict[str, Any] = msgpack.unpackb(socket.receive_bytes())
        if message["type"] in types or (not types and message["type"] != "viewers_changed"):
            return message


def refused(code: str, status: int = 409) -> LayerlabError:
    """An error for the engine to raise."""
    return LayerlabError(code, {"limit": 3}, status)

"""The composition root: the one file that knows everything."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path

import uvicorn
from httpx import ASGITransport, AsyncClient

from layerlab.api.app import create_app
from layerlab.api.downloads import Downloads
from layerlab.api.edge import logs
from layerlab.api.edge.guard import Guard
from layerlab.api.edge.newcomers import Newcomers
from layerlab.api.edge.paced_socket import PacedSocket
from layerlab.api.edge.punctual_http import PunctualHttp
from layerlab.api.edge.viewers import Viewers
from layerlab.api.reading_process import ReadingProcess
from layerlab.api.run_lists import RunLists
from layerlab.api.services import Services
from layerlab.datasets import AnyDataset
from layerlab.datasets.load import prepare
from layerlab.engines.local import LocalEngine
from layerlab.engines.options import EngineOptions
from layerlab.experiment.presets.picture import PRETRAINED
from layerlab.kit.lock import FolderLock
from layerlab.kit.members import members
from layerlab.kit.memory import share_arenas, spare_lasting_objects
from layerlab.settings import Settings
from layerlab.store import owners
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database
from layerlab.store.weights import WeightStore

STATIC = Path(__file__).parent / "static"
DRAIN_WITHIN_S = 3
UNREAD_WITHIN_MS = 30_000
SWITCH_S = 0.0005
"""How long a thread that reckons may keep the event loop waiting, where Python itself says 5 ms: an answer takes
several turns, and each waits anew."""


def build(settings: Settings, static: Path = STATIC) -> Guard:
    """Database, engine and routes, put together. The engine starts with the application's lifespan."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    database.upgrade()
    with database.session() as session:
        owners.ensure_local(session)
    artifacts = Artifacts(settings.data, settings.min_free_mb * 2**20)
    options = EngineOptions(
        max_running=settings.max_running,
        owner_running=settings.max_running_per_owner,
        cores=settings.cores if settings.tries else 0,
    )
    services = Services(
        settings=settings,
        database=database,
        engine=LocalEngine(database, artifacts, options),
        artifacts=artifacts,
        viewers=Viewers(settings.max_connections_per_address),
        run_lists=RunLists(database),
        newcomers=Newcomers(settings.max_new_owners_per_address),
        downloads=Downloads(artifacts.cache),
        static=static,
        weights=WeightStore(artifacts.weights, settings.weights_mb * 2**20, PRETRAINED),
        reading=ReadingProcess(),
    )
    return create_app(services)


def serve(host: str | None = None, port: int | None = None, data: Path | None = None) -> None:
    """Serve until a signal ends it. What is None comes from the environment.

    Raises SettingsError, LayerlabError (`data_folder_held`), OSError where the port is taken.
    """
    settings = Settings.from_environment(host=host, port=port, data=data)
    with FolderLock(settings.data), _listen(settings.host, settings.port) as listener:
        settings = settings.model_copy(update={"port": listener.getsockname()[1]})
        logs.configure(settings.access_log)
        sys.setswitchinterval(SWITCH_S)
        share_arenas()
        server = _Server(server_config(build(settings), settings.access_log), url(settings))
        _prepare_data(Artifacts(settings.data).cache)
        server.run(sockets=[listener])
        if not server.started:
            # What went wrong is in the log.
            raise SystemExit(1)


def _prepare_data(cache: Path) -> None:
    datasets = [kind() for kind in members(AnyDataset).values()]
    threading.Thread(target=prepare, args=(datasets, cache), name="prepare-data", daemon=True).start()


def server_config(app: Guard, access_log: bool) -> uvicorn.Config:
    """How the server speaks: bounds on messages, silent peers and its own end."""
    return uvicorn.Config(
        app,
        http=PunctualHttp,
        ws=PacedSocket,
        ws_per_message_deflate=False,
        ws_max_size=65_536,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        timeout_graceful_shutdown=DRAIN_WITHIN_S,
        # The peer's own address decides who is local: headers may not change it.
        proxy_headers=False,
        server_header=False,
        log_config=None,
        access_log=access_log,
    )


class _Server(uvicorn.Server):
    """Names its address once it answers."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.started:
            return
        await self._rehearse()
        spare_lasting_objects()
        print(f"Layerlab is at {self._url}", flush=True)

    async def _rehearse(self) -> None:
        """Ask for something that no route has, before any user asks.

        FastAPI puts a route's models together when it first looks at it, which takes 150 ms and keeps everyone waiting.
        """
        transport = ASGITransport(self.config.loaded_app)
        async with AsyncClient(transport=transport, base_url=self._url) as client:
            await client.get("/api/nothing")


def url(settings: Settings) -> str:
    """Where a browser on this computer finds the server."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host and '[' not in host else host}:{settings.port}"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=256)
    # Accepted connections inherit it on Linux; PunctualHttp sees to it elsewhere.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # Accepted connections inherit it: one whose browser takes nothing for so long is cut by the system,
        # together with what waits to be sent on it.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_WITHIN_MS)
    return listener

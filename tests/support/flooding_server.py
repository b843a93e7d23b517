"""A server whose one run reports far more than any browser reads. Run as `python -m support.flooding_server DATA`."""

from __future__ import annotations

import asyncio
import itertools
import socket
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn

from layerlab.api import live
from layerlab.api.edge import punctual_http
from layerlab.engines.base import Followed, Position
from layerlab.engines.follow import follow
from layerlab.engines.hub import Hub
from layerlab.main import server_config
from layerlab.protocol.events import FrameRecorded, ScalarsRecorded
from layerlab.protocol.frames import MatrixFrame
from layerlab.store.events import Entry, Kept
from layerlab.store.summaries import Coverage
from support.api_house import ApiHouse, RememberingEngine
from support.repository import ROOT

SEND_WITHIN_S = 2.0
HEAD_WITHIN_S = 1.0
FRAME_BYTES = 40_000
EVERY_S = 0.004


class NoHistory:
    """A run that began just now."""

    async def coverage(self, run: str) -> Coverage | None:
        return None

    async def page(self, run: str, after: Position, coverage: Coverage | None) -> list[Kept]:
        return []

    async def state(self, run: str) -> str:
        return "running"


@dataclass
class FloodingEngine(RememberingEngine):
    """Publishes a large frame and some scalars every few milliseconds, for every run there is."""

    hub: Hub = field(default_factory=Hub)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def enqueue(self, run: str) -> None:
        self.tasks.append(asyncio.create_task(self._flood(run)))

    async def follow(self, run: str, after: Position) -> AsyncGenerator[Followed]:
        async for message in follow(self.hub, NoHistory(), run, after):
            yield message

    async def _flood(self, run: str) -> None:
        for seq in itertools.count(1, 2):
            frame = MatrixFrame(
                rows=100, columns=100, counts=seq.to_bytes(4, "little") * (FRAME_BYTES // 4), total=1
            )
            self.hub.publish(
                Entry(run, 1, seq, FrameRecorded(probe="confusion_matrix", step=seq, frame=frame))
            )
            loss = ScalarsRecorded(series="step", steps=bytes(400), columns={"loss": bytes(400)})
            self.hub.publish(Entry(run, 1, seq + 1, loss))
            await asyncio.sleep(EVERY_S)


@contextmanager
def flooding_server(data: Path) -> Iterator[tuple[int, int]]:
    """Such a server in a process of its own: its port and process id."""
    process = subprocess.Popen(
        [sys.executable, "-m", "support.flooding_server", str(data)],
        cwd=ROOT / "tests",
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield int(process.stdout.readline()), process.pid
    finally:
        process.terminate()
        process.wait(15)
        process.stdout.close()


def main(data: Path) -> None:
    live.SEND_WITHIN_S = SEND_WITHIN_S
    punctual_http.HEAD_WITHIN_S = HEAD_WITHIN_S
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        house = ApiHouse.build(data, engine=FloodingEngine(), port=port)
        print(port, flush=True)
        uvicorn.Server(server_config(house.app, access_log=False)).run(sockets=[listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]))

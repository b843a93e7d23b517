"""How fast the history of a very long run opens."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import msgpack
import numpy as np
from websockets import Origin
from websockets.sync.client import connect

from bench.rows import Row, milliseconds, p95
from bench.studio import Studio, studio
from layerlab.experiment.presets import PRESETS
from layerlab.protocol.events import Event, RunFinished, RunStarted, ScalarsRecorded
from layerlab.store import events, experiments, owners, runs
from layerlab.store.database import Database
from layerlab.store.events import Entry
from layerlab.store.runs import Caps, Snapshot

STEPS, PACK, BATCH = 1_000_000, 25, 160
TIMES = 10
WANTED_S, WANTED_MB = 0.3, 1.5


def measure() -> list[Row]:
    """A million steps, written in forty thousand packs as a worker does."""
    written: list[str] = []
    with studio(lambda data: written.append(_write(data))) as started:
        opened = [_open(started, written[0]) for _ in range(TIMES)]
        zoomed = [_zoom(started, written[0]) for _ in range(TIMES)]
    seconds, size = [each[0] for each in opened], opened[0][1] / 1e6
    return [
        Row("10⁶ steps: opened", milliseconds(seconds), "p95 ≤ 300 ms", p95(seconds) <= WANTED_S),
        Row("10⁶ steps: sent", f"{size:.2f} MB", "≤ 1.5 MB", size <= WANTED_MB),
        Row("10⁶ steps: 5,000 of them exact", milliseconds(zoomed), "p95 ≤ 300 ms", p95(zoomed) <= WANTED_S),
    ]


def _write(data: Path) -> str:
    experiment = PRESETS["lenet5_mnist"].experiment()
    database = Database(f"sqlite:///{data / 'layerlab.sqlite3'}")
    database.upgrade()
    with database.session() as session:
        owners.ensure_local(session)
        row = experiments.create(session, owners.LOCAL, experiment, experiments.ForkOrigin())
        run = runs.create(session, Snapshot(row.id, owners.LOCAL, row.document, STEPS), Caps()).id
    with database.session() as session:
        term = runs.begin_term(session, run).term
    packs = _packs()
    for start in range(0, len(packs), BATCH):
        batch = packs[start : start + BATCH]
        with database.session() as session:
            events.append(
                session, [Entry(run, term, start + at + 1, event) for at, event in enumerate(batch)]
            )
    database.close()
    return run


def _packs() -> list[Event]:
    dice = np.random.default_rng(0)
    packs: list[Event] = [
        RunStarted(
            total_steps=STEPS, steps_per_epoch=938, batch_size=64, device="cpu", exact=True, environment={}
        )
    ]
    for first in range(1, STEPS + 1, PACK):
        steps = np.arange(first, first + PACK, dtype=np.int32)
        columns = {
            name: dice.random(PACK, np.float32).tobytes() for name in ("loss", "accuracy", "learning_rate")
        }
        packs.append(ScalarsRecorded(series="step", steps=steps.tobytes(), columns=columns))
    packs.append(RunFinished(step=STEPS, metrics={}, seconds=1.0, samples_per_s=1.0))
    return packs


def _open(started: Studio, run: str) -> tuple[float, int]:
    """Seconds and bytes until all of it is there."""
    address = started.url.replace("http", "ws", 1) + "/api/live"
    with connect(address, origin=Origin(started.url), compression=None, max_size=None) as socket:
        began, size = time.perf_counter(), 0
        socket.send(msgpack.packb({"type": "watch", "run": run}))
        while True:
            data = socket.recv(timeout=60)
            size += len(data)
            if msgpack.unpackb(data)["type"] == "caught_up":
                return time.perf_counter() - began, size


def _zoom(started: Studio, run: str) -> float:
    began = time.perf_counter()
    query = httpx.QueryParams({"from": 400_000, "to": 404_999, "points": 5_000})
    answer = started.http.get(f"/api/runs/{run}/scalars", params=query).raise_for_status()
    if len(msgpack.unpackb(answer.content)["steps"]) != 4 * 5_000:
        raise RuntimeError("the range is not exact")
    return time.perf_counter() - began

"""A class that watches one run: how long after the first of them the others hear, and what it costs the training."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict

import msgpack
from websockets import Origin
from websockets.asyncio.client import connect

from bench.rows import Row
from bench.studio import Studio, Viewer, studio, viewer

VIEWERS = 200
WINDOW_S = 15.0
STEPS_PER_S = 10
WANTED_S, LEAST_SHARE = 0.25, 0.9

Heard = dict[tuple[int, int], list[float]]


def measure() -> list[Row]:
    """Slow motion at ten steps a second; then full speed, alone and with all."""
    with studio() as started, viewer(started) as watching:
        run = started.train(started.experiment(epochs=100))
        watching.watch(run)
        watching.until_kind("scalars_recorded")
        watching.order(run, kind="set_speed", steps_per_s=STEPS_PER_S)
        watching.until_kind("speed_changed")
        heard = asyncio.run(_audience(started, run))
        watching.order(run, kind="set_speed", steps_per_s=0)
        alone = _speed(watching)
        beside = asyncio.run(_with_audience(started, run, watching))
        watching.order(run, kind="stop_run")
    late = sorted(at - min(times) for times in heard.values() for at in times if len(times) > 1)
    p99, share = late[int(len(late) * 0.99)], beside / alone
    figure = f"p99 {1000 * p99:.0f} ms, median {1000 * late[len(late) // 2]:.0f} ms, n = {len(late)}"
    name = f"{VIEWERS} viewers at {STEPS_PER_S} Hz"
    return [
        Row(f"{name}: after the first", figure, f"p99 ≤ {1000 * WANTED_S:.0f} ms", p99 <= WANTED_S),
        Row(
            f"{VIEWERS} viewers: training speed",
            f"{share:.3f} of alone",
            f"≥ {LEAST_SHARE}",
            share >= LEAST_SHARE,
        ),
    ]


async def _audience(started: Studio, run: str) -> Heard:
    """When each viewer got each event, by its position."""
    heard: Heard = defaultdict(list)
    end = time.perf_counter() + WINDOW_S
    await asyncio.gather(*(_watch(started, run, heard, end) for _ in range(VIEWERS)))
    return heard


async def _watch(started: Studio, run: str, heard: Heard, end: float) -> None:
    address = started.url.replace("http", "ws", 1) + "/api/live"
    async with connect(address, origin=Origin(started.url), compression=None, max_size=None) as socket:
        await socket.send(msgpack.packb({"type": "watch", "run": run}))
        caught_up = False
        while (left := end - time.perf_counter()) > 0:
            try:
                data = await asyncio.wait_for(socket.recv(), left)
            except TimeoutError:
                return
            at, message = time.perf_counter(), msgpack.unpackb(data)
            caught_up = caught_up or message["type"] == "caught_up"
            if caught_up and message["type"] == "logged":
                heard[message["term"], message["seq"]].append(at)


async def _with_audience(started: Studio, run: str, watching: Viewer) -> float:
    speed = asyncio.create_task(asyncio.to_thread(_speed, watching))
    await _audience(started, run)
    return await speed


def _speed(watching: Viewer) -> float:
    """Steps a second, by what one viewer is told in a while."""
    began, first, last = time.perf_counter(), 0, 0
    while time.perf_counter() - began < WINDOW_S:
        scalars = watching.until_kind("scalars_recorded")
        if scalars["series"] == "train":
            last = int.from_bytes(scalars["steps"][-4:], "little")
            first = first or last
    return (last - first) / (time.perf_counter() - began)

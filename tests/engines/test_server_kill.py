"""Kill -9 of a real server in mid-run: nothing durable is lost, and the run goes on by itself."""

from __future__ import annotations

import json
import os
import random
import select
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgpack
from websockets.sync.client import connect

from engines.test_real_worker import losses, small
from layerlab.protocol.events import Event
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.checkpoint_store import weights
from layerlab.worker.term import Term
from support.engine_house import House
from support.server import LiveServer

WITHIN_S = 120
EXPERIMENT = small(train_samples=6400, epochs=20)


def post(server: LiveServer, path: str, body: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(
        server.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def start_run(server: LiveServer) -> str:
    document = EXPERIMENT.model_dump(mode="json")
    made = post(server, "/api/experiments", {"document": document})
    run: str = post(server, f"/api/experiments/{made['id']}/runs", {"revision": made["revision"]})["id"]
    return run


def watch(server: LiveServer, run: str, after: tuple[int, int] = (0, 0)) -> Iterator[dict[str, Any]]:
    """What a browser receives of a run, to its end."""
    address = server.url.replace("http", "ws", 1) + "/api/live"
    with connect(address, compression=None, max_size=2**24) as socket:
        term, seq = after
        socket.send(msgpack.packb({"type": "watch", "run": run, "term": term, "seq": seq}))
        while True:
            message: dict[str, Any] = msgpack.unpackb(socket.recv(timeout=WITHIN_S))
            yield message
            if message.get("state") in {"finished", "failed", "stopped"}:
                return


def last_step(message: dict[str, Any]) -> int:
    event = message.get("event", {})
    if event.get("kind") != "scalars_recorded" or event["series"] != "step":
        return 0
    return int.from_bytes(event["steps"][-4:], "little")


def test_a_killed_server_loses_nothing_and_the_run_ends_with_the_same_bytes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    seen: list[dict[str, Any]] = []
    server = LiveServer.start(data)
    try:
        broken = start_run(server)
        # Once, anywhere: each start of a server costs seconds. Twice in one run is what the engine's own test does.
        step = random.randint(1, 1_900)
        for message in watch(server, broken):
            seen += [message] if message["type"] == "logged" else []
            if last_step(message) >= step:
                break
        kill_with_its_workers(server)
        server = LiveServer.start(data)
        position = (seen[-1]["term"], seen[-1]["seq"])
        rest = list(watch(server, broken, position))
        assert rest[-1]["state"] == "finished"
        seen += [message for message in rest if message["type"] == "logged"]
    finally:
        server.stop()
    house = House.build(data)
    assert house.row(broken).term >= 2
    positions = [(message["term"], message["seq"]) for message in seen]
    assert positions == sorted(set(positions))
    durable = {(m.term, m.seq): m.event.kind for m in house.log(broken)}
    shown = {(m["term"], m["seq"]) for m in seen if m["event"]["kind"] != "frame_recorded"}
    assert shown == {position for position, kind in durable.items() if kind != "frame_recorded"}
    unbroken: list[Event] = []
    Term(EXPERIMENT, tmp_path / "unbroken", data / "cache").carry_out(CallbackChannel(unbroken.append))
    assert losses(m.event for m in house.log(broken)) == losses(unbroken)
    assert weights(house.artifacts.folder(broken)) == weights(tmp_path / "unbroken")


def kill_with_its_workers(server: LiveServer) -> None:
    """Kill -9 of the server alone; its workers see it and end, too."""
    family = descendants(server.process.pid) if sys.platform == "linux" else []
    server.kill()
    for pid in family:
        await_end(pid)


def descendants(parent: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    children = [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    # Threads have children of their own.
    for task in Path(f"/proc/{parent}/task").iterdir():
        children += [int(pid) for pid in (task / "children").read_text().split()]
    unique = sorted(set(children))
    return unique + [grandchild for child in unique for grandchild in descendants(child)]


def await_end(pid: int) -> None:
    """Wait until a process that is not ours to wait for is gone."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([handle], [], [], 20)[0], f"process {pid} outlives its server"
    finally:
        os.close(handle)

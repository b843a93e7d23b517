"""A server of its own, and a viewer that does what a browser does, without drawing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgpack
from websockets import Origin
from websockets.sync.client import ClientConnection, connect

Message = dict[str, Any]

PATIENCE_S = 60.0


class Studio:
    """A running server and its REST client."""

    def __init__(self, url: str, process: subprocess.Popen[str]) -> None:
        self.url = url
        self.process = process
        self.http = httpx.Client(base_url=url, headers={"Origin": url}, timeout=PATIENCE_S)

    def experiment(self, epochs: int = 0) -> Message:
        """A new LeNet-5 experiment, with so many epochs, or as many as it has."""
        document: Message = self.http.get("/api/presets/lenet5_mnist").raise_for_status().json()
        if epochs:
            document["pace"]["length"] = {"kind": "epochs", "epochs": epochs}
        return self.create(document)

    def create(self, document: Message) -> Message:
        """A new experiment of this document."""
        created = self.http.post("/api/experiments", json={"document": document})
        answer: Message = created.raise_for_status().json()
        return answer

    def train(self, experiment: Message) -> str:
        """Press Train; the run's id."""
        address = f"/api/experiments/{experiment['id']}/runs"
        started = self.http.post(address, json={"revision": experiment["revision"]})
        return str(started.raise_for_status().json()["id"])

    def resident_mb(self) -> float:
        """The server's memory and that of the process that reads for it, without workers."""
        return self._memory_mb("VmRSS")

    def peak_mb(self) -> float:
        """The most that each of them ever had, or since its peak was forgotten."""
        return self._memory_mb("VmHWM")

    def forget_peak(self) -> None:
        """What was needed to start is no part of what comes."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def _memory_mb(self, name: str) -> float:
        return sum(_status(pid, name) for pid in (self.process.pid, *self._readers())) / 1000

    def _readers(self) -> list[int]:
        """Workers are forked, and the one who forks them is no `spawn_main`."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task").glob("*/children")
        found = {int(child) for file in children for child in file.read_text().split()}
        return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


class Viewer:
    """One live socket."""

    def __init__(self, studio: Studio, socket: ClientConnection) -> None:
        self._socket = socket
        self._orders = 0
        self._run = ""
        self.studio = studio

    def send(self, **message: Any) -> None:
        """One message to the server."""
        self._socket.send(msgpack.packb(message))

    def watch(self, run: str) -> None:
        """This run and no other, from the beginning, then live."""
        if self._run:
            self.send(type="unwatch", run=self._run)
        self._run = run
        self.send(type="watch", run=run)

    def order(self, run: str, **command: Any) -> None:
        """A command; whether it was taken shows in the events."""
        self._orders += 1
        self.send(type="order", id=self._orders, run=run, command=command)

    def receive(self) -> Message:
        """The next message."""
        message: Message = msgpack.unpackb(self._socket.recv(timeout=PATIENCE_S))
        if message["type"] == "refused":
            raise RuntimeError(f"refused: {message}")
        return message

    def until(self, wanted: Callable[[Message], bool]) -> Message:
        """Read on to the first event that is wanted."""
        while True:
            message = self.receive()
            if message["type"] == "logged" and message["run"] == self._run:
                event: Message = message["event"]
                if event["kind"] == "run_failed":
                    raise RuntimeError(f"the run failed: {event}")
                if wanted(event):
                    return event

    def until_kind(self, kind: str) -> Message:
        """Read on to the first event of this kind."""
        return self.until(lambda event: bool(event["kind"] == kind))


def steps_per_s(watching: Viewer, seconds: float) -> float:
    """The speed of training, by what a viewer is told in a while."""
    end = time.perf_counter() + seconds
    return _speed(watching, lambda: time.perf_counter() > end)


def steps_until(watching: Viewer, over: threading.Event) -> float:
    """The same until something is over."""
    return _speed(watching, over.is_set)


def _speed(watching: Viewer, is_over: Callable[[], bool]) -> float:
    began, first, last = time.perf_counter(), 0, 0
    while not is_over():
        scalars = watching.until_kind("scalars_recorded")
        if scalars["series"] == "step":
            last = int.from_bytes(scalars["steps"][-4:], "little")
            first = first or last
    return (last - first) / (time.perf_counter() - began)


@contextmanager
def studio(fill: Callable[[Path], None] = lambda _: None) -> Iterator[Studio]:
    """A server on a folder of its own, filled before it starts, warmed up by one short run."""
    with tempfile.TemporaryDirectory(prefix="layerlab-bench-") as data:
        fill(Path(data))
        environment = os.environ | {"LAYERLAB_DATA": data, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "layerlab", "serve", "--host", "127.0.0.1", "--port", "0"]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            yield _warmed(Studio(_address(process), process))
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


@contextmanager
def viewer(of: Studio, unread: int = 1000) -> Iterator[Viewer]:
    """A live socket, as the page opens it. It stops reading while so many messages are unread."""
    address = of.url.replace("http", "ws", 1) + "/api/live"
    options: Message = {"compression": None, "max_size": None, "max_queue": unread, "close_timeout": 0.5}
    with connect(address, origin=Origin(of.url), **options) as socket:
        yield Viewer(of, socket)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            return line[line.index("http://") :].strip()
    raise RuntimeError("the server ended before it answered")


def _warmed(started: Studio) -> Studio:
    """The first run unpacks the data; nobody presses Train in the very second of installation."""
    with viewer(started) as watching:
        run = started.train(started.experiment())
        watching.watch(run)
        watching.until_kind("scalars_recorded")
        watching.order(run, kind="stop_run")
        watching.until_kind("run_stopped")
    time.sleep(1.0)
    return started

"""A browser that opens a run and reads nothing costs the server almost nothing, and the others nothing at all."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgpack
import pytest
from websockets.sync.client import ClientConnection, connect

from support.repository import ROOT

SILENT = 10
MAX_MIB_EACH = 2.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Port and process of a server whose run floods its viewers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "support.flooding_server", str(tmp_path)],
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


def resident_mib(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def silent_viewer(port: int, run: str) -> socket.socket:
    """A handshake and one Watch by hand; a library would read in the background."""
    peer = socket.create_connection(("127.0.0.1", port))
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    key = base64.b64encode(os.urandom(16)).decode()
    peer.sendall(
        f"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert peer.recv(12) == b"HTTP/1.1 101"
    watch = msgpack.packb({"type": "watch", "run": run})
    assert len(watch) < 126
    peer.sendall(bytes((0x82, 0x80 | len(watch))) + bytes(4) + watch)
    return peer


def read_until_viewers(viewer: ClientConnection, count: int, within_s: float) -> int:
    """Read on until so many watch; how many events came meanwhile."""
    end, events = time.monotonic() + within_s, 0
    while time.monotonic() < end:
        message = msgpack.unpackb(viewer.recv(timeout=5))
        events += message["type"] == "logged"
        if message["type"] == "viewers_changed" and message["viewers"] == count:
            return events
    raise AssertionError(f"there never were {count} viewers")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")
def test_silent_viewers_are_cheap_and_dropped(server: tuple[int, int]) -> None:
    port, process = server
    api = httpx.Client(base_url=f"http://127.0.0.1:{port}")
    experiment = api.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
    run = api.post(f"/api/experiments/{experiment}/runs", json={"revision": 1}).json()["id"]
    with connect(f"ws://127.0.0.1:{port}/api/live", max_size=None) as reader:
        reader.send(msgpack.packb({"type": "watch", "run": run}))
        read_until_viewers(reader, 1, within_s=5)
        for _ in range(200):
            reader.recv(timeout=5)
        before = resident_mib(process)
        peers = [silent_viewer(port, run) for _ in range(SILENT)]
        read_until_viewers(reader, 1 + SILENT, within_s=5)
        most, events = before, 0
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            events += msgpack.unpackb(reader.recv(timeout=5))["type"] == "logged"
            most = max(most, resident_mib(process))
        assert events > 50, "the one who reads is held up by those who do not"
        assert most - before <= SILENT * MAX_MIB_EACH, f"{most - before:.1f} MiB for {SILENT} silent viewers"
        read_until_viewers(reader, 1, within_s=10)
        for peer in peers:
            peer.close()

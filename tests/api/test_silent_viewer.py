"""A browser that opens a run and reads nothing costs the server almost nothing, and the others nothing at all."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgpack
import pytest
from websockets.sync.client import ClientConnection, connect

from support.flooding_server import flooding_server
from support.frozen_browser import frozen_browser
from support.process import resident_mib

# Alone: the reader that stands for a healthy browser must get the processor's time to keep up with the flood.
pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory and state from /proc"),
]

SILENT = 10
ENDS_WITHIN_S = 8
MAX_MIB_EACH = 2.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Port and process of a server whose run floods its viewers."""
    with flooding_server(tmp_path) as started:
        yield started


def read_until_viewers(viewer: ClientConnection, count: int, within_s: float) -> int:
    """Read on until so many watch; how many events came meanwhile."""
    end, events = time.monotonic() + within_s, 0
    while time.monotonic() < end:
        message = msgpack.unpackb(viewer.recv(timeout=5))
        events += message["type"] == "logged"
        if message["type"] == "viewers_changed" and message["viewers"] == count:
            return events
    raise AssertionError(f"there never were {count} viewers")


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
        peers = [frozen_browser(port, type="watch", run=run) for _ in range(SILENT)]
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


def test_the_server_ends_in_spite_of_them(server: tuple[int, int]) -> None:
    port, process = server
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as api:
        experiment = api.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
        run = api.post(f"/api/experiments/{experiment}/runs", json={"revision": 1}).json()["id"]
    with frozen_browser(port, type="watch", run=run) as peer:
        assert peer.recv(1), "the flood has begun"
        before = time.monotonic()
        os.kill(process, signal.SIGTERM)
        while Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z":
            assert time.monotonic() - before < ENDS_WITHIN_S
            time.sleep(0.02)

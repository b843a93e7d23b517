"""Floods that never become a message: pings, and pieces of one without an end. They wait in their sender's buffers."""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from support.flooding_server import flooding_server
from support.frozen_browser import frozen_browser
from support.process import processor_s, resident_mib

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")

FLOOD_S = 1.0
MAX_MIB = 3
PING = struct.pack(">BBI", 0x89, 0x80 | 100, 0) + bytes(100)
FIRST_PIECE, EMPTY_PIECE = struct.pack(">BBI", 0x02, 0x80, 0), struct.pack(">BBI", 0x00, 0x80, 0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """Port and process."""
    with flooding_server(tmp_path_factory.mktemp("floods")) as started:
        yield started


@pytest.mark.parametrize(
    ("first", "frame"), [(b"", PING), (FIRST_PIECE, EMPTY_PIECE)], ids=["pings", "empty pieces"]
)
def test_a_flood_holds_nobody_up_and_fills_no_memory(
    server: tuple[int, int], first: bytes, frame: bytes
) -> None:
    port, process = server
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as others:
        assert others.get("/api/health").status_code == 200
        memory, time_taken = resident_mib(process), processor_s(process)
        with frozen_browser(port, type="unwatch", run="r") as peer:
            peer.sendall(first)
            peer.settimeout(FLOOD_S)
            end = time.monotonic() + FLOOD_S
            with suppress(TimeoutError):
                while time.monotonic() < end:
                    peer.sendall(frame * 5_000)
            assert others.get("/api/health").status_code == 200
            assert resident_mib(process) - memory < MAX_MIB
            assert processor_s(process) - time_taken < FLOOD_S


def test_large_messages_still_arrive(server: tuple[int, int]) -> None:
    port, _ = server
    message = struct.pack(">BBHI", 0x82, 0x80 | 126, 60_000, 0) + bytes(60_000)
    with frozen_browser(port, type="unwatch", run="r") as peer:
        for _ in range(2):
            peer.sendall(message)
            heard = b""
            while b"invalid_message" not in heard:
                heard += peer.recv(4_096)

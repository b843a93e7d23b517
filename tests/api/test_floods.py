"""What never becomes a request or a message: it takes no time, no memory and no place of others."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from support.flooding_server import HEAD_WITHIN_S, flooding_server
from support.frozen_browser import frozen_browser
from support.process import processor_s, resident_mib

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")

FLOOD_S = 1.0
MAX_MIB = 3
ENDS_WITHIN_S = 20
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


@pytest.mark.parametrize("head", [b"", b"GET /api/health HTTP/1.1\r\n"], ids=["silent", "slow"])
def test_a_request_that_never_comes_is_not_waited_for(server: tuple[int, int], head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server[0]), timeout=0.2) as peer:
        peer.sendall(head)
        end = time.monotonic() + ENDS_WITHIN_S
        while time.monotonic() < end:
            try:
                assert peer.recv(1) == b"", "there was nothing to answer"
                return
            except TimeoutError:
                # One more line of a head without an end, where one was begun.
                peer.sendall(b"X: y\r\n" if head else b"")
            except ConnectionResetError:
                return
    pytest.fail("the connection is still open")


def test_one_who_asks_again_after_a_while_is_answered(server: tuple[int, int]) -> None:
    """On one connection that was kept, longer after its beginning than a head may take."""
    with httpx.Client(base_url=f"http://127.0.0.1:{server[0]}") as client:
        end = time.monotonic() + 1.5 * HEAD_WITHIN_S
        while time.monotonic() < end:
            assert client.get("/api/health").status_code == 200
        assert len(client._transport._pool.connections) == 1  # type: ignore[attr-defined] # no public way


def test_kept_connections_are_answered_at_once(server: tuple[int, int]) -> None:
    """The pieces of an answer don't wait for the peer to confirm the first: that takes 40 ms."""
    with httpx.Client(base_url=f"http://127.0.0.1:{server[0]}") as client:
        seconds = []
        for _ in range(21):
            began = time.perf_counter()
            assert client.get("/api/health").status_code == 200
            seconds.append(time.perf_counter() - began)
    assert sorted(seconds)[len(seconds) // 2] < 0.03


def test_a_body_over_the_limit_hears_why_though_it_was_sent_first(server: tuple[int, int]) -> None:
    body = bytes(3 * 2**20)
    with socket.create_connection(("127.0.0.1", server[0]), timeout=20) as peer:
        peer.sendall(_post(server[0], len(body)) + body)
        heard = _all(peer)
    assert b" 413 " in heard
    assert b"body_too_large" in heard


def test_one_who_asks_before_sending_too_much_is_told_at_once(server: tuple[int, int]) -> None:
    with socket.create_connection(("127.0.0.1", server[0]), timeout=20) as peer:
        peer.sendall(_post(server[0], 3 * 2**20, "Expect: 100-continue\r\n"))
        assert _all(peer).startswith(b"HTTP/1.1 413 ")


def test_a_body_without_end_is_not_read_for_ever(server: tuple[int, int]) -> None:
    piece, sent = bytes(2**20), 0
    with socket.create_connection(("127.0.0.1", server[0]), timeout=20) as peer, suppress(OSError):
        peer.sendall(_post(server[0], 2**40))
        while sent < 2**28:
            sent += peer.send(piece)
    assert sent < 2**26


def _post(port: int, length: int, more: str = "") -> bytes:
    head = f"POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {length}\r\n{more}\r\n".encode()


def _all(peer: socket.socket) -> bytes:
    heard = b""
    while piece := peer.recv(65_536):
        heard += piece
    return heard

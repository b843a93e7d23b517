"""Two hundred viewers in one thread that costs next to nothing: they share the machine with what they measure.

All of them take in every byte; every tenth also reads its messages and notes when they came.
"""

from __future__ import annotations

import base64
import os
import selectors
import socket
import struct
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgpack

VIEWERS = 200
READS_EVERY = 10
CHUNK = 2**18
PATIENCE_S = 60.0

Heard = dict[tuple[int, int], list[float]]
"""When each reading viewer got each event, by its position."""


@dataclass
class Seat:
    """One viewer. `rest` is a message of which the end hasn't come."""

    socket: socket.socket
    reads: bool
    rest: bytearray = field(default_factory=bytearray)
    caught_up: bool = False


def watch(url: str, run: str, seconds: float, opened: threading.Event | None = None) -> tuple[Heard, float]:
    """Two hundred open a run at once, then watch it for so long, from when `opened` is set.

    Gives what all readers heard while they watched, and the seconds until they had caught up.
    """
    heard: Heard = defaultdict(list)
    selector = selectors.DefaultSelector()
    began = time.perf_counter()
    seats = [_seat(url, run, reads=number % READS_EVERY == 0) for number in range(VIEWERS)]
    for seat in seats:
        selector.register(seat.socket, selectors.EVENT_READ, seat)
    waiting = sum(seat.reads for seat in seats)
    end, opening_s = began + PATIENCE_S, 0.0
    while (left := end - time.perf_counter()) > 0:
        for key, _ in selector.select(left):
            seat, data = key.data, key.data.socket.recv(CHUNK)
            if not data:
                raise RuntimeError("a viewer was dropped")
            if seat.reads:
                waiting -= _read(seat, data, heard)
        if waiting == 0 and opening_s == 0:
            opening_s = time.perf_counter() - began
            heard.clear()
            end = time.perf_counter() + seconds
            if opened is not None:
                opened.set()
    for seat in seats:
        seat.socket.close()
    if opening_s == 0:
        raise RuntimeError("not all viewers caught up")
    readers = VIEWERS // READS_EVERY
    return {at: times for at, times in heard.items() if len(times) == readers}, opening_s


def _seat(url: str, run: str, reads: bool) -> Seat:
    """Connect, open the live socket and ask for the run, as a page does."""
    address = urlsplit(url)
    connection = socket.create_connection((address.hostname, address.port))
    key = base64.b64encode(os.urandom(16)).decode()
    connection.sendall(
        f"GET /api/live HTTP/1.1\r\nHost: {address.netloc}\r\nOrigin: {url}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
    )
    answer = bytearray()
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(1)
    if not answer.startswith(b"HTTP/1.1 101"):
        raise RuntimeError(f"no live socket: {answer.decode(errors='replace').splitlines()[0]}")
    message = msgpack.packb({"type": "watch", "run": run})
    # A client masks what it sends; a mask of zeros leaves the bytes as they are.
    connection.sendall(bytes([0x82, 0x80 | len(message), 0, 0, 0, 0]) + message)
    return Seat(connection, reads)


def _read(seat: Seat, data: bytes, heard: Heard) -> bool:
    """Take in some bytes; whether the viewer has caught up with them."""
    at, before = time.perf_counter(), seat.caught_up
    seat.rest += data
    while (found := _frame(seat.rest)) is not None:
        opcode, payload, size = found
        del seat.rest[:size]
        if opcode != 2:
            continue
        message = msgpack.unpackb(payload)
        seat.caught_up = seat.caught_up or message["type"] == "caught_up"
        if seat.caught_up and message["type"] == "logged":
            heard[message["term"], message["seq"]].append(at)
    return seat.caught_up and not before


def _frame(data: bytearray) -> tuple[int, bytes, int] | None:
    """The first whole frame: its opcode, its payload and how many bytes it takes."""
    if len(data) < 2:
        return None
    length, start = data[1] & 0x7F, 2
    if length >= 126:
        start = 4 if length == 126 else 10
        if len(data) < start:
            return None
        (length,) = struct.unpack_from(">H" if start == 4 else ">Q", data, 2)
    end = start + length
    return (data[0] & 0x0F, bytes(data[start:end]), end) if len(data) >= end else None

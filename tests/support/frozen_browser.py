"""A browser that opened the live socket and then reads nothing and answers nothing."""

from __future__ import annotations

import base64
import os
import socket
from typing import Any

import msgpack


def frozen_browser(port: int, **message: Any) -> socket.socket:
    """A handshake and one message by hand; a library would go on reading in the background."""
    peer = socket.create_connection(("127.0.0.1", port))
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    key = base64.b64encode(os.urandom(16)).decode()
    peer.sendall(
        f"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert peer.recv(12) == b"HTTP/1.1 101"
    packed = msgpack.packb(message)
    assert len(packed) < 126, "longer ones have another header"
    peer.sendall(bytes((0x82, 0x80 | len(packed))) + bytes(4) + packed)
    return peer

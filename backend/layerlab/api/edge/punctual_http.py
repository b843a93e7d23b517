"""HTTP for clients that say what they want, and soon."""

from __future__ import annotations

import asyncio
import socket

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN_S = 10.0


class PunctualHttp(H11Protocol):
    """Ends a connection on which no whole head of a request arrives in time.

    The library waits for ever: a thousand connections that say nothing, or one header a minute, leave no room for
    anybody else. The guard bounds the time of a body.
    """

    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the library has it
        super().connection_made(transport)
        _send_at_once(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._expect_head()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._expect_nothing()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_nothing()
        super().connection_lost(exc)

    def _expect_head(self) -> None:
        """From the first byte of a head to its last; more bytes of it give no more time."""
        if self.conn.their_state is not h11.IDLE:
            self._expect_nothing()
        elif self._due is None:
            self._due = self.loop.call_later(HEAD_WITHIN_S, self.transport.close)

    def _expect_nothing(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None


def _send_at_once(transport: asyncio.Transport) -> None:
    """An answer leaves in three pieces. By default the system keeps the later ones until the peer has confirmed the
    first, and a peer that has nothing to say confirms after 40 ms.
    """
    connection = transport.get_extra_info("socket")
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

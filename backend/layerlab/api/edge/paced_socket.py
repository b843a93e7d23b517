"""A websocket that is read no faster than a browser has anything to say."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from layerlab.api.edge.bucket import Bucket

BYTES_PER_S, BURST_BYTES = 64 * 1024, 96 * 1024
"""A browser that draws in colour sends some 60 kB a second; the largest message is of 64 kB."""
PIECE_BYTES = 4 * 1024


class PacedSocket(WebSocketsSansIOProtocol):
    """Counts bytes, where the live socket counts messages.

    Pings, and the pieces of a message that never ends, are answered and kept below the application. Read at will, a
    flood of them takes all of the server's time, and the answers to one who reads none of them take its memory.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._bytes = Bucket(BYTES_PER_S, BURST_BYTES)
        self._held = bytearray()
        """What was read and not handed on: at most what the transport reads at once."""
        self._timer: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        self._held += data
        self._hand_on()

    async def receive(self) -> Any:
        message = await super().receive()
        self._hand_on()
        return message

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            # Refused, and answered in full: the library would log an error for each that shakes no hands.
            self.handshake_complete = True

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._held.clear()
        super().connection_lost(exc)

    def _hand_on(self) -> None:
        """A piece at a time, while there are tokens, and while the application takes what it is given."""
        while self._held and self._timer is None and not self.read_paused:
            piece = bytes(self._held[:PIECE_BYTES])
            del self._held[:PIECE_BYTES]
            super().data_received(piece)
            if (wait_s := self._bytes.owe(len(piece))) > 0:
                self._timer = self.loop.call_later(wait_s, self._wait_is_over)
        if self._held or self._timer is not None:
            self.transport.pause_reading()
        elif not self.read_paused:
            self.transport.resume_reading()

    def _wait_is_over(self) -> None:
        self._timer = None
        self._hand_on()

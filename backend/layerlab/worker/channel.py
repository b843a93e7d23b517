"""The worker's channel to the world: events and answers go up, commands and questions come down."""

from __future__ import annotations

import select
import threading
import time
from collections import deque
from collections.abc import Callable
from math import inf
from multiprocessing.connection import Connection
from typing import Protocol

from pydantic import TypeAdapter

from layerlab.protocol import wire
from layerlab.protocol.events import Event
from layerlab.protocol.worker import Acknowledge, Decline, FromWorker, Reply, Report, ToWorker

TO_WORKER: TypeAdapter[ToWorker] = TypeAdapter(ToWorker)


class ChannelClosedError(Exception):
    """Nobody is at the other end any more."""


class Channel(Protocol):
    """Where the loop reports to and is told from."""

    @property
    def is_attended(self) -> bool:
        """Whether there is someone who could tell a run that waits to go on."""

    def report(self, event: Event) -> None:
        """Send an event. Safe from any thread."""

    def report_durably(self, event: Event) -> None:
        """Send an event and return when it is on disk."""

    def reply(self, answer: Reply | Decline) -> None:
        """Send the answer to a question."""

    def receive(self, wait_s: float) -> ToWorker | None:
        """The next message; None where none comes in so many seconds. 0 doesn't wait, infinity waits for ever."""


class ConnectionChannel:
    """The channel of a child process."""

    is_attended = True

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._kept: deque[ToWorker] = deque()
        self._poll: Callable[[], bool] = _quick_poll(connection)

    def report(self, event: Event) -> None:
        self._send(Report(event=event, at=time.time()))

    def report_durably(self, event: Event) -> None:
        self.report(event)
        while not isinstance(message := self._read(), Acknowledge):
            self._kept.append(message)

    def reply(self, answer: Reply | Decline) -> None:
        self._send(answer)

    def receive(self, wait_s: float) -> ToWorker | None:
        if self._kept:
            return self._kept.popleft()
        if wait_s == 0:
            return self._read() if self._poll() else None
        return self._read() if self._connection.poll(None if wait_s == inf else wait_s) else None

    def _send(self, message: FromWorker) -> None:
        packed = wire.pack(message)
        try:
            with self._lock:
                self._connection.send_bytes(packed)
        except OSError as error:
            raise ChannelClosedError from error

    def _read(self) -> ToWorker:
        try:
            return wire.unpack(TO_WORKER, self._connection.recv_bytes())
        except (EOFError, OSError) as error:
            raise ChannelClosedError from error


def _quick_poll(connection: Connection) -> Callable[[], bool]:
    """Whether something can be read now. `Connection.poll` builds a selector each time; this runs at every step."""
    if not hasattr(select, "poll"):
        return connection.poll
    poller = select.poll()
    poller.register(connection.fileno(), select.POLLIN | select.POLLHUP)
    return lambda: bool(poller.poll(0))


class CallbackChannel:
    """The channel of a headless run: events go to a function, and nothing is ever asked."""

    is_attended = False

    def __init__(self, on_event: Callable[[Event], None]) -> None:
        self._on_event = on_event
        self._lock = threading.Lock()

    def report(self, event: Event) -> None:
        with self._lock:
            self._on_event(event)

    def report_durably(self, event: Event) -> None:
        self.report(event)

    def reply(self, answer: Reply | Decline) -> None:
        raise AssertionError("nobody asked")

    def receive(self, wait_s: float) -> ToWorker | None:
        return None

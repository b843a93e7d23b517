"""What the page's live sockets received, message by message."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np
from playwright.sync_api import Page, WebSocket

Message = dict[str, Any]


class Wiretap:
    """Listens in from before the page is opened; goes on through reconnects."""

    def __init__(self, page: Page) -> None:
        self.sockets = 0
        self._page = page
        self._messages: list[Message] = []
        page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        self.sockets += 1
        socket.on("framereceived", self._received)

    def _received(self, payload: bytes | str) -> None:
        if isinstance(payload, bytes):
            self._messages.append(msgpack.unpackb(payload))

    def events(self, kind: str = "") -> list[Message]:
        """Logged events in the order of arrival."""
        logged = [message["event"] for message in self._messages if message["type"] == "logged"]
        return [event for event in logged if kind in ("", event["kind"])]

    def until(self, kind: str, wanted: Callable[[Message], bool], within_s: float = 20.0) -> None:
        """Wait until the page was sent such an event."""
        end = time.monotonic() + within_s
        while not any(wanted(event) for event in self.events(kind)):
            assert time.monotonic() < end, f"no such {kind}"
            # Messages are noted while the page is asked something.
            self._page.evaluate("() => new Promise(requestAnimationFrame)")

    def positions(self) -> list[tuple[int, int]]:
        """Where in the log each event stands."""
        return [
            (message["term"], message["seq"]) for message in self._messages if message["type"] == "logged"
        ]

    def train_steps(self) -> list[int]:
        """The steps of the loss curve as a viewer folds them: a new term cuts what lies behind its start."""
        steps: list[int] = []
        for event in self.events():
            if event["kind"] == "run_started":
                steps = []
            if event["kind"] == "run_resumed":
                steps = [step for step in steps if step <= event["step"]]
            if event["kind"] == "scalars_recorded" and event["series"] == "step":
                steps += np.frombuffer(event["steps"], dtype="<i4").tolist()
        return steps

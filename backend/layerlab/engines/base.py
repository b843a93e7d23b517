"""Where runs execute: the same Protocol for the embedded engine and the cluster."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Protocol

from layerlab.protocol.commands import Command
from layerlab.protocol.live import CaughtUp, Logged, StateChanged
from layerlab.protocol.queries import NEWEST, Query, Shown
from layerlab.store.events import Kept
from layerlab.worker.onnx_order import OnnxOrder

Position = tuple[int, int]
"""(term, seq) of an event in its run; (0, 0) is before the first."""

Followed = Logged | Kept | CaughtUp | StateChanged
"""What a viewer of a run receives: events of the tail, events of the history, and where the run stands."""


class Engine(Protocol):
    """Starts runs, takes commands, answers queries, and lets viewers follow the log."""

    async def start(self) -> None:
        """Warm up, and put the runs of a dead server back into the queue."""

    async def stop(self) -> None:
        """Checkpoint what runs and end all children."""

    async def enqueue(self, run: str) -> None:
        """Queue a run whose row is committed with the state `queued`."""

    async def order(self, run: str, command: Command) -> None:
        """Carry out a command. Raises LayerlabError where the run's state forbids it."""

    async def ask(self, run: str, query: Query, step: int = NEWEST) -> Shown:
        """Ask the live worker; about an earlier step, or without one, an inspector holding a checkpoint near it."""

    async def look(self, experiment: str, query: Query) -> Shown:
        """Ask a network that has learnt nothing yet: a sound document as JSON, small enough to be shown untrained.

        Raises LayerlabError: `busy` (429) where too many ask.
        """

    async def try_out(self, experiment: str) -> bool:
        """Try how fast a sound document, as JSON, trains on this machine, and remember it in the cache.

        One at a time and only while nothing trains; False where that could not be, or a run ended it by beginning.
        """

    async def export(self, order: OnnxOrder) -> None:
        """Write a network of a sound document as an ONNX file.

        Raises LayerlabError: why it can't be written, `busy` (429) where too many wait.
        """

    async def forget(self, run: str) -> None:
        """End the run's processes and forget it, before its rows and files are deleted."""

    def follow(self, run: str, after: Position) -> AsyncGenerator[Followed]:
        """The events after a position: history, CaughtUp, then the tail. No gap, no doubles.

        A slow reader loses frames that are superseded by newer ones of the same probe, never scalars or states.
        """

    def tell(self, changed: Callable[[str], None]) -> None:
        """From now on, name to `changed` every run whose state or place in the queue is another."""

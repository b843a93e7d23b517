"""A supervisor of the simplest kind: starts real worker processes, acknowledges, remembers all, and can kill."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import TypeAdapter

from layerlab.experiment.document import Experiment
from layerlab.protocol import wire
from layerlab.protocol.commands import Command
from layerlab.protocol.events import Event, RunFailed, RunFinished, RunStopped
from layerlab.protocol.inputs import AnyInput
from layerlab.protocol.queries import NEWEST, Query
from layerlab.protocol.worker import (
    Acknowledge,
    Decline,
    Drain,
    FromWorker,
    Instruct,
    Question,
    Reply,
    Report,
    ToWorker,
)
from layerlab.training.changes import Change
from layerlab.worker.assignment import Assignment
from layerlab.worker.inspector import inspect
from layerlab.worker.process import work

PATIENCE_S = 60.0
FROM_WORKER: TypeAdapter[FromWorker] = TypeAdapter(FromWorker)


class Foreman:
    """One run: its folder, its log, and the process of its present term."""

    def __init__(self, experiment: Experiment, folder: Path, cache: Path) -> None:
        self.experiment = experiment
        self.folder = folder
        self.cache = cache
        self.events: list[Event] = []
        self.acknowledges = True
        self.term = 0
        self._asked = 0
        self._connection: Connection | None = None
        self.process: multiprocessing.process.BaseProcess | None = None

    def start(
        self, *, paused: bool = False, pinned: AnyInput | None = None, target: Callable[..., None] = work
    ) -> None:
        """The next term, with the changes of the log so far."""
        self.term += 1
        changes = [event for event in self.events if isinstance(event, Change)]
        assignment = Assignment(
            run="run",
            term=self.term,
            experiment=self.experiment.model_dump_json(),
            folder=self.folder,
            cache=self.cache,
            changes=tuple(wire.pack(change) for change in changes),
            pinned=pinned,
            paused=paused,
        )
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["layerlab.worker.preload"])
        self._connection, theirs = context.Pipe(duplex=True)
        self.process = context.Process(target=target, args=(assignment, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def inspect(self) -> None:
        """A process that only answers questions."""
        self.start(target=inspect)

    def order(self, command: Command) -> None:
        self.send(Instruct(command=command))

    def drain(self) -> None:
        self.send(Drain())

    def send(self, message: ToWorker) -> None:
        assert self._connection is not None
        self._connection.send_bytes(wire.pack(message))

    def ask(self, query: Query, step: int = NEWEST) -> Reply | Decline:
        """The answer; events that come before it are remembered."""
        self._asked += 1
        self.send(Question(id=self._asked, query=query, step=step))
        while True:
            message = self.receive()
            if isinstance(message, Reply | Decline):
                assert message.id == self._asked
                return message

    def receive(self) -> FromWorker:
        """The next message. Raises EOFError where the process is gone."""
        assert self._connection is not None
        assert self._connection.poll(PATIENCE_S), "the worker is silent"
        message = wire.unpack(FROM_WORKER, self._connection.recv_bytes())
        if isinstance(message, Report):
            self.events.append(message.event)
            if isinstance(message.event, Change) and self.acknowledges:
                self.send(Acknowledge())
        return message

    def says_nothing(self, seconds: float) -> bool:
        assert self._connection is not None
        return not self._connection.poll(seconds)

    def until(self, kind: type[Event], step: int | None = None) -> Event:
        """Wait for an event of this class, and of this step if one is given."""
        while True:
            message = self.receive()
            if isinstance(message, Report) and isinstance(message.event, kind):
                event = message.event
                if step is None or getattr(event, "step", None) == step:
                    return event

    def until_end(self) -> Event:
        """Wait for the last event and the process's end."""
        while True:
            message = self.receive()
            if isinstance(message, Report) and isinstance(
                message.event, RunFinished | RunStopped | RunFailed
            ):
                self.join()
                return message.event

    def join(self) -> None:
        """The process ends by itself, and well."""
        assert self.process is not None
        self.process.join(PATIENCE_S)
        assert self.process.exitcode == 0

    def kill(self) -> None:
        """As kill -9 does; what it had sent is still read."""
        assert self.process is not None
        self.process.kill()
        self.process.join()
        try:
            while True:
                self.receive()
        except (EOFError, OSError):
            pass

    def hang_up(self) -> None:
        """Leave the worker alone in the world."""
        assert self._connection is not None
        self._connection.close()

    def close(self) -> None:
        """Hang up, whatever state it is in."""
        if self._connection is not None:
            self._connection.close()
        if self.process is not None and self.process.is_alive():
            self.process.kill()
            self.process.join()

    def final_bytes(self) -> bytes:
        """The weights and the optimizer's memory after the last step."""
        steps = sorted(int(path.name) for path in (self.folder / "checkpoints").iterdir())
        return (self.folder / "checkpoints" / str(steps[-1]) / "state.safetensors").read_bytes()


Employ = Callable[..., Foreman]
"""Makes a foreman for an experiment, which ends with the test."""

"""Waiting for room on a full disk, before there is a loop that could pause."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import inf
from typing import TypeVar

from layerlab.kit.errors import is_disk_full
from layerlab.protocol.commands import ResumeRun, StepRun, StopRun
from layerlab.protocol.events import RunPaused, RunStopped
from layerlab.protocol.worker import Decline, Drain, Instruct, Question
from layerlab.worker.channel import Channel

T = TypeVar("T")


class EndedError(Exception):
    """The run was told to end while it waited."""


class Room:
    """Does what needs room on the disk, again whenever its user says go on. `step` is what the run has reached."""

    def __init__(self, line: Channel, step: int) -> None:
        self._line = line
        self._step = step
        self.unheard: deque[Instruct] = deque()
        """Orders that came meanwhile, for the loop."""

    def make(self, attempt: Callable[[], T]) -> T:
        """What `attempt` gives. Raises EndedError where the run ends first."""
        while True:
            try:
                return attempt()
            except OSError as error:
                if not (is_disk_full(error) and self._line.is_attended):
                    raise
            self._line.report(RunPaused(step=self._step, reason="disk_full"))
            self._wait()

    def _wait(self) -> None:
        while True:
            message = self._line.receive(inf)
            match message:
                case Drain():
                    raise EndedError
                case Instruct(command=StopRun()):
                    self._line.report(RunStopped(step=self._step))
                    raise EndedError
                case Instruct(command=command):
                    self.unheard.append(message)
                    if isinstance(command, ResumeRun | StepRun):
                        return
                case Question(id=number):
                    self._line.reply(Decline(id=number, code="disk_full"))
                case _:
                    pass

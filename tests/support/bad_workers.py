"""Workers without torch, for the engines' tests: one that counts well, and several that misbehave.

What they do is written in the snapshot: {"steps": 20, "delay": 0.01, "checkpoint_every": 5, ...}.
"""

from __future__ import annotations

import json
import os
import signal
import time
from array import array
from multiprocessing.connection import Connection
from typing import Any

from pydantic import TypeAdapter

from layerlab.protocol import events as e
from layerlab.protocol import wire
from layerlab.protocol.commands import (
    ExtendRun,
    PauseRun,
    ResumeRun,
    SetHyperparameter,
    StepRun,
    StopRun,
)
from layerlab.protocol.frames import MatrixFrame, NodeOutputsFrame
from layerlab.protocol.queries import Shown
from layerlab.protocol.worker import Acknowledge, Drain, Hold, Instruct, Question, Reply, Report, ToWorker
from layerlab.worker.assignment import Assignment
from support.experiments import RATE

TO_WORKER: TypeAdapter[ToWorker] = TypeAdapter(ToWorker)
CHANGE: TypeAdapter[e.Event] = TypeAdapter(e.Event)


class Counter:
    """Counts steps and keeps the sum of its learning rates: a training that forgets nothing shows in the sum."""

    def __init__(self, assignment: Assignment, connection: Connection) -> None:
        self.assignment, self.connection = assignment, connection
        self.plan: dict[str, Any] = json.loads(assignment.experiment)
        self.checkpoints = assignment.folder / "checkpoints"
        self.checkpoints.mkdir(parents=True, exist_ok=True)
        self.step, self.total, self.rate = 0, 0.0, 1.0
        known = [wire.unpack(CHANGE, packed) for packed in assignment.changes]
        self.changes = {c.step: c for c in known if isinstance(c, e.HyperparameterChanged)}
        self.steps = [self.plan["steps"], *(c.total_steps for c in known if isinstance(c, e.RunExtended))][-1]
        self.paused, self.left = assignment.paused, -1
        self.waiting: list[Any] = []

    def report(self, event: e.Event) -> None:
        self.connection.send_bytes(wire.pack(Report(event=event)))

    def receive(self) -> Any:
        return wire.unpack(TO_WORKER, self.connection.recv_bytes())

    def begin(self) -> None:
        kept = sorted(int(path.name) for path in self.checkpoints.iterdir() if path.name.isdigit())
        if kept:
            state = json.loads((self.checkpoints / str(kept[-1]) / "state.json").read_text())
            self.step, self.total, self.rate = state["step"], state["total"], state["rate"]
            self.report(e.RunResumed(step=self.step, exact=True))
        else:
            self.report(
                e.RunStarted(
                    total_steps=self.steps, steps_per_epoch=10, batch_size=1, device="cpu", exact=True,
                    environment={},
                )
            )  # fmt: skip
        if self.paused:
            self.report(e.RunPaused(step=self.step))

    def checkpoint(self) -> None:
        state = {"step": self.step, "total": self.total, "rate": self.rate}
        partial = self.checkpoints / "partial"
        partial.mkdir(exist_ok=True)
        (partial / "state.json").write_text(json.dumps(state))
        if not (self.checkpoints / str(self.step)).exists():
            partial.rename(self.checkpoints / str(self.step))
        self.report(e.CheckpointSaved(step=self.step))

    def change(self, value: float) -> None:
        self.changes = {step: c for step, c in self.changes.items() if step <= self.step}
        self.use(e.HyperparameterChanged(step=self.step + 1, name=RATE, value=value, previous=self.rate))

    def use(self, change: e.HyperparameterChanged) -> None:
        self.report(change)
        while not isinstance(message := self.receive(), Acknowledge):
            self.waiting.append(message)
        self.rate = float(change.value)

    def extend(self, epochs: int) -> None:
        self.steps += 10 * epochs
        self.report(e.RunExtended(step=self.step + 1, total_steps=self.steps))
        while not isinstance(message := self.receive(), Acknowledge):
            self.waiting.append(message)

    def listen(self) -> bool:
        """Heed what has come; False to leave."""
        while self.waiting or self.paused or self.connection.poll():
            message = self.waiting.pop(0) if self.waiting else self.receive()
            if isinstance(message, Question):
                frame = NodeOutputsFrame(role="classifier", sample=0, label=0, nodes=(), probabilities=())
                answer = Shown(step=self.step, frames=(frame,))
                self.connection.send_bytes(wire.pack(Reply(id=message.id, answer=answer)))
            elif isinstance(message, Drain):
                self.checkpoint()
                return False
            elif isinstance(message, Hold):
                self.pause("disk_full")
            elif isinstance(message, Instruct) and not self.heed(message.command):
                return False
        return True

    def heed(self, command: Any) -> bool:
        match command:
            case PauseRun() if not self.paused:
                self.pause()
            case ResumeRun() if self.paused or self.left >= 0:
                self.paused, self.left = False, -1
                self.report(e.RunContinued(step=self.step))
            case StepRun(steps=steps):
                self.paused, self.left = False, steps
            case SetHyperparameter(value=value):
                self.change(float(value))
            case ExtendRun(epochs=epochs):
                self.extend(epochs)
            case StopRun():
                self.checkpoint()
                self.report(e.RunStopped(step=self.step))
                return False
        return True

    def pause(self, reason: e.PauseReason = "") -> None:
        self.paused = True
        self.checkpoint()
        self.report(e.RunPaused(step=self.step, reason=reason))

    def take_step(self) -> None:
        self.step += 1
        if (change := self.changes.pop(self.step, None)) is not None:
            self.use(change)
        self.total += self.rate
        time.sleep(self.plan.get("delay", 0.0))
        self.report(
            e.ScalarsRecorded(
                series="step",
                steps=array("i", [self.step]).tobytes(),
                columns={"loss": array("f", [self.total]).tobytes()},
            )
        )
        for probe in range(self.plan.get("probes", 0)):
            counts = bytes([self.step % 256]) * self.plan.get("frame_bytes", 100)
            frame = MatrixFrame(rows=1, columns=1, counts=counts, total=self.step)
            self.report(e.FrameRecorded(probe=f"probe_{probe}", step=self.step, frame=frame))
        if self.step % self.plan.get("checkpoint_every", 10) == 0:
            self.checkpoint()
        if self.left > 0:
            self.left -= 1
            if self.left == 0:
                self.pause()

    def run(self) -> None:
        self.begin()
        while self.step < self.steps:
            if not self.listen():
                return
            self.take_step()
        self.checkpoint()
        metrics = {"total": self.total, "test_accuracy": 0.5}
        self.report(e.RunFinished(step=self.step, metrics=metrics, seconds=1.0, samples_per_s=1.0))


def counts(assignment: Assignment, connection: Connection) -> None:
    """Does everything right."""
    Counter(assignment, connection).run()


def hears_no_extension(assignment: Assignment, connection: Connection) -> None:
    """As if its last word had crossed the order on the way: the first term passes over an extension."""
    counter = Counter(assignment, connection)
    if assignment.term == 1:
        counter.extend = lambda epochs: None  # type: ignore[method-assign]  # the very fault that is wanted
    counter.run()


def crashes(assignment: Assignment, connection: Connection) -> None:
    """Killed at step `crash_at` (in the terms up to `crash_terms`), as by the system when memory is out."""
    counter = Counter(assignment, connection)
    if assignment.term <= counter.plan.get("crash_terms", 10**9):
        take_step = counter.take_step

        def fatal_step() -> None:
            take_step()
            if counter.step >= counter.plan["crash_at"]:
                os.kill(os.getpid(), signal.SIGKILL)

        counter.take_step = fatal_step  # type: ignore[method-assign]  # the very fault that is wanted
    counter.run()


def never_reports(assignment: Assignment, connection: Connection) -> None:
    """Says nothing and hears nothing."""
    time.sleep(600)


def slow(assignment: Assignment, connection: Connection) -> None:
    """Starts, then spends forever in one step."""
    Counter(assignment, connection).begin()
    time.sleep(600)


def leaves_silently(assignment: Assignment, connection: Connection) -> None:
    """Exits well, without a last word."""
    Counter(assignment, connection).begin()


def talks_on(assignment: Assignment, connection: Connection) -> None:
    """Reports after its own end, and does not exit."""
    counter = Counter(assignment, connection)
    counter.run()
    counter.report(e.CheckpointSaved(step=10**6))
    time.sleep(600)


def babbles(assignment: Assignment, connection: Connection) -> None:
    """Sends what is no message."""
    Counter(assignment, connection).begin()
    connection.send_bytes(b"\xc1 nonsense")
    time.sleep(600)


def inspects(assignment: Assignment, connection: Connection) -> None:
    """Answers questions from the newest checkpoint until the server closes the pipe."""
    counter = Counter(assignment, connection)
    counter.step = max(int(path.name) for path in counter.checkpoints.iterdir() if path.name.isdigit())
    counter.paused = True
    try:
        counter.listen()
    except EOFError:
        return

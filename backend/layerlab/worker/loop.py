"""The training loop.

It owns the time: when a step is taken, when the test set is asked, when probes are read, when a checkpoint is written,
and when it waits because someone pressed pause. What one step *does* belongs to the algorithm.

Two rules hold all of it together:

- Whatever happens between two steps leaves the state of learning alone, to the last bit. So a run that was watched,
  paused, stopped or killed gives the same numbers as one that was left alone.
- A change made in mid-run is on disk before the step that uses it, and scalars are reported before the checkpoint that
  follows them. So nothing is lost when the machine goes down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import Command, PauseRun, ResumeRun, SetHyperparameter, StepRun, StopRun
from layerlab.protocol.events import (
    HyperparameterChanged,
    RunContinued,
    RunFinished,
    RunPaused,
    RunStopped,
)
from layerlab.protocol.worker import Acknowledge, Drain, Instruct, Question, ToWorker
from layerlab.training.changes import settle, value_at
from layerlab.training.nouns import Batch
from layerlab.training.order import reseed
from layerlab.worker.keeper import Keeper
from layerlab.worker.ledger import Entry, Ledger
from layerlab.worker.line import Line
from layerlab.worker.questions import answer
from layerlab.worker.session import Session
from layerlab.worker.stopwatch import Stopwatch
from layerlab.worker.transport import Transport
from layerlab.worker.watch import Watch


class AbandonedError(Exception):
    """The run is to end while the test set is asked: the rest of it doesn't matter any more."""


class Loop:
    """One term of a run, from the session's step to the end."""

    def __init__(
        self,
        session: Session,
        line: Line,
        keeper: Keeper,
        changes: list[HyperparameterChanged],
        *,
        paused: bool = False,
        wall_clock_s: float = float("inf"),
    ) -> None:
        self.session = session
        self.line = line
        self.keeper = keeper
        self.changes = changes
        self.wall_clock_s = wall_clock_s
        self.table = settle(changes)
        self.transport = Transport(paused)
        self.stopwatch = Stopwatch()
        self.ledger = Ledger(line, self.stopwatch)
        self.watch = Watch(session, line, self.stopwatch)
        self.questions: deque[Question] = deque()
        self.pause_announced_at = -1
        self.owes_evaluation = False

    def run(self, evaluation_owed: bool = False) -> None:
        """Train until all steps are done or the user ends it."""
        if evaluation_owed:
            self.evaluate()
        while True:
            self.attend()
            if self.transport.ending or self.session.finished:
                break
            self.step()
            if self.session.evaluation_is_due:
                self.evaluate()
            self.ledger.flush_if_due()
            self.watch.read_if_due()
            if self.keeper.is_due():
                self.save()
        self.close()

    def step(self) -> None:
        """One step of gradient descent, number `step` of the run."""
        session, state = self.session, self.session.state
        step = state.step + 1
        rate = session.rate(self.learning_rate(step), step, session.total_steps)
        batch = session.batch(step)
        state.set_learning_rate(rate)
        reseed(session.experiment.seed, step, session.device)
        metrics = session.algorithm.step(state, batch)
        state.step = step
        self.transport.stepped()
        self.ledger.note(Entry(step, metrics, rate), samples=len(batch.targets))

    def learning_rate(self, step: int) -> float:
        """The base learning rate in force at `step`; the schedule multiplies it."""
        return value_at(step, self.session.base_learning_rate, self.table)

    def evaluate(self) -> None:
        """Ask the whole test set. Commands are heard in between, but no step is taken."""
        self.owes_evaluation = True
        self.ledger.flush()
        try:
            evaluation = self.session.algorithm.evaluate(self.session.state, self.attended_batches())
        except AbandonedError:
            return
        self.owes_evaluation = False
        self.ledger.record(evaluation)
        self.watch.record(evaluation)

    def attended_batches(self) -> Iterator[Batch]:
        """The test set, batch by batch, with an ear on the line."""
        for batch in self.session.data.test_batches():
            self.listen()
            if self.transport.ending:
                raise AbandonedError
            yield batch

    def attend(self) -> None:
        """Between two steps: hear what came, and wait here while the run is paused."""
        self.listen()
        if not self.transport.is_waiting:
            if self.stopwatch.seconds > self.wall_clock_s:
                raise LayerlabError("time_is_up", {"hours": round(self.wall_clock_s / 3600, 1)})
            return
        self.watch.read_all()
        self.save()
        with self.stopwatch.halted():
            while self.transport.is_waiting:
                if not self.questions:
                    self.hear(self.line.receive(wait=True))
                self.listen()

    def listen(self) -> None:
        """Hear all that has come, answer one question, and say so when the run waits from now on."""
        while (message := self.line.receive(wait=False)) is not None:
            self.hear(message)
        if self.questions:
            self.line.reply(answer(self.session, self.questions.popleft()))
        if self.transport.is_waiting and self.pause_announced_at != self.session.state.step:
            self.ledger.flush()
            self.pause_announced_at = self.session.state.step
            self.line.report(RunPaused(step=self.session.state.step))

    def hear(self, message: ToWorker | None) -> None:
        """Take a message in; nothing is carried out in the middle of a step."""
        match message:
            case Instruct(command=command):
                self.obey(command)
            case Question():
                self.questions.append(message)
            case Drain():
                self.transport.end("drained")
            case Acknowledge() | None:
                pass

    def obey(self, command: Command) -> None:
        """Carry out a command."""
        match command:
            case PauseRun():
                self.transport.pause()
            case ResumeRun():
                self.continue_with()
            case StepRun(steps=steps):
                self.continue_with(steps)
            case StopRun():
                self.transport.end("stopped")
            case SetHyperparameter(value=value):
                self.change_learning_rate(float(value))

    def continue_with(self, steps: int = 0) -> None:
        """Go on: for so many steps, or, with 0, until told otherwise. A single step is not worth an announcement."""
        was_paused, self.pause_announced_at = self.transport.is_paused, -1
        if steps:
            self.transport.take(steps)
        else:
            self.transport.go()
        if was_paused and steps != 1:
            self.line.report(RunContinued(step=self.session.state.step))

    def change_learning_rate(self, value: float) -> None:
        """From the next step on. The event is durable first: no step is ever taken with an unrecorded value."""
        step = self.session.state.step + 1
        change = HyperparameterChanged(
            step=step, name="learning_rate", value=value, previous=self.learning_rate(step)
        )
        self.line.report_durably(change)
        self.changes.append(change)
        self.table = settle(self.changes)

    def save(self) -> None:
        """Hand the state to the keeper, after all that led to it."""
        self.ledger.flush()
        self.keeper.save(self.table, evaluated=not self.owes_evaluation)

    def close(self) -> None:
        """The last checkpoint, and the last word."""
        self.save()
        self.keeper.close()
        self.keeper.check()
        step, seconds = self.session.state.step, self.stopwatch.seconds
        if self.session.finished and not self.owes_evaluation:
            speed = self.ledger.samples / seconds if seconds > 0 else 0.0
            metrics = self.ledger.latest
            self.line.report(RunFinished(step=step, metrics=metrics, seconds=seconds, samples_per_s=speed))
        elif self.transport.ending == "stopped":
            self.line.report(RunStopped(step=step))

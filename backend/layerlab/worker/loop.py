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
from math import ceil, inf

from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import (
    Command,
    ExtendRun,
    PauseRun,
    PinInput,
    ResumeRun,
    SetHyperparameter,
    SetSpeed,
    StepRun,
    StopRun,
    UnpinInput,
)
from layerlab.protocol.events import (
    HyperparameterChanged,
    InputPinned,
    InputUnpinned,
    PauseReason,
    RunContinued,
    RunExtended,
    RunFinished,
    RunPaused,
    RunStopped,
    SpeedChanged,
)
from layerlab.protocol.worker import Acknowledge, Drain, Hold, Instruct, Question, ToWorker
from layerlab.training.changes import Change, effective_table
from layerlab.training.data import Batch, samples_in
from layerlab.worker.answers import answer
from layerlab.worker.channel import Channel
from layerlab.worker.checkpoint_writer import CheckpointWriter
from layerlab.worker.device import LaunchLimit
from layerlab.worker.probe_schedule import ProbeSchedule
from layerlab.worker.run_control import RunControl
from layerlab.worker.scalar_log import ScalarLog, StepScalars
from layerlab.worker.session import Session
from layerlab.worker.slow_motion import SlowMotion
from layerlab.worker.stopwatch import Stopwatch
from layerlab.worker.stride import Stride

SHOWN_S = 0.05
"""A step that stands so long is shown in all views."""
LOOK_S = 0.05
"""While a checkpoint is written, a run that waits looks so often whether there was room for it."""


class AbandonedError(Exception):
    """The run is to end while the test set is asked: the rest of it doesn't matter any more."""


class Loop:
    """One term of a run, from the session's step to the end."""

    def __init__(
        self,
        session: Session,
        channel: Channel,
        checkpoint_writer: CheckpointWriter,
        changes: list[Change],
        *,
        paused: bool = False,
        wall_clock_s: float = float("inf"),
    ) -> None:
        self.session = session
        self.channel = channel
        self.checkpoint_writer = checkpoint_writer
        self.changes = changes
        self.wall_clock_s = wall_clock_s
        self.control = RunControl(paused)
        self.slow_motion = SlowMotion()
        self.stride = Stride()
        self.launch_limit = LaunchLimit(session.device)
        self.stopwatch = Stopwatch()
        self.scalar_log = ScalarLog(channel, self.stopwatch, session.metrics)
        self.probe_schedule = ProbeSchedule(session, channel, self.stopwatch)
        self.questions: deque[Question] = deque()
        self.pause_announced_at = -1
        self.pause_reason: PauseReason = ""
        self.owes_evaluation = False

    def run(self, evaluation_owed: bool = False) -> None:
        """Train until all steps are done or the user ends it."""
        if evaluation_owed:
            self.evaluate(again=True)
        while True:
            self.wait_while_paused()
            if self.control.ending or (self.session.finished and self.is_kept()):
                break
            if self.session.finished:
                continue
            self.take_steps()
            if self.session.evaluation_is_due:
                self.evaluate()
            self.scalar_log.flush_if_due()
            self.probe_schedule.read_if_due()
            if self.checkpoint_writer.is_due():
                self.save()
        self.close()

    def take_steps(self) -> None:
        """Some steps of gradient descent, up to the next moment at which there is something else to do.

        A single one where someone looks step by step.
        """
        session, done = self.session, self.session.state.step
        left = session.total_steps - done
        slow = self.slow_motion.wait_s >= SHOWN_S
        self.probe_schedule.before_step(stands_after=left == 1 or slow or self.control.at_last)
        alone = self.control.counts or self.slow_motion.steps_per_s or self.probe_schedule.looks_on
        # The last step is taken alone, too: what probes need of the moment before it is kept.
        count = 1 if alone else max(1, min(self.stride.steps, left - 1))
        began = self.stopwatch.seconds
        for step in range(done + 1, done + 1 + count):
            self.step(step)
            if session.evaluation_is_due or session.at_epoch_end:
                break
        self.stride.took(session.state.step - done, self.stopwatch.seconds - began)

    def step(self, step: int) -> None:
        """One step of gradient descent, number `step` of the run."""
        session, state = self.session, self.session.state
        batch = session.begin(step)
        if self.slow_motion.steps_per_s:
            self.slow_motion.stepped()
        measured = session.algorithm.step(state, batch)
        self.launch_limit.stepped()
        state.step = step
        self.control.stepped()
        self.scalar_log.note(StepScalars(step, measured, session.rates_in_force), samples=samples_in(batch))

    @property
    def trained_s(self) -> float:
        """Seconds of training up to the present step, over all terms."""
        return self.session.trained_s + self.stopwatch.worked

    def evaluate(self, again: bool = False) -> None:
        """Ask the whole test set. Commands are heard in between, but no step is taken."""
        self.owes_evaluation = True
        self.scalar_log.flush()
        try:
            evaluation = self.session.algorithm.evaluate(self.session.state, self.interruptible_batches())
        except AbandonedError:
            return
        self.owes_evaluation = False
        self.scalar_log.record(evaluation)
        self.probe_schedule.record(evaluation)
        is_best = self.session.evaluations.take(
            evaluation, self.session.metrics, self.session.experiment.pace
        )
        if again or is_best:
            self.checkpoint_writer.save(self.trained_s, best=is_best, again=again)

    def interruptible_batches(self) -> Iterator[Batch]:
        """The test set, batch by batch; messages are taken between two of them."""
        for batch in self.session.data.test_batches():
            self.receive_messages()
            if self.control.ending:
                raise AbandonedError
            yield batch

    def wait_while_paused(self) -> None:
        """Between two steps: hear what came, and wait here while the run is paused."""
        self.mind_the_disk()
        self.receive_messages()
        self.keep_pace()
        if not self.control.is_waiting:
            if self.stopwatch.seconds > self.wall_clock_s:
                raise LayerlabError("time_is_up", {"hours": round(self.wall_clock_s / 3600, 1)})
            return
        self.probe_schedule.read_all()
        self.save()
        with self.stopwatch.halted():
            while self.control.is_waiting:
                if not self.questions:
                    self.take(self.channel.receive(LOOK_S if self.checkpoint_writer.is_writing else inf))
                self.mind_the_disk()
                self.receive_messages()

    def mind_the_disk(self) -> None:
        """Where there is no room for a checkpoint, going on would only lose more: wait for someone who makes room."""
        if not self.checkpoint_writer.is_full:
            return
        if not self.channel.is_attended:
            raise LayerlabError("disk_full", status=507)
        self.hold()

    def hold(self) -> None:
        """Pause, and say that the disk is full."""
        if self.pause_reason == "":
            self.control.pause()
            self.pause_reason, self.pause_announced_at = "disk_full", -1

    def keep_pace(self) -> None:
        """Slow motion: wait for the next step's time, and take messages meanwhile."""
        if not self.slow_motion.steps_per_s:
            return
        if self.slow_motion.wait_s >= SHOWN_S:
            self.scalar_log.flush()
        with self.stopwatch.dawdling():
            if self.slow_motion.wait_s >= SHOWN_S:
                self.probe_schedule.read_all()
            while (
                not (self.control.is_waiting or self.control.ending or self.session.finished)
                and (left_s := self.slow_motion.left_s) > 0
            ):
                self.take(self.channel.receive(left_s))
                self.receive_messages()

    def receive_messages(self) -> None:
        """Hear all that has come, answer one question, and say so when the run waits from now on."""
        while (message := self.channel.receive(0)) is not None:
            self.take(message)
        if self.questions:
            self.channel.reply(answer(self.session, self.questions.popleft()))
        if self.control.is_waiting and self.pause_announced_at != self.session.state.step:
            self.scalar_log.flush()
            self.pause_announced_at = self.session.state.step
            self.channel.report(RunPaused(step=self.session.state.step, reason=self.pause_reason))

    def take(self, message: ToWorker | None) -> None:
        """Take a message in; nothing is carried out in the middle of a step."""
        match message:
            case Instruct(command=command):
                self.carry_out(command)
            case Question():
                self.questions.append(message)
            case Drain():
                self.control.end("drained")
            case Hold():
                self.hold()
            case Acknowledge() | None:
                pass

    def carry_out(self, command: Command) -> None:
        """Carry out a command."""
        match command:
            case PauseRun():
                self.control.pause()
            case ResumeRun():
                self.continue_with()
            case StepRun(steps=steps):
                self.continue_with(steps)
            case StopRun():
                self.control.end("stopped")
            case SetHyperparameter(name=name, value=value):
                self.change(name, value)
            case ExtendRun(epochs=epochs):
                self.extend(epochs)
            case SetSpeed(steps_per_s=steps_per_s):
                self.slow_motion.steps_per_s = steps_per_s
                self.channel.report(SpeedChanged(step=self.session.state.step, steps_per_s=steps_per_s))
            case PinInput(input=given):
                self.pin(InputPinned(step=self.session.state.step, input=given))
            case UnpinInput():
                self.pin(InputUnpinned(step=self.session.state.step))

    def pin(self, event: InputPinned | InputUnpinned) -> None:
        """Ask about another input from now on, or about none; at once where the run waits."""
        self.channel.report(event)
        self.probe_schedule.pin(event.input if isinstance(event, InputPinned) else None)
        if self.control.is_waiting:
            self.scalar_log.flush()
            self.probe_schedule.read_all()

    def continue_with(self, steps: int = 0) -> None:
        """Go on: for so many steps, or, with 0, until told otherwise. A single step is not worth an announcement."""
        was_paused, self.pause_announced_at = self.control.is_paused, -1
        self.pause_reason = ""
        self.checkpoint_writer.try_again()
        if steps:
            self.control.take(steps)
        else:
            self.control.go()
        if was_paused and steps != 1:
            self.channel.report(RunContinued(step=self.session.state.step))

    def change(self, name: str, value: float) -> None:
        """A hyperparameter, from the next step on. One that the experiment doesn't have was refused before."""
        step = self.session.state.step + 1
        if name in self.session.initial:
            previous = self.session.settings.as_set(name, step)
            changed = HyperparameterChanged(step=step, name=name, value=value, previous=previous)
            if self.session.learns_under(effective_table([*self.changes, changed])):
                self.put_in_force(changed)

    def extend(self, epochs: int) -> None:
        """So many epochs more: after those that were planned, or, where the run is done, after those that it took."""
        session, step = self.session, self.session.state.step
        planned = session.total_steps
        if session.finished:
            planned = ceil(step / session.steps_per_epoch) * session.steps_per_epoch
        total_steps = planned + epochs * session.steps_per_epoch
        self.put_in_force(RunExtended(step=step + 1, total_steps=total_steps))

    def put_in_force(self, change: Change) -> None:
        """The event is durable first: no step is ever taken with an unrecorded value."""
        self.channel.report_durably(change)
        self.changes.append(change)
        self.session.table = effective_table(self.changes)

    def save(self) -> None:
        """Hand the state to the checkpoint writer, after all that led to it."""
        self.scalar_log.flush()
        self.checkpoint_writer.save(self.trained_s, evaluated=not self.owes_evaluation)

    def is_kept(self) -> bool:
        """Whether a finished run is on disk as it stands, which it is looked at for long; it ends no sooner."""
        self.probe_schedule.read_all()
        self.save()
        return self.checkpoint_writer.until_written()

    def close(self) -> None:
        """The last checkpoint, and the last word."""
        self.save()
        self.checkpoint_writer.try_again()
        self.checkpoint_writer.close()
        self.checkpoint_writer.check()
        step, seconds = self.session.state.step, self.stopwatch.worked
        if self.session.finished and not self.owes_evaluation:
            speed = self.scalar_log.samples / seconds if seconds > 0 else 0.0
            self.channel.report(
                RunFinished(
                    step=step,
                    metrics=self.scalar_log.latest,
                    seconds=self.trained_s,
                    samples_per_s=speed,
                    reason="early_stopping" if self.session.stopped_early else "",
                )
            )
        elif self.control.ending == "stopped":
            self.channel.report(
                RunStopped(
                    step=self.checkpoint_writer.written_step if self.checkpoint_writer.is_full else step
                )
            )

"""One term of a run: from the newest checkpoint, or from nothing, to its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from layerlab.experiment.document import Experiment
from layerlab.protocol.events import RunFailed, RunResumed, RunStarted, StartOrigin
from layerlab.protocol.inputs import AnyInput
from layerlab.training.changes import Change, effective_table
from layerlab.training.compute import Compute
from layerlab.worker.beginnings import kept_by_run
from layerlab.worker.channel import Channel, ChannelClosedError
from layerlab.worker.checkpoint_capture import restore
from layerlab.worker.checkpoint_store import CheckpointStore, Manifest
from layerlab.worker.checkpoint_writer import CheckpointWriter
from layerlab.worker.device import refuses_inexact
from layerlab.worker.diagnosis import largest_update
from layerlab.worker.evaluation_history import EvaluationHistory
from layerlab.worker.failure import Params, reason
from layerlab.worker.loop import Loop
from layerlab.worker.references import with_references
from layerlab.worker.room import EndedError, Room
from layerlab.worker.scalar_log import LossNotFiniteError
from layerlab.worker.session import Session, open_session
from layerlab.worker.trial import settle


@dataclass
class Term:
    """What a term needs. `folder` is the run's own, `cache` is shared by all."""

    experiment: Experiment
    folder: Path
    cache: Path
    changes: list[Change] = field(default_factory=list)
    pinned: AnyInput | None = None
    paused: bool = False
    wall_clock_s: float = float("inf")
    cores: int = 0
    """Cores that the run may take where a trial finds it worth it; with 0 nothing is tried."""
    _session: Session | None = field(default=None, init=False)

    def carry_out(self, channel: Channel) -> RunFailed | None:
        """Train to the end, and report how it ended; the reason is given back where the run failed.

        This is the worker's edge: whatever goes wrong ends this run, and nothing else.
        Raises ChannelClosedError where nobody is left to hear of it.
        """
        try:
            self._train(channel)
        except ChannelClosedError:
            raise
        except EndedError:
            return None
        except Exception as error:  # noqa: BLE001  the edge, see above
            failure = self._failed(error)
            channel.report(failure)
            return failure
        return None

    def _train(self, channel: Channel) -> None:
        newest = CheckpointStore(self.folder).newest()
        room = Room(channel, 0 if newest is None else newest.step)
        session = self._session = room.make(self._open)
        session.keep_first_weights()
        manifest = self._begin(session, channel)
        writer = CheckpointWriter(session, channel, self.folder)
        loop = Loop(
            session, channel, writer, self.changes, paused=self.paused, wall_clock_s=self.wall_clock_s
        )
        loop.probe_schedule.pin(self.pinned)
        for instruct in room.unheard:
            loop.take(instruct)
        try:
            # A run that was killed between its last step and its last word owes the figures of that word.
            owed = manifest is not None and (session.finished or not manifest.evaluated)
            loop.run(evaluation_owed=owed)
        finally:
            writer.close()

    def _open(self) -> Session:
        session = open_session(
            self.experiment,
            self.cache,
            compute=self._compute(),
            beginning=kept_by_run(self.experiment, self.folder),
        )
        session.table = effective_table(self.changes)
        return session

    def _compute(self) -> Compute:
        """As it was begun, where a checkpoint tells: another way to compute gives other bits."""
        manifest = CheckpointStore(self.folder).newest()
        if manifest is not None:
            return Compute.recorded(manifest.environment)
        return settle(self.experiment, self.cache, self.cores)

    def _failed(self, error: Exception) -> RunFailed:
        """The last event of a term that could not go on."""
        newest = CheckpointStore(self.folder).newest()
        checkpoint_step = -1 if newest is None else newest.step
        code, params = self._reason(error, checkpoint_step)
        # As far as it came: the sentence and the figures beside it tell the same step.
        step = max(0, checkpoint_step) if self._session is None else self._session.state.step
        if isinstance(error, LossNotFiniteError):
            step = error.step
        return RunFailed(step=step, code=code, params=params, checkpoint_step=checkpoint_step)

    def _begin(self, session: Session, channel: Channel) -> Manifest | None:
        """Restore the newest checkpoint if there is one, and say what begins."""
        checkpoints = CheckpointStore(self.folder)
        manifest = checkpoints.newest()
        remark = self._why_not_exact(session)
        if manifest is None:
            channel.report(
                RunStarted(
                    total_steps=session.total_steps,
                    steps_per_epoch=session.steps_per_epoch,
                    batch_size=self.experiment.pace.batch_size,
                    device=session.device.type,
                    exact=not remark,
                    remark=remark,
                    environment=session.environment,
                    metrics=with_references(session),
                    damaged_step=checkpoints.damaged_after(-1),
                    origins={
                        role: StartOrigin(title=start.title, run=start.run, step=start.step)
                        for role, start in self.experiment.start.items()
                    },
                )
            )
            return None
        restore(session.state, checkpoints.read(manifest.step), manifest.step)
        session.stand()
        session.recall(EvaluationHistory(**manifest.evaluations))
        session.trained_s = manifest.trained_s
        if manifest.environment != session.environment:
            remark = "environment_changed"
        damaged_step = checkpoints.damaged_after(manifest.step)
        channel.report(
            RunResumed(step=manifest.step, exact=not remark, remark=remark, damaged_step=damaged_step)
        )
        return manifest

    def _why_not_exact(self, session: Session) -> str:
        """Why the same seed may give other bits on this device; empty on the CPU, where it never does."""
        if session.device.type == "mps":
            return "device_not_exact"
        if session.device.type == "cuda":
            trial = open_session(self.experiment, self.cache, session.data, compute=self._compute())
            if refuses_inexact(lambda: trial.algorithm.step(trial.state, trial.begin(1))):
                return "no_deterministic_form"
        return ""

    def _reason(self, error: Exception, checkpoint_step: int) -> tuple[str, Params]:
        if not isinstance(error, LossNotFiniteError):
            return reason(error)
        found = largest_update(self._open(), CheckpointStore(self.folder), error.step)
        if found is None and error.step == 1:
            return "loss_not_finite_at_once", {"step": 1}
        node, ratio = found or ("", 0.0)
        return "loss_not_finite", {
            "step": error.step,
            "node": node,
            "ratio": float(f"{ratio:.3g}"),
            "checkpoint_step": checkpoint_step,
        }

"""Checkpoints while training goes on: captured between two steps, written by a thread."""

from __future__ import annotations

import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from torch import Tensor

from layerlab.kit.errors import is_disk_full
from layerlab.protocol.events import CheckpointSaved
from layerlab.worker.channel import Channel, ChannelClosedError
from layerlab.worker.checkpoint_capture import as_arrays, capture, is_finite
from layerlab.worker.checkpoint_store import CheckpointStore, Manifest
from layerlab.worker.session import Session

EVERY_S = 2.0
EPOCH_END_S = 0.5
MOST_SHARE = 0.02
"""Of the time, for captures: a large network is captured less often."""


@dataclass(frozen=True)
class Job:
    """A capture on its way to the disk."""

    tensors: dict[str, Tensor]
    manifest: Manifest
    must: bool
    """Ends of epochs are written even where a newer capture waits."""
    best: bool
    """So is the best one, until a better one comes."""


class CheckpointWriter:
    """Saves the session's state. What goes wrong in the thread is raised at the next save.

    A full disk is nothing that goes wrong: what could not be written is kept until it is tried again.
    """

    def __init__(self, session: Session, channel: Channel, run: Path) -> None:
        self._session = session
        self._channel = channel
        self._checkpoints = CheckpointStore(run)
        self._jobs: list[Job] = []
        self._changed = threading.Condition()
        self._closing = False
        self._failure: Exception | None = None
        self._saved_step = session.state.step
        self.written_step = session.state.step
        """The newest step whose checkpoint is on disk."""
        self.is_full = False
        """The disk had no room for the last checkpoint."""
        self.is_writing = False
        """A checkpoint is waiting or on its way to the disk."""
        self._next_at = time.monotonic() + EVERY_S
        self._epoch_end_at = 0.0
        self._thread = threading.Thread(target=self._write_all, name="checkpoints", daemon=True)
        self._thread.start()

    def is_due(self) -> bool:
        """About every two seconds, and at the ends of epochs, unless these follow each other at once."""
        now = time.monotonic()
        return now >= self._next_at or (self._session.at_epoch_end and now >= self._epoch_end_at)

    def save(
        self, trained_s: float, *, evaluated: bool = True, best: bool = False, again: bool = False
    ) -> None:
        """Capture now, write soon. Everything up to this step must have been reported before.

        A step that is saved already is saved `again` only where more is known of it now.
        """
        self.check()
        step = self._session.state.step
        if step == self._saved_step and not again:
            return
        began = time.monotonic()
        manifest = Manifest(
            step=step,
            environment=self._session.environment,
            changes={name: dict(values) for name, values in self._session.table.items()},
            evaluations=asdict(self._session.evaluations),
            trained_s=trained_s,
            evaluated=evaluated,
        )
        job = Job(capture(self._session.state), manifest, self._session.at_epoch_end, best)
        with self._changed:
            kept = [waiting for waiting in self._jobs if waiting.must or (waiting.best and not best)]
            self._jobs = [*kept, job]
            self.is_writing = not self.is_full
            self._changed.notify_all()
        self._saved_step = step
        now = time.monotonic()
        self._next_at = now + max(EVERY_S, (now - began) / MOST_SHARE)
        self._epoch_end_at = now + EPOCH_END_S

    def try_again(self) -> None:
        """Someone may have made room."""
        with self._changed:
            self.is_full = False
            self.is_writing = bool(self._jobs)
            self._changed.notify_all()

    def until_written(self) -> bool:
        """Wait until all is written; False where the disk is full."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_writing)
        self.check()
        return not self.is_full

    def close(self) -> None:
        """Write what waits, as far as there is room, and end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def check(self) -> None:
        """Raises what went wrong in the thread."""
        if self._failure is not None:
            raise self._failure

    def _write_all(self) -> None:
        while True:
            with self._changed:
                self.is_writing = bool(self._jobs) and not self.is_full
                self._changed.notify_all()
                self._changed.wait_for(lambda: (self._jobs and not self.is_full) or self._closing)
                if not self._jobs or self.is_full:
                    return
                job = self._jobs.pop(0)
            try:
                self._write(job)
            except (OSError, ValueError, RuntimeError, ChannelClosedError) as error:
                with self._changed:
                    if is_disk_full(error):
                        self._put_back(job)
                        continue
                    self._failure, self.is_writing = error, False
                    self._changed.notify_all()
                return

    def _put_back(self, job: Job) -> None:
        self.is_full = True
        # A newer capture takes the place of one that nothing hangs on, as always.
        if job.must or job.best or not self._jobs:
            self._jobs.insert(0, job)

    def _write(self, job: Job) -> None:
        arrays = as_arrays(job.tensors)
        # Weights that blew up in the very last step: the loss will say so; the checkpoint before stays the newest.
        if not is_finite(arrays):
            return
        self._checkpoints.put(arrays, job.manifest)
        self.written_step = job.manifest.step
        keeps_best = bool(self._session.experiment.pace.keep_best)
        best_step = job.manifest.evaluations["best_step"] if keeps_best else -1
        kept = self._checkpoints.worth_keeping(self._session.steps_per_epoch, best_step)
        # Told before they go: a mark stands for what can be restored.
        self._channel.report(CheckpointSaved(step=job.manifest.step, kept=kept))
        self._checkpoints.thin(kept)

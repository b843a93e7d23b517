"""A child that holds one of a run's checkpoints and answers questions about it."""

from __future__ import annotations

from multiprocessing.connection import Connection

import torch

from layerlab.experiment.load import stored
from layerlab.kit.errors import LayerlabError
from layerlab.protocol import wire
from layerlab.protocol.queries import NEWEST
from layerlab.protocol.worker import Decline, Question, Reply
from layerlab.training.changes import Table
from layerlab.training.compute import USUAL, Compute
from layerlab.worker.answers import answer
from layerlab.worker.assignment import Assignment
from layerlab.worker.beginnings import kept_by_run
from layerlab.worker.channel import TO_WORKER
from layerlab.worker.checkpoint_capture import restore
from layerlab.worker.checkpoint_store import CheckpointStore, Manifest
from layerlab.worker.session import Session, open_session

IDLE_S = 60.0


def inspect(assignment: Assignment, connection: Connection) -> None:
    """Answer questions until nobody asks for a minute, or the other end closes."""
    torch.set_num_threads(1)
    held = Held(assignment)
    try:
        while connection.poll(IDLE_S):
            question = wire.unpack(TO_WORKER, connection.recv_bytes())
            if isinstance(question, Question):
                reply: Reply | Decline
                try:
                    reply = answer(held.at(question.step), question)
                except LayerlabError as error:
                    reply = Decline(id=question.id, code=error.code, params=error.params)
                connection.send_bytes(wire.pack(reply))
    except (EOFError, OSError):
        return


def _table(manifest: Manifest) -> Table:
    """What had been changed when the checkpoint was written; JSON has only text for the steps."""
    return {
        name: {int(step): value for step, value in values.items()}
        for name, values in manifest.changes.items()
    }


class Held:
    """A run brought to life at one of its checkpoints, or as it began."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._checkpoints = CheckpointStore(assignment.folder)
        self._session: Session | None = None

    def at(self, step: int) -> Session:
        """The run as the checkpoint nearest to `step` left it. Raises LayerlabError where it has none."""
        for near in self._nearest(step):
            session = self._session or self._begun()
            if near == session.state.step:
                return session
            if near == 0:
                return self._begun()
            # A run that goes on clears away its older checkpoints, perhaps this moment.
            manifest = self._checkpoints.good(near)
            if manifest is not None:
                restore(session.state, self._checkpoints.read(near), near)
                session.table = _table(manifest)
                session.stand()
                return session
        raise LayerlabError("no_checkpoint", status=404)

    def _begun(self) -> Session:
        """The run before its first step."""
        manifest = self._checkpoints.newest()
        experiment = stored(self._assignment.experiment)
        self._session = open_session(
            experiment,
            self._assignment.cache,
            compute=USUAL if manifest is None else Compute.recorded(manifest.environment),
            beginning=kept_by_run(experiment, self._assignment.folder),
        )
        return self._session

    def _nearest(self, step: int) -> list[int]:
        """The steps whose weights can be had, the nearest first; of two equally near ones the earlier.

        What a run begins with is drawn from its seed: no checkpoint is needed for that.
        """
        steps = self._checkpoints.steps()
        if step == NEWEST:
            return steps[::-1]
        return sorted({0, *steps}, key=lambda kept: (abs(kept - step), kept))

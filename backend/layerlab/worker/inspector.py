"""A child that holds a run's last checkpoint and answers questions about it."""

from __future__ import annotations

from multiprocessing.connection import Connection

import torch

from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.protocol import wire
from layerlab.protocol.worker import Decline, Question, Reply
from layerlab.worker.assignment import Assignment
from layerlab.worker.checkpoint import restore
from layerlab.worker.line import TO_WORKER
from layerlab.worker.questions import answer
from layerlab.worker.session import Session, open_session
from layerlab.worker.shelf import Shelf

IDLE_S = 60.0


def inspect(assignment: Assignment, connection: Connection) -> None:
    """Answer questions until nobody asks for a minute, or the other end closes."""
    torch.set_num_threads(1)
    session: Session | None = None
    try:
        while connection.poll(IDLE_S):
            question = wire.unpack(TO_WORKER, connection.recv_bytes())
            if isinstance(question, Question):
                reply: Reply | Decline
                try:
                    session = session or _held(assignment)
                    reply = answer(session, question)
                except LayerlabError as error:
                    reply = Decline(id=question.id, code=error.code, params=error.params)
                connection.send_bytes(wire.pack(reply))
    except (EOFError, OSError):
        return


def _held(assignment: Assignment) -> Session:
    """The run as its newest checkpoint left it. Raises LayerlabError where it has none."""
    shelf = Shelf(assignment.folder)
    manifest = shelf.newest()
    if manifest is None:
        raise LayerlabError("no_checkpoint", status=404)
    session = open_session(Experiment.model_validate_json(assignment.experiment), assignment.cache)
    restore(session.state, shelf.read(manifest.step), manifest.step)
    return session

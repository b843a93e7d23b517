"""A child that holds a run's last checkpoint and answers questions about it.

Like `process`, this module is imported by the server and stays free of torch until the child runs.
"""

from __future__ import annotations

from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.protocol import wire
from layerlab.protocol.worker import Decline, Question, Reply, ToWorker
from layerlab.worker.process import Assignment, tie_to_parent
from layerlab.worker.shelf import Shelf

if TYPE_CHECKING:
    from layerlab.worker.session import Session

IDLE_S = 60.0

TO_WORKER: TypeAdapter[ToWorker] = TypeAdapter(ToWorker)


def inspect(assignment: Assignment, connection: Connection) -> None:
    """Answer questions until nobody asks for a minute, or the other end closes."""
    tie_to_parent()
    session: Session | None = None
    try:
        while connection.poll(IDLE_S):
            question = wire.unpack(TO_WORKER, connection.recv_bytes())
            if not isinstance(question, Question):
                continue
            try:
                session = session or _held(assignment)
                connection.send_bytes(wire.pack(_answer(session, question)))
            except LayerlabError as error:
                decline = Decline(id=question.id, code=error.code, params=error.params)
                connection.send_bytes(wire.pack(decline))
    except (EOFError, OSError):
        return


def _held(assignment: Assignment) -> Session:
    """The run as its newest checkpoint left it. Raises LayerlabError where it has none."""
    from layerlab.worker.checkpoint import restore  # torch: in the child only
    from layerlab.worker.session import open_session

    shelf = Shelf(assignment.folder)
    manifest = shelf.newest()
    if manifest is None:
        raise LayerlabError("no_checkpoint", status=404)
    session = open_session(Experiment.model_validate_json(assignment.experiment), assignment.cache)
    restore(session.state, shelf.read(manifest.step), manifest.step)
    return session


def _answer(session: Session, question: Question) -> Reply | Decline:
    from layerlab.worker.questions import answer  # torch: in the child only

    return answer(session, question)

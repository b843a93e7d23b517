"""A child that brings documents to life before they have learnt anything, and answers questions about them."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import torch

from layerlab.datasets.stand_in import looked_at
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import data_key
from layerlab.kit.errors import LayerlabError
from layerlab.network.sound import sound_plan
from layerlab.protocol import wire
from layerlab.protocol.queries import ShowAugmented, Shown
from layerlab.protocol.worker import Decline, Question, Reply
from layerlab.training.data import Data
from layerlab.worker.answers import answer, shown_augmented
from layerlab.worker.assignment import Assignment
from layerlab.worker.beginnings import chosen
from layerlab.worker.channel import TO_WORKER
from layerlab.worker.device import choose
from layerlab.worker.failure import reason
from layerlab.worker.session import Session, as_data, open_session

IDLE_S = 300.0
KEPT_SESSIONS = 2
"""The network on screen, and the one before it: undo and another tab come back to it."""
MOST_KEPT_WEIGHTS = 64_000_000
"""Of larger ones the newest alone is kept, and none while the next is made."""


def look(assignment: Assignment, connection: Connection) -> None:
    """Answer questions until nobody asks for some minutes, or the other end closes."""
    torch.set_num_threads(1)
    # It looks at documents: in place of a run's folder it is told that of all weights to start from.
    beginnings = Beginnings(assignment.cache, assignment.folder)
    try:
        while connection.poll(IDLE_S):
            question = wire.unpack(TO_WORKER, connection.recv_bytes())
            if isinstance(question, Question):
                connection.send_bytes(wire.pack(_reply(beginnings, question)))
    except (EOFError, OSError):
        return


def _reply(beginnings: Beginnings, question: Question) -> Reply | Decline:
    try:
        if isinstance(question.query, ShowAugmented):
            # Images are shown as they will be learnt from before there is any network to learn.
            experiment, data = beginnings.data_of(question.experiment)
            frame = shown_augmented(data, experiment, question.query)
            return Reply(id=question.id, answer=Shown(step=0, frames=(frame,)))
        return answer(beginnings.of(question.experiment), question)
    except (LayerlabError, RuntimeError, ValueError, OSError, MemoryError) as error:
        # What torch, the files or the memory refuse: one network that can't be shown is no end for the others.
        code, params = reason(error)
        return Decline(id=question.id, code=code, params=params)


class Beginnings:
    """Experiments as their runs will begin: what `open_session` gives a run, the same bits."""

    def __init__(self, cache: Path, weights: Path) -> None:
        self._cache, self._weights = cache, weights
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._data: tuple[str, Data] | None = None

    def of(self, document: str) -> Session:
        """The experiment before its first step."""
        session = self._sessions.pop(document, None)
        if session is None:
            # First, so that three networks are never held at once.
            while len(self._sessions) >= KEPT_SESSIONS or self._kept_weights() > MOST_KEPT_WEIGHTS:
                self._sessions.popitem(last=False)
            session = self._begun(*self.data_of(document))
        self._sessions[document] = session
        return session

    def _kept_weights(self) -> int:
        """Of all that are kept."""
        networks = [each for kept in self._sessions.values() for each in kept.state.networks.values()]
        return sum(weight.numel() for network in networks for weight in network.parameters())

    def data_of(self, document: str) -> tuple[Experiment, Data]:
        """The experiment, on a device that is here, and its data there."""
        experiment = Experiment.model_validate_json(document)
        try:
            device = choose(experiment.device)
        except LayerlabError:
            # A device that isn't here says nothing against a look: the weights are drawn on the CPU in any case.
            experiment = experiment.model_copy(update={"device": "cpu"})
            device = choose("cpu")
        kind = f"{data_key(experiment)} {device}"
        if self._data is None or self._data[0] != kind:
            self._data = kind, as_data(experiment, partial(looked_at, cache=self._cache), device)
        return experiment, self._data[1]

    def _begun(self, experiment: Experiment, data: Data) -> Session:
        # While it is edited it may have faults: each layer draws its weights by itself, so what no fault stands before
        # has those that it will have in the run.
        beginning = chosen(experiment, self._weights)
        return open_session(experiment, self._cache, data, sound_plan, beginning=beginning)

"""The worker's process: the edge where every exception becomes an event."""

from __future__ import annotations

from multiprocessing.connection import Connection
from typing import Annotated

import torch
from pydantic import Field, TypeAdapter

from layerlab.experiment.document import Experiment
from layerlab.protocol import wire
from layerlab.training.changes import Change
from layerlab.worker.assignment import Assignment
from layerlab.worker.channel import ChannelClosedError, ConnectionChannel
from layerlab.worker.term import Term

LONGEST_S = 7 * 24 * 3600.0
"""After so much training in one term a run ends: someone has forgotten it."""

CHANGE: TypeAdapter[Change] = TypeAdapter(Annotated[Change, Field(discriminator="kind")])


def work(assignment: Assignment, connection: Connection) -> None:
    """A child's whole life: train, and report how it ended. Returns normally even where the run failed."""
    torch.set_num_threads(1)
    channel = ConnectionChannel(connection)
    term = Term(
        experiment=Experiment.model_validate_json(assignment.experiment),
        folder=assignment.folder,
        cache=assignment.cache,
        changes=[wire.unpack(CHANGE, change) for change in assignment.changes],
        pinned=assignment.pinned,
        paused=assignment.paused,
        wall_clock_s=LONGEST_S,
    )
    try:
        term.carry_out(channel)
    except ChannelClosedError:
        # The supervisor is gone, and with it everyone who could read a report.
        return

"""The worker's process: the edge where every exception becomes an event."""

from __future__ import annotations

from multiprocessing.connection import Connection
from typing import Annotated

import torch
from pydantic import Field, TypeAdapter

from layerlab.experiment.load import stored
from layerlab.kit.errors import LayerlabError
from layerlab.protocol import wire
from layerlab.protocol.events import RunFailed
from layerlab.training.changes import Change
from layerlab.worker.assignment import Assignment
from layerlab.worker.channel import Channel, ChannelClosedError, ConnectionChannel
from layerlab.worker.failure import reason
from layerlab.worker.term import Term

LONGEST_S = 7 * 24 * 3600.0
"""After so much training in one term a run ends: someone has forgotten it."""

CHANGE: TypeAdapter[Change] = TypeAdapter(Annotated[Change, Field(discriminator="kind")])


def work(assignment: Assignment, connection: Connection) -> None:
    """A child's whole life: train, and report how it ended. Returns normally even where the run failed."""
    torch.set_num_threads(1)
    channel = ConnectionChannel(connection)
    try:
        _work(assignment, channel)
    except ChannelClosedError:
        # The supervisor is gone, and with it everyone who could read a report.
        return


def _work(assignment: Assignment, channel: Channel) -> None:
    try:
        experiment = stored(assignment.experiment)
    except LayerlabError as error:
        code, params = reason(error)
        channel.report(RunFailed(step=0, code=code, params=params, checkpoint_step=-1))
        return
    term = Term(
        experiment=experiment,
        folder=assignment.folder,
        cache=assignment.cache,
        changes=[wire.unpack(CHANGE, change) for change in assignment.changes],
        pinned=assignment.pinned,
        paused=assignment.paused,
        wall_clock_s=LONGEST_S,
        cores=assignment.cores,
    )
    term.carry_out(channel)

"""Training without a server: the same loop, in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from layerlab.experiment.document import Experiment
from layerlab.protocol.events import Event, RunFailed
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.term import Term


def train(
    experiment: Experiment,
    *,
    folder: Path,
    cache: Path,
    on_event: Callable[[Event], None],
    cores: int = 0,
) -> RunFailed | None:
    """Train from the newest checkpoint in `folder`, or from nothing, to the end; `on_event` hears everything.

    It may take so many cores where a short trial finds it worth it; with 0 nothing is tried. Gives the reason where the
    run failed (it is the last event too), else None.
    """
    term = Term(experiment=experiment, folder=folder, cache=cache, cores=cores)
    return term.carry_out(CallbackChannel(on_event))

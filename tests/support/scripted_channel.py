"""A line whose user gives each order exactly when the run waits: what happens at which step is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import inf
from pathlib import Path

from layerlab.experiment.document import Experiment
from layerlab.protocol.commands import Command, ResumeRun
from layerlab.protocol.events import Event
from layerlab.protocol.worker import Drain, Instruct, ToWorker
from layerlab.training.changes import Change
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.term import Term

Said = Command | Drain


class ScriptedChannel(CallbackChannel):
    """Gives the next order whenever the run waits for one; at last it lets the run go on."""

    def __init__(self, on_event: Callable[[Event], None], orders: Iterable[Said]) -> None:
        super().__init__(on_event)
        self._orders = iter(orders)

    def receive(self, wait_s: float) -> ToWorker | None:
        if wait_s < inf:
            return None
        order = next(self._orders, ResumeRun())
        return order if isinstance(order, Drain) else Instruct(command=order)


def carry_out(
    experiment: Experiment,
    folder: Path,
    cache: Path,
    orders: Iterable[Said] = (),
    changes: Iterable[Change] = (),
) -> list[Event]:
    """One term in this process, paused at its start if there are orders. Gives its events."""
    events: list[Event] = []
    orders = tuple(orders)
    term = Term(experiment, folder, cache, changes=list(changes), paused=bool(orders))
    assert term.carry_out(ScriptedChannel(events.append, orders)) is None
    return events

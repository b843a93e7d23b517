"""The worker's process: the edge where every exception becomes an event.

The server imports this module to start children, and must stay free of torch: what needs torch is imported in the
child, where `preload` has it ready.
"""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import TypeAdapter

from layerlab.experiment.document import Experiment
from layerlab.protocol import wire
from layerlab.protocol.events import HyperparameterChanged

LONGEST_S = 7 * 24 * 3600.0

CHANGE: TypeAdapter[HyperparameterChanged] = TypeAdapter(HyperparameterChanged)


@dataclass(frozen=True)
class Assignment:
    """What a child is told when it starts."""

    run: str
    term: int
    experiment: str
    """JSON."""
    folder: Path
    """The run's own."""
    cache: Path
    changes: list[bytes] = field(default_factory=list)
    """The run's HyperparameterChanged events so far, packed, in the log's order."""
    paused: bool = False
    wall_clock_s: float = LONGEST_S


def work(assignment: Assignment, connection: Connection) -> None:
    """A child's whole life: train, and report how it ended. Returns normally even where the run failed."""
    tie_to_parent()
    import torch  # the server imports this module and must stay free of torch

    torch.set_num_threads(1)
    from layerlab.worker.line import ConnectionLine, LineClosedError  # as above
    from layerlab.worker.term import Term

    line = ConnectionLine(connection)
    term = Term(
        experiment=Experiment.model_validate_json(assignment.experiment),
        folder=assignment.folder,
        cache=assignment.cache,
        changes=[wire.unpack(CHANGE, change) for change in assignment.changes],
        paused=assignment.paused,
        wall_clock_s=assignment.wall_clock_s,
    )
    try:
        try:
            term.carry_out(line)
        except LineClosedError:
            raise
        except Exception as error:  # noqa: BLE001  the worker's edge: one run fails, nothing else does
            line.report(term.failed(error))
    except LineClosedError:
        # The supervisor is gone, and with it everyone who could read a report.
        return


def tie_to_parent() -> None:
    """Die with the server, and leave Ctrl-C to it: it drains its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes  # Linux only

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)

"""A child that tries how fast one experiment trains here, remembers it in the cache, and goes."""

from __future__ import annotations

from multiprocessing.connection import Connection

from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.worker.assignment import Assignment
from layerlab.worker.trial import tried


def try_out(assignment: Assignment, connection: Connection) -> None:
    """Try the experiment; where it can't be trained here, nothing is known of it afterwards either."""
    try:
        tried(Experiment.model_validate_json(assignment.experiment), assignment.cache, assignment.cores)
    except (LayerlabError, RuntimeError, ValueError, OSError, MemoryError):
        return

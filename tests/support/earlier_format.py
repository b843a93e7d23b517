"""A Layerlab whose documents had a format before the first: what stands in its database was written in that one."""

from __future__ import annotations

import json
from multiprocessing.connection import Connection
from typing import Any

from layerlab.experiment import migrations
from layerlab.experiment.document import Experiment
from layerlab.worker import inspector, process
from layerlab.worker.assignment import Assignment


def written_earlier(experiment: Experiment) -> str:
    """The document as the earlier format had it: another number, and the seed under another name."""
    document = experiment.model_dump(mode="json")
    return json.dumps({"random_seed": document.pop("seed"), **document, "format": 0})


def _first(document: dict[str, Any]) -> dict[str, Any]:
    """From format 0 to format 1."""
    rest = {name: value for name, value in document.items() if name != "random_seed"}
    return {**rest, "seed": document["random_seed"]}


def know_it() -> None:
    """Register the way up from format 0. For good: call it in a process of its own, or undo both."""
    migrations.OLDEST = 0
    migrations.MIGRATIONS[0] = _first


def forget_it() -> None:
    """Undo `know_it`."""
    migrations.OLDEST = 1
    del migrations.MIGRATIONS[0]


def work(assignment: Assignment, connection: Connection) -> None:
    """A worker of that Layerlab."""
    know_it()
    process.work(assignment, connection)


def inspect(assignment: Assignment, connection: Connection) -> None:
    """An inspector of that Layerlab."""
    know_it()
    inspector.inspect(assignment, connection)

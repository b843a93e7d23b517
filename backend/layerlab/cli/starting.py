"""Weights to begin with, as they are named on the command line: a file, or a run of the data folder."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from layerlab.api.starts import BEST, LAST, Chosen, fitting, require_some, write_of_run
from layerlab.experiment.document import Experiment
from layerlab.experiment.load import stored
from layerlab.experiment.presets.picture import PRETRAINED
from layerlab.experiment.start import Start
from layerlab.kit.errors import LayerlabError
from layerlab.settings import Settings
from layerlab.store import experiments, runs
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database
from layerlab.store.weights import WeightStore

RUN = re.compile(r"(?P<experiment>[a-z0-9]{1,40})/(?P<number>\d{1,9})(?:@(?P<step>best|last|\d{1,9}))?\Z")
STEPS = {"best": BEST, "last": LAST}


def begun_with(
    experiment: Experiment, given: list[str], settings: Settings, folder: Path
) -> tuple[Experiment, list[Chosen]]:
    """The experiment as it says what it starts from, and that for each network; `folder` takes files of runs.

    `given`: `[ROLE=]FILE.safetensors`, or `[ROLE=]EXPERIMENT/NUMBER` with the id that the page's address tells, and
    perhaps `@last`, `@best` or a step. Networks that none is given for begin as the document says.
    Raises LayerlabError where there are no such weights, and where no layer finds its own among them.
    """
    starts, files = dict(experiment.start), dict[str, Path]()
    for text in given:
        role, _, origin = text.rpartition("=")
        role = role or experiment.algorithm.roles[0].name
        if role not in experiment.networks:
            raise LayerlabError("role_unknown", {"role": role})
        starts[role], files[role] = found(experiment, role, origin, settings, folder)
    store = WeightStore(Artifacts(settings.data).weights, 0, PRETRAINED)
    chosen = []
    for role, start in starts.items():
        one = fitting(experiment, role, files.get(role) or store.path(start.weights), start.anew)
        require_some(one)
        chosen.append(one)
    return experiment.model_copy(update={"start": starts}), chosen


def found(
    experiment: Experiment, role: str, origin: str, settings: Settings, folder: Path
) -> tuple[Start, Path]:
    """What is told of weights to start from, and the file that holds them."""
    path = Path(origin)
    told = RUN.match(origin)
    if told is None or path.is_file():
        if not path.is_file():
            raise LayerlabError("no_such_weights", {"name": origin})
        return Start(weights=_digest(path), title=path.name[:200]), path
    step = told["step"] or "best"
    title, run, snapshot = _run(told["experiment"], int(told["number"]), settings)
    path = folder / f"{role}.safetensors"
    runs_folder = Artifacts(settings.data).runs
    at = write_of_run(runs_folder / run, snapshot, role, STEPS.get(step) or int(step), path)
    return Start(weights=_digest(path), title=title, run=int(told["number"]), step=at), path


def _run(experiment: str, number: int, settings: Settings) -> tuple[str, str, Experiment]:
    """Of a run of the data folder: the title of its experiment, its id, and what it executes."""
    name = f"{experiment}/{number}"
    if not settings.database_url and not settings.database_file.is_file():
        raise LayerlabError("no_such_weights", {"name": name})
    database = Database(settings.database)
    try:
        with database.reading() as session:
            row = next((one for one in runs.of_experiment(session, experiment) if one.number == number), None)
            if row is None:
                raise LayerlabError("no_such_weights", {"name": name})
            origin = experiments.find(session, experiment)
            return origin.title if origin else "", row.id, stored(row.snapshot)
    finally:
        database.close()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()

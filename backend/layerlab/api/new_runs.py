"""From a saved experiment to queued runs: checked, counted, and with what they begin with in their own folders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from anyio import from_thread
from sqlalchemy.orm import Session

from layerlab.api.access import Visitor, owned_experiment
from layerlab.api.bodies import RunBody
from layerlab.api.convert import document_of, run_body
from layerlab.api.reckoning import MAX_TOLD
from layerlab.api.services import Services
from layerlab.api.starts import Chosen, all_chosen, keep_for_run
from layerlab.experiment.check import check_experiment, require_trainable
from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError, is_disk_full
from layerlab.store import runs
from layerlab.store.runs import Caps, Snapshot


class SavedExperiment(NamedTuple):
    """What a run is made of."""

    id: str
    owner: str
    text: str
    """As it is kept, perhaps in an earlier format."""
    document: Experiment


@dataclass(frozen=True)
class NewRow:
    """A run that is to be."""

    snapshot: Snapshot
    starts: list[Chosen]


def saved_at(services: Services, visitor: Visitor, experiment: str, revision: int) -> SavedExperiment:
    """The experiment as saved. Raises LayerlabError `stale_revision` where that is not the newest any more."""
    services.artifacts.require_space()
    with services.database.reading() as session:
        row = owned_experiment(session, visitor, experiment)
        owner, text = row.owner, row.document
        if row.revision != revision:
            raise LayerlabError("stale_revision", {"revision": row.revision}, status=409)
    return SavedExperiment(experiment, owner, text, document_of(text))


def checked_row(
    services: Services, saved: SavedExperiment, document: Experiment, text: str, variant: str = ""
) -> NewRow:
    """A run of a plain experiment. Raises LayerlabError with all problems where it can't train."""
    checked = check_experiment(document)
    require_trainable(document)
    if checked.problems:
        raise LayerlabError(
            "experiment_invalid", {"count": len(checked.problems)}, problems=checked.problems[:MAX_TOLD]
        )
    snapshot = Snapshot(saved.id, saved.owner, text, checked.total_steps, variant)
    return NewRow(snapshot, all_chosen(services, document))


def queue(
    services: Services, visitor: Visitor, experiment: str, rows: list[NewRow], *, paused: bool = False
) -> list[RunBody]:
    """Queue runs in this order: all of them, or none where they are too many."""
    with services.database.session() as session:
        made = _added(services, session, visitor, experiment, rows, paused)
    try:
        for body, row in zip(made, rows, strict=True):
            keep_for_run(services.artifacts.folder(body.id), row.starts)
    except (OSError, LayerlabError) as error:
        # Without room for what it begins with there is no run.
        _take_back(services, [body.id for body in made])
        if is_disk_full(error):
            raise LayerlabError("disk_full", status=507) from error
        raise
    for body in made:
        from_thread.run(services.engine.enqueue, body.id)
    from_thread.run(services.run_lists.changed, experiment)
    return made


def _added(
    services: Services,
    session: Session,
    visitor: Visitor,
    experiment: str,
    rows: list[NewRow],
    paused: bool,
) -> list[RunBody]:
    settings = services.settings
    owned_experiment(session, visitor, experiment)
    limit = settings.max_runs_per_experiment
    if len(runs.listed(session, experiment)) + len(rows) > limit:
        raise LayerlabError("too_many_runs_kept", {"limit": limit}, status=429)
    caps = Caps(running=settings.max_running_per_owner, queued=settings.max_queued_per_owner)
    made = [runs.create(session, row.snapshot, caps) for row in rows]
    for row in made:
        row.desired = "paused" if paused else "running"
    return [run_body(row) for row in made]


def _take_back(services: Services, made: list[str]) -> None:
    with services.database.session() as session:
        for run in made:
            session.delete(runs.get(session, run))
    for run in made:
        services.artifacts.delete(run)

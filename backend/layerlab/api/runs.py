"""Runs: started here, then ordered and watched through the live socket."""

from __future__ import annotations

from anyio import from_thread
from fastapi import APIRouter

from layerlab.api.access import VisitorOf, owned_experiment, owned_run
from layerlab.api.bodies import NewRun, RunBody
from layerlab.api.convert import document_of, run_body
from layerlab.api.experiments import forget_runs, run_bodies
from layerlab.api.reading import ReadingRoute
from layerlab.api.reckoning import MAX_TOLD
from layerlab.api.services import Services, ServicesOf
from layerlab.api.starts import Chosen, all_chosen, keep_for_run
from layerlab.experiment.check import check_experiment, require_trainable
from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError, is_disk_full
from layerlab.store import runs
from layerlab.store.runs import Caps, Snapshot
from layerlab.store.tables import RunRow

router = APIRouter(prefix="/api", tags=["runs"], route_class=ReadingRoute)


@router.post("/experiments/{experiment}/runs", status_code=201)
def start_run(experiment: str, body: NewRun, services: ServicesOf, visitor: VisitorOf) -> RunBody:
    """Queue a run of the experiment as saved. Refused with all problems where it can't train."""
    services.artifacts.require_space()
    with services.database.reading() as session:
        saved = owned_experiment(session, visitor, experiment)
        owner, document = saved.owner, saved.document
        if saved.revision != body.revision:
            raise LayerlabError("stale_revision", {"revision": saved.revision}, status=409)
    checked = check_experiment(document_of(document))
    require_trainable(checked.experiment)
    if checked.problems:
        raise LayerlabError(
            "experiment_invalid", {"count": len(checked.problems)}, problems=checked.problems[:MAX_TOLD]
        )
    settings, starts = services.settings, all_chosen(services, checked.experiment)
    with services.database.session() as session:
        owned_experiment(session, visitor, experiment)
        if len(runs.of_experiment(session, experiment)) >= settings.max_runs_per_experiment:
            limit = settings.max_runs_per_experiment
            raise LayerlabError("too_many_runs_kept", {"limit": limit}, status=429)
        snapshot = Snapshot(experiment, owner, document, checked.total_steps)
        caps = Caps(running=settings.max_running_per_owner, queued=settings.max_queued_per_owner)
        row = runs.create(session, snapshot, caps)
        if body.paused:
            row.desired = "paused"
        body_of_run = run_body(row)
    if starts:
        _keep(services, body_of_run.id, starts)
    from_thread.run(services.engine.enqueue, body_of_run.id)
    from_thread.run(services.run_lists.changed, experiment)
    return body_of_run


def _keep(services: Services, run: str, starts: list[Chosen]) -> None:
    """Put what it begins with into the run's own folder. Without room for that there is no run."""
    try:
        keep_for_run(services.artifacts.folder(run), starts)
    except (OSError, LayerlabError) as error:
        with services.database.session() as session:
            session.delete(runs.get(session, run))
        services.artifacts.delete(run)
        if is_disk_full(error):
            raise LayerlabError("disk_full", status=507) from error
        raise


@router.get("/experiments/{experiment}/runs")
def list_runs(experiment: str, services: ServicesOf, visitor: VisitorOf) -> list[RunBody]:
    """The runs of an experiment, newest first."""
    with services.database.reading() as session:
        owned_experiment(session, visitor, experiment)
        return run_bodies(session, experiment)


@router.get("/runs/{run}")
def read_run(run: str, services: ServicesOf, visitor: VisitorOf) -> RunBody:
    """One run."""
    with services.database.reading() as session:
        return run_body(owned_run(session, visitor, run))


@router.delete("/runs/{run}", status_code=204)
def delete_run(run: str, services: ServicesOf, visitor: VisitorOf) -> None:
    """End a run if it still goes, and delete it with its files."""
    with services.database.reading() as session:
        experiment = owned_run(session, visitor, run).experiment
    forget_runs(services, [run])
    with services.database.session() as session:
        row = session.get(RunRow, run)
        if row is not None:
            session.delete(row)
    from_thread.run(services.run_lists.changed, experiment)
    services.artifacts.delete(run)


@router.get("/runs/{run}/snapshot")
def read_snapshot(run: str, services: ServicesOf, visitor: VisitorOf) -> Experiment:
    """The document that the run executes, as it was when it was started."""
    with services.database.reading() as session:
        return document_of(owned_run(session, visitor, run).snapshot)

"""Runs: started here, then ordered and watched through the live socket."""

from __future__ import annotations

from anyio import from_thread
from fastapi import APIRouter

from layerlab.api.access import VisitorOf, owned_experiment, owned_run
from layerlab.api.bodies import NewRun, RunBody
from layerlab.api.convert import document_of, run_body
from layerlab.api.experiments import forget_runs, run_bodies
from layerlab.api.new_runs import checked_row, queue, saved_at
from layerlab.api.reading import ReadingRoute
from layerlab.api.services import ServicesOf
from layerlab.experiment.document import Experiment
from layerlab.experiment.variants import name_of, plain
from layerlab.store.tables import RunRow

router = APIRouter(prefix="/api", tags=["runs"], route_class=ReadingRoute)


@router.post("/experiments/{experiment}/runs", status_code=201)
def start_run(experiment: str, body: NewRun, services: ServicesOf, visitor: VisitorOf) -> RunBody:
    """Queue a run of the experiment as saved. Refused with all problems where it can't train."""
    saved = saved_at(services, visitor, experiment, body.revision)
    document, text, variant = saved.document, saved.text, ""
    if document.variants:
        # What it executes stays a plain experiment.
        variant, document = name_of(document), plain(document)
        text = document.model_dump_json()
    row = checked_row(services, saved, document, text, variant)
    return queue(services, visitor, experiment, [row], paused=body.paused)[0]


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

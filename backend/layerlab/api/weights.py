"""Weights to start from: chosen among runs, sent as files, matched with a network, taken home beside a script."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from layerlab.api.access import (
    VisitorOf,
    owned_experiment,
    owned_run,
    shared_experiment,
    shared_run,
)
from layerlab.api.cards import best_figure
from layerlab.api.convert import attachment, document_of
from layerlab.api.reading import ReadingRoute
from layerlab.api.services import Services, ServicesOf
from layerlab.api.starts import best_step, chosen, take_file, take_from_run
from layerlab.api.weight_bodies import (
    Checkpoints,
    StartRun,
    TakeWeights,
    WeightsTaken,
)
from layerlab.experiment.document import Experiment
from layerlab.experiment.file_names import start_name
from layerlab.experiment.start import Start
from layerlab.kit.errors import LayerlabError
from layerlab.store import experiments, runs
from layerlab.store.weights import MAX_FILE_BYTES
from layerlab.worker.beginnings import start_file
from layerlab.worker.checkpoint_store import CheckpointStore

MAX_TITLE = 120
MAX_RUNS = 200

router = APIRouter(prefix="/api", tags=["weights"], route_class=ReadingRoute)


@router.get("/weights/runs")
def list_runs(services: ServicesOf, visitor: VisitorOf) -> list[StartRun]:
    """The visitor's runs that have weights to start from, the newest first."""
    if not visitor.owner:
        return []
    with services.database.reading() as session:
        return [
            StartRun(
                id=run.id,
                number=run.number,
                experiment=run.experiment,
                title=title,
                step=run.step,
                figure=best_figure(run),
            )
            for run, title in runs.with_weights(session, visitor.owner, MAX_RUNS)
        ]


@router.get("/runs/{run}/checkpoints")
def list_checkpoints(run: str, services: ServicesOf, visitor: VisitorOf) -> Checkpoints:
    """The steps of a run whose weights can be had."""
    with services.database.reading() as session:
        owned_run(session, visitor, run)
    return _checkpoints(services, run)


@router.get("/shared/{secret}/runs/{run}/checkpoints")
def list_shared_checkpoints(secret: str, run: str, services: ServicesOf) -> Checkpoints:
    """The same of a run that a link shows."""
    with services.database.reading() as session:
        shared_run(session, secret, run)
    return _checkpoints(services, run)


@router.post("/experiments/{experiment}/weights_of_run", status_code=201)
def take_weights(
    experiment: str, body: TakeWeights, services: ServicesOf, visitor: VisitorOf
) -> WeightsTaken:
    """Keep the weights of a run: an experiment of the visitor's can start from them, whatever becomes of the run."""
    with services.database.reading() as session:
        own = owned_experiment(session, visitor, experiment)
        found = (
            shared_run(session, body.share, body.run)[1]
            if body.share
            else owned_run(session, visitor, body.run)
        )
        number, snapshot = found.number, document_of(found.snapshot)
        origin = experiments.find(session, found.experiment)
        title, owner = origin.title if origin else "", own.owner
    _require_turn(services, owner)
    digest, step = take_from_run(services, body.run, snapshot, body.role, body.step)
    return WeightsTaken(start=Start(weights=digest, title=title, run=number, step=step))


@router.post("/experiments/{experiment}/weights", status_code=201)
async def send_weights(
    experiment: str, request: Request, services: ServicesOf, visitor: VisitorOf, name: str = ""
) -> WeightsTaken:
    """Keep a safetensors file, so that an experiment of the visitor's own can start from it."""

    def require_own() -> str:
        with services.database.reading() as session:
            return owned_experiment(session, visitor, experiment).owner

    owner = await to_thread.run_sync(require_own)
    _require_turn(services, owner)
    services.artifacts.require_space()
    draft = await to_thread.run_sync(services.weights.draft)
    try:
        await services.uploads.receive(request, draft, MAX_FILE_BYTES)
        digest = await to_thread.run_sync(take_file, services, draft)
    finally:
        await to_thread.run_sync(lambda: draft.unlink(missing_ok=True))
    title = "".join(letter for letter in name if letter.isprintable())[:MAX_TITLE]
    return WeightsTaken(start=Start(weights=digest, title=title))


@router.get("/experiments/{experiment}/start/{role}", response_class=Response)
def read_start(experiment: str, role: str, services: ServicesOf, visitor: VisitorOf) -> Response:
    """What a network of the experiment begins with, beside its script."""
    with services.database.reading() as session:
        document = document_of(owned_experiment(session, visitor, experiment).document)
    return _of_document(services, document, role)


@router.get("/runs/{run}/start/{role}", response_class=Response)
def read_start_of_run(run: str, role: str, services: ServicesOf, visitor: VisitorOf) -> Response:
    """What a network of the run began with."""
    with services.database.reading() as session:
        document = document_of(owned_run(session, visitor, run).snapshot)
    return _of_run(services, run, document, role)


@router.get("/shared/{secret}/start/{role}", response_class=Response)
def read_shared_start(secret: str, role: str, services: ServicesOf) -> Response:
    """The same of the experiment that a link opens."""
    with services.database.reading() as session:
        document = document_of(shared_experiment(session, secret)[1].document)
    return _of_document(services, document, role)


@router.get("/shared/{secret}/runs/{run}/start/{role}", response_class=Response)
def read_start_of_shared_run(secret: str, run: str, role: str, services: ServicesOf) -> Response:
    """The same of a run that a link shows."""
    with services.database.reading() as session:
        document = document_of(shared_run(session, secret, run)[1].snapshot)
    return _of_run(services, run, document, role)


def _checkpoints(services: Services, run: str) -> Checkpoints:
    kept = CheckpointStore(services.artifacts.runs / run)
    return Checkpoints(steps=kept.steps(), best=best_step(kept))


def _require_turn(services: Services, owner: str) -> None:
    if not services.takes.take(owner):
        raise LayerlabError("too_many_queries", status=429)


def _of_document(services: Services, document: Experiment, role: str) -> Response:
    found = chosen(services, document, role)
    if found is None:
        raise LayerlabError("no_start", status=404)
    draft = services.weights.draft()
    try:
        found.write(draft)
        content = draft.read_bytes()
    finally:
        draft.unlink(missing_ok=True)
    response = Response(content, media_type="application/octet-stream")
    return attachment(response, start_name(document, role))


def _of_run(services: Services, run: str, document: Experiment, role: str) -> Response:
    # A role of the document names a file; whatever else is asked for, none.
    if role not in document.start:
        raise LayerlabError("no_start", status=404)
    file = start_file(services.artifacts.runs / run, role)
    if not file.is_file():
        raise LayerlabError("no_start", status=404)
    return attachment(FileResponse(file, media_type="application/octet-stream"), start_name(document, role))

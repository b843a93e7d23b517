"""The library: experiments of the visitor's own."""

from __future__ import annotations

from anyio import from_thread
from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from layerlab.api.access import Visitor, VisitorOf, owned_experiment
from layerlab.api.bodies import (
    ExperimentBody,
    ExperimentCard,
    ExperimentCreated,
    NewExperiment,
    RunBody,
    Saved,
    SaveExperiment,
)
from layerlab.api.cards import best_run
from layerlab.api.convert import document_of, run_body, utc
from layerlab.api.origins import origin_body
from layerlab.api.presets import preset_document
from layerlab.api.reading import ReadingRoute
from layerlab.api.services import Services, ServicesOf
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets import PRESETS
from layerlab.kit.errors import LayerlabError, Where
from layerlab.protocol import wire
from layerlab.protocol.events import FrameRecorded
from layerlab.protocol.frames import NodeOutput, NodeOutputsFrame
from layerlab.store import events, experiments, runs
from layerlab.store.experiments import ForkOrigin
from layerlab.store.tables import ExperimentRow, RunRow

MSGPACK = "application/msgpack"

router = APIRouter(prefix="/api/experiments", tags=["experiments"], route_class=ReadingRoute)


@router.get("")
def list_experiments(services: ServicesOf, visitor: VisitorOf) -> list[ExperimentCard]:
    """The visitor's library, last changed first."""
    if not visitor.owner:
        return []
    with services.database.reading() as session:
        rows, of_all = experiments.of_owner(session, visitor.owner), runs.of_library(session, visitor.owner)
        return [services.cards.card(session, row, of_all.get(row.id, ())) for row in rows]


@router.post("", status_code=201)
def create_experiment(
    body: NewExperiment, services: ServicesOf, visitor: VisitorOf, response: Response
) -> ExperimentCreated:
    """A new experiment from a preset or a document."""
    if (body.preset is None) == (body.document is None):
        raise LayerlabError("preset_or_document", where=Where(field="preset"))
    document = body.document or preset_document(body.preset or "")
    with services.database.reading() as session:
        origin = origin_of(session, visitor, body.preset or body.copy_of)
    row = add(services, visitor, document, response, origin)
    return ExperimentCreated(id=row.id, revision=row.revision, document=document)


def origin_of(session: Session, visitor: Visitor, copied: str) -> ForkOrigin:
    """A preset, or an experiment of the visitor's own. Raises LayerlabError `experiment_not_found`."""
    if not copied:
        return ForkOrigin()
    if copied in PRESETS:
        return ForkOrigin("preset", PRESETS[copied].title["en"], copied)
    row = owned_experiment(session, visitor, copied)
    return ForkOrigin("experiment", row.title, row.id)


def add(
    services: Services, visitor: Visitor, document: Experiment, response: Response, origin: ForkOrigin
) -> ExperimentRow:
    """Put a document into the visitor's library. Raises LayerlabError over a cap."""
    services.artifacts.require_space()
    limit = services.settings.max_experiments_per_owner
    if not visitor.owner:
        services.newcomers.admit(visitor.address)
    with services.database.session() as session:
        owner = visitor.claim(session, response)
        if experiments.count(session, owner) >= limit:
            raise LayerlabError("too_many_experiments", {"limit": limit}, status=429)
        return experiments.create(session, owner, document, origin)


@router.get("/{experiment}")
def read_experiment(experiment: str, services: ServicesOf, visitor: VisitorOf) -> ExperimentBody:
    """One experiment with its runs."""
    with services.database.reading() as session:
        row = owned_experiment(session, visitor, experiment)
        return ExperimentBody(
            id=row.id,
            revision=row.revision,
            title=row.title,
            document=document_of(row.document),
            updated_at=utc(row.updated_at),
            runs=run_bodies(session, row.id),
            origin=origin_body(session, row),
        )


def run_bodies(session: Session, experiment: str) -> list[RunBody]:
    """The runs of an experiment, newest first."""
    return [run_body(run) for run in runs.of_experiment(session, experiment)]


@router.put("/{experiment}")
def save_experiment(experiment: str, body: SaveExperiment, services: ServicesOf, visitor: VisitorOf) -> Saved:
    """Save over a revision; 409 `stale_revision` names the newest where someone saved since."""
    services.artifacts.require_space()
    with services.database.session() as session:
        row = owned_experiment(session, visitor, experiment)
        if not experiments.save(session, experiment, body.revision, body.document):
            raise LayerlabError("stale_revision", {"revision": row.revision}, status=409)
    return Saved(revision=body.revision + 1)


@router.delete("/{experiment}", status_code=204)
def delete_experiment(experiment: str, services: ServicesOf, visitor: VisitorOf) -> None:
    """Delete an experiment, its runs, their files and its links."""
    with services.database.reading() as session:
        owned_experiment(session, visitor, experiment)
        of_experiment = [run.id for run in runs.of_experiment(session, experiment)]
    forget_runs(services, of_experiment)
    with services.database.session() as session:
        experiments.delete(session, experiment)
    from_thread.run(services.run_lists.forget, experiment)
    for run in of_experiment:
        services.artifacts.delete(run)


def forget_runs(services: Services, forgotten: list[str]) -> None:
    """End the processes and the watching of runs that are about to be deleted."""
    for run in forgotten:
        from_thread.run(services.engine.forget, run)
    from_thread.run(services.viewers.forget, forgotten)


@router.post("/{experiment}/duplicate", status_code=201)
def duplicate_experiment(
    experiment: str, services: ServicesOf, visitor: VisitorOf, response: Response
) -> ExperimentCreated:
    """A copy without the runs."""
    with services.database.reading() as session:
        document = document_of(owned_experiment(session, visitor, experiment).document)
        origin = origin_of(session, visitor, experiment)
    row = add(services, visitor, document, response, origin)
    return ExperimentCreated(id=row.id, revision=row.revision, document=document)


@router.get("/{experiment}/thumbnail", response_class=Response)
def thumbnail(experiment: str, services: ServicesOf, visitor: VisitorOf) -> Response:
    """The last reading that tells most of the run that the card tells of: a packed FrameRecorded, or nothing yet."""
    with services.database.reading() as session:
        owned_experiment(session, visitor, experiment)
        told = best_run(runs.of_experiment(session, experiment))
        frame = _telling(session, told) if told else None
    if frame is None:
        return Response(status_code=204)
    return Response(frame, media_type=MSGPACK)


def _telling(session: Session, run: RunRow) -> bytes | None:
    """Of a network on points what it answers over their plane, on images its maps, of any other what it confuses."""
    surface = events.last_frame(session, run.id, "surface")
    outputs = events.last_frame(session, run.id, "node_outputs") if surface is None else None
    has_maps = outputs is not None and any(len(node.shape) > 1 for node in _nodes(outputs))
    told = surface or (outputs if has_maps else None)
    for kind in ("matrix", "residuals"):
        told = told or events.last_frame(session, run.id, kind)
    told = told or outputs
    return wire.pack(told) if told else None


def _nodes(event: FrameRecorded) -> tuple[NodeOutput, ...]:
    return event.frame.nodes if isinstance(event.frame, NodeOutputsFrame) else ()

"""What a user takes home: the document, the PyTorch script, the weights, the network with them as ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session
from starlette.responses import Response

from layerlab.api.access import VisitorOf, owned_experiment, owned_run, shared_experiment, shared_run
from layerlab.api.convert import attachment, document_of
from layerlab.api.onnx import OnnxWish, figures_of, onnx_response, require_turn
from layerlab.api.services import Services, ServicesOf
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json, export_pytorch
from layerlab.experiment.file_names import file_name
from layerlab.store import events
from layerlab.store.tables import RunRow
from layerlab.training.changes import Change
from layerlab.training.compute import Compute
from layerlab.worker.checkpoint_store import Which, weights

To = Annotated[Literal["pytorch", "json"], Query()]
WhichOf = Annotated[Which, Query()]
RoleOf = Annotated[str, Query(max_length=64)]
"""The network to take; empty for the algorithm's first."""

router = APIRouter(prefix="/api", tags=["take home"])


@router.get("/experiments/{experiment}/export", response_class=Response)
def export_experiment(
    experiment: str, services: ServicesOf, visitor: VisitorOf, to: To = "pytorch"
) -> Response:
    """The experiment as a script or as its document."""
    with services.database.reading() as session:
        document = document_of(owned_experiment(session, visitor, experiment).document)
    return _export(document, to)


@router.get("/runs/{run}/export", response_class=Response)
def export_run(run: str, services: ServicesOf, visitor: VisitorOf, to: To = "pytorch") -> Response:
    """What the run executed, with the changes made on the way."""
    with services.database.reading() as session:
        document = document_of(owned_run(session, visitor, run).snapshot)
        changes, compute = events.effective_changes(session, run), events.recorded_compute(session, run)
    return _export(document, to, changes, compute)


@router.get("/runs/{run}/weights", response_class=Response)
def read_weights(run: str, services: ServicesOf, visitor: VisitorOf, which: WhichOf = "last") -> Response:
    """The run's last weights, or those of its best test accuracy, as safetensors."""
    with services.database.reading() as session:
        name = _run_name(owned_run(session, visitor, run))
    return _weights(services, run, which, name)


@router.get("/shared/{secret}/export", response_class=Response)
def export_shared(secret: str, services: ServicesOf, to: To = "pytorch") -> Response:
    """The experiment that a link opens, as a script or as its document."""
    with services.database.reading() as session:
        document = document_of(shared_experiment(session, secret)[1].document)
    return _export(document, to)


@router.get("/shared/{secret}/runs/{run}/export", response_class=Response)
def export_shared_run(secret: str, run: str, services: ServicesOf, to: To = "pytorch") -> Response:
    """What a run of the link executed."""
    with services.database.reading() as session:
        document = document_of(shared_run(session, secret, run)[1].snapshot)
        changes, compute = events.effective_changes(session, run), events.recorded_compute(session, run)
    return _export(document, to, changes, compute)


@router.get("/shared/{secret}/runs/{run}/weights", response_class=Response)
def read_shared_weights(secret: str, run: str, services: ServicesOf, which: WhichOf = "last") -> Response:
    """The weights of a run of the link."""
    with services.database.reading() as session:
        name = _run_name(shared_run(session, secret, run)[1])
    return _weights(services, run, which, name)


@router.get("/experiments/{experiment}/onnx", response_class=Response)
def export_experiment_to_onnx(
    experiment: str, services: ServicesOf, visitor: VisitorOf, role: RoleOf = ""
) -> Response:
    """A network of the experiment as an ONNX file, with its first weights."""
    with services.database.reading() as session:
        document = owned_experiment(session, visitor, experiment).document
    require_turn(services, visitor)
    return onnx_response(services, OnnxWish(document, role))


@router.get("/runs/{run}/onnx", response_class=Response)
def export_run_to_onnx(
    run: str, services: ServicesOf, visitor: VisitorOf, which: WhichOf = "last", role: RoleOf = ""
) -> Response:
    """A network of the run as an ONNX file, with its last weights, or those of its best evaluation."""
    with services.database.reading() as session:
        wish = _onnx_wish(session, owned_run(session, visitor, run), which, role)
    require_turn(services, visitor)
    return onnx_response(services, wish)


@router.get("/shared/{secret}/runs/{run}/onnx", response_class=Response)
def export_shared_run_to_onnx(
    secret: str,
    run: str,
    services: ServicesOf,
    visitor: VisitorOf,
    which: WhichOf = "last",
    role: RoleOf = "",
) -> Response:
    """The same of a run of the link."""
    with services.database.reading() as session:
        wish = _onnx_wish(session, shared_run(session, secret, run)[1], which, role)
    require_turn(services, visitor)
    return onnx_response(services, wish)


def _onnx_wish(session: Session, row: RunRow, which: Which, role: str) -> OnnxWish:
    changes = events.effective_changes(session, row.id)
    return OnnxWish(row.snapshot, role, row.id, row.number, which, figures_of(row, which), changes)


def _export(
    document: Experiment, to: str, changes: Sequence[Change] = (), compute: Compute | None = None
) -> Response:
    name = file_name(document)
    if to == "json":
        return attachment(Response(export_json(document), media_type="application/json"), f"{name}.json")
    script = export_pytorch(document, name=f"{name}.py", changes=changes, compute=compute)
    return attachment(Response(script, media_type="text/x-python; charset=utf-8"), f"{name}.py")


def _run_name(row: RunRow) -> str:
    return f"{file_name(document_of(row.snapshot))}_run_{row.number}"


def _weights(services: Services, run: str, which: Which, name: str) -> Response:
    try:
        taken = weights(services.artifacts.runs / run, which)
    except FileNotFoundError:
        # A newer checkpoint took its place in the meantime.
        taken = weights(services.artifacts.runs / run, which)
    if taken.averaged:
        # They are not what an optimizer would go on with.
        name += "_averaged"
    if which != "last":
        name += f"_{which}"
    elif taken.damaged_step >= 0:
        # Whoever takes older weights home for the last ones has to see it, now and later.
        name += f"_step_{taken.step}_since_{taken.damaged_step}_is_damaged"
    response = Response(taken.content, media_type="application/octet-stream")
    response.headers["x-layerlab-step"] = str(taken.step)
    return attachment(response, f"{name}.safetensors")

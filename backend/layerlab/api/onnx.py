"""Networks as ONNX files: written by a child of the engine, handed out from the disk, and gone then."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from anyio import from_thread
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from layerlab.api.access import Visitor
from layerlab.api.convert import attachment, document_of, metrics
from layerlab.api.services import Services
from layerlab.experiment.check import require_valid
from layerlab.experiment.export import require_onnx
from layerlab.experiment.file_names import onnx_name
from layerlab.kit.errors import LayerlabError, Where
from layerlab.store.progress import headline
from layerlab.store.tables import RunRow
from layerlab.training.changes import Change, effective_table
from layerlab.worker.checkpoint_store import CheckpointStore, Which
from layerlab.worker.onnx_order import OnnxOrder

FORGOTTEN_S = 3600.0
"""A file so old was left behind by a server that went down while it was handed out."""


@dataclass(frozen=True)
class OnnxWish:
    """What is to be written."""

    document: str
    role: str
    run: str = ""
    """Whose weights; without one they are the first ones."""
    number: int = 0
    which: Which = "last"
    figures: str = ""
    """What the weights were measured by, as JSON."""
    changes: Sequence[Change] = ()
    """What was changed while it trained."""


def figures_of(row: RunRow, which: Which) -> str:
    """What stands for the run, as it was measured last, or at its best."""
    metric, known = headline(row.headline), metrics(row)
    value = known.get(metric.key if which == "last" else f"best_{metric.key}")
    return "" if value is None else json.dumps({metric.key: value})


def require_turn(services: Services, visitor: Visitor) -> None:
    """Raises LayerlabError `too_many_queries` (429): each file takes a process of its own for a moment."""
    if not services.takes.take(visitor.owner or f"address {visitor.address}"):
        raise LayerlabError("too_many_queries", status=429)


def onnx_response(services: Services, wish: OnnxWish) -> Response:
    """The file. Raises LayerlabError where it can't be written, before any process is asked."""
    require_onnx()
    document = document_of(wish.document)
    require_valid(document)
    role = wish.role or document.algorithm.roles[0].name
    if role not in document.networks:
        raise LayerlabError("role_unknown", {"role": role}, where=Where(field="role"))
    run = services.artifacts.runs / wish.run if wish.run else None
    if run is not None and CheckpointStore(run).newest() is None:
        raise LayerlabError("no_checkpoint", status=404)
    services.artifacts.require_space()
    target = _place(services.artifacts.cache / "taken")
    told = {"run": str(wish.number)} if run else {}
    told |= {"figures": wish.figures} if wish.figures else {}
    order = OnnxOrder(
        document.model_dump_json(),
        role,
        target,
        services.artifacts.weights,
        run=run,
        which=wish.which,
        told=tuple(told.items()),
        changes=effective_table(wish.changes),
    )
    with ExitStack() as failing:
        failing.callback(target.unlink, missing_ok=True)
        from_thread.run(services.engine.export, order)
        failing.pop_all()
    response = FileResponse(
        target,
        media_type="application/octet-stream",
        # Weights do not get smaller, and trying to takes seconds.
        headers={"content-encoding": "identity"},
        background=BackgroundTask(target.unlink, missing_ok=True),
    )
    return attachment(response, onnx_name(document, role, wish.number, wish.which))


def _place(folder: Path) -> Path:
    """Where the next file can be written; those that nobody came for are cleared away."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > FORGOTTEN_S:
                left.unlink()
    return folder / f"{secrets.token_hex(8)}.onnx"

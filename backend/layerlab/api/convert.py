"""From rows to what the JSON routes give."""

from __future__ import annotations

import json
from datetime import datetime
from math import isfinite
from urllib.parse import quote

from starlette.responses import Response

from layerlab.api.bodies import RunBody
from layerlab.experiment.document import Experiment
from layerlab.experiment.load import stored
from layerlab.store.progress import headline
from layerlab.store.tables import RunRow


def utc(time: datetime | None) -> str:
    """`2026-05-01T12:30:00.000Z`; empty where there is no time yet."""
    return f"{time.isoformat(timespec='milliseconds')}Z" if time else ""


def metrics(row: RunRow) -> dict[str, float]:
    """The run's metrics; what is not finite can't travel as JSON and says nothing anyway."""
    known = json.loads(row.metrics)
    return {
        name: value for name, value in known.items() if isinstance(value, int | float) and isfinite(value)
    }


def run_body(row: RunRow) -> RunBody:
    """A run as its viewers see it."""
    return RunBody(
        id=row.id,
        number=row.number,
        state=row.state,
        step=row.step,
        total_steps=row.total_steps,
        created_at=utc(row.created_at),
        started_at=utc(row.started_at),
        ended_at=utc(row.ended_at),
        metrics=metrics(row),
        headline=headline(row.headline),
        term=row.term,
        variant=row.variant,
    )


def document_of(text: str) -> Experiment:
    """A stored document, brought to today's format."""
    return stored(text)


def attachment(response: Response, name: str) -> Response:
    """Let the browser save the answer under a name, whatever letters a title holds."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    response.headers["content-disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    return response

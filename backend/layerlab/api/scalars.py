"""The numbers of a run, a range of steps at a time: exact where the range is short, else in buckets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from layerlab.api.access import VisitorOf, owned_run, shared_run
from layerlab.api.services import Services, ServicesOf
from layerlab.protocol import wire
from layerlab.protocol.metrics import Series
from layerlab.store import summaries

MSGPACK = "application/msgpack"
MAX_POINTS = 20_000

Step = Annotated[int, Query(ge=0, le=10**9)]
First = Annotated[int, Query(alias="from", ge=0, le=10**9)]
Points = Annotated[int, Query(ge=1, le=MAX_POINTS)]
Of = Annotated[Series, Query()]

router = APIRouter(prefix="/api", tags=["runs"])


@router.get("/runs/{run}/scalars", response_class=Response)
def read_scalars(
    run: str,
    services: ServicesOf,
    visitor: VisitorOf,
    first: First = 1,
    to: Step = 10**9,
    points: Points = 4_000,
    series: Of = "step",
) -> Response:
    """A range of steps as MessagePack: ScalarsRecorded where it has at most `points`, else ScalarsSummarised."""
    with services.database.reading() as session:
        found = owned_run(session, visitor, run).id
    return _scalars(services, found, series, (first, to), points)


@router.get("/shared/{secret}/runs/{run}/scalars", response_class=Response)
def read_shared_scalars(
    secret: str,
    run: str,
    services: ServicesOf,
    first: First = 1,
    to: Step = 10**9,
    points: Points = 4_000,
    series: Of = "step",
) -> Response:
    """The same of a run that a link opens."""
    with services.database.reading() as session:
        found = shared_run(session, secret, run)[1].id
    return _scalars(services, found, series, (first, to), points)


def _scalars(services: Services, run: str, series: Series, steps: tuple[int, int], points: int) -> Response:
    first, last = steps
    with services.database.reading() as session:
        # An evaluation is made a few times an epoch: all of them are few.
        if series == "evaluation" or last - first < points:
            event = summaries.exact(session, run, series, first, last)
            return Response(wire.pack(event), media_type=MSGPACK)
        summed = summaries.overview(session, run, first, last, points)
    return Response(wire.pack(summed), media_type=MSGPACK)

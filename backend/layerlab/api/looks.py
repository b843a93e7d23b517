"""What a network that has not run makes of a sample: asked about a document, answered by its first weights."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Response

from layerlab.api.access import VisitorOf
from layerlab.api.look_bodies import LookRequest
from layerlab.api.reading import ReadingRoute
from layerlab.api.services import ServicesOf
from layerlab.experiment.check import require_images, require_looks
from layerlab.kit.errors import LayerlabError
from layerlab.protocol import wire
from layerlab.protocol.queries import ShowAugmented

MSGPACK = "application/msgpack"

router = APIRouter(prefix="/api", tags=["looks"], route_class=ReadingRoute)


@router.post("/look")
async def look(body: LookRequest, services: ServicesOf, visitor: VisitorOf) -> Response:
    """The answer as MessagePack, at step 0. Where a network has faults, of the nodes that none stands before.

    Refused with all problems where that is none.
    """
    if not services.looks.take(visitor.owner or f"address {visitor.address}"):
        raise LayerlabError("too_many_queries", status=429)
    if isinstance(body.query, ShowAugmented):
        await to_thread.run_sync(require_images, body.experiment)
    else:
        await to_thread.run_sync(require_looks, body.experiment, body.query)
    answer = await services.engine.look(body.experiment.model_dump_json(), body.query)
    return Response(wire.pack(answer), media_type=MSGPACK)

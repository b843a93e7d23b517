"""Which layers of a network find their weights in a file."""

from __future__ import annotations

from fastapi import APIRouter

from layerlab.api.access import VisitorOf, owned_experiment
from layerlab.api.reading import ReckoningRoute
from layerlab.api.services import ServicesOf
from layerlab.api.starts import chosen
from layerlab.api.weight_bodies import LayerMatch, MatchReport, MatchRequest

router = APIRouter(prefix="/api", tags=["weights"], route_class=ReckoningRoute)


@router.post("/experiments/{experiment}/match_weights")
def match_weights(
    experiment: str, body: MatchRequest, services: ServicesOf, visitor: VisitorOf
) -> MatchReport:
    """Which layers begin with weights from elsewhere, and why others don't."""
    with services.database.reading() as session:
        owned_experiment(session, visitor, experiment)
    found = chosen(services, body.experiment, body.role)
    if found is None:
        return MatchReport(layers=[])
    return MatchReport(
        layers=[
            LayerMatch(
                node=match.node,
                status=match.status,
                origin=match.origin,
                here={name: list(shape) for name, shape in match.here.items()},
                there={name: list(shape) for name, shape in match.there.items()},
            )
            for match in found.found
        ]
    )

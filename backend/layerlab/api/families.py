"""Runs that are compared: the variants of an experiment, begun together."""

from __future__ import annotations

from fastapi import APIRouter

from layerlab.api.access import VisitorOf
from layerlab.api.bodies import NewFamily, RunBody
from layerlab.api.new_runs import NewRow, SavedExperiment, checked_row, queue, saved_at
from layerlab.api.reading import ReadingRoute
from layerlab.api.services import Services, ServicesOf
from layerlab.experiment.variants import ways
from layerlab.kit.errors import LayerlabError, Scalar

router = APIRouter(prefix="/api", tags=["runs"], route_class=ReadingRoute)


@router.post("/experiments/{experiment}/family", status_code=201)
def start_family(experiment: str, body: NewFamily, services: ServicesOf, visitor: VisitorOf) -> list[RunBody]:
    """Queue a run of each variant, in their order: all of them, or none where one can't train."""
    saved = saved_at(services, visitor, experiment, body.revision)
    names = [name for name in ways(saved.document) if not body.only or name in body.only]
    if not names:
        raise LayerlabError("no_variants", status=409)
    return queue(services, visitor, experiment, [_row(services, saved, name) for name in names])


def _row(services: Services, saved: SavedExperiment, name: str) -> NewRow:
    way = ways(saved.document)[name]
    try:
        return checked_row(services, saved, way, way.model_dump_json(), name)
    except LayerlabError as error:
        if error.code != "experiment_invalid":
            raise
        params: dict[str, Scalar] = {"variant": name, "count": len(error.problems)}
        raise LayerlabError("variant_invalid", params, problems=error.problems) from error

"""Checks of a document while it is edited."""

from __future__ import annotations

from fastapi import APIRouter

from layerlab.api import reckoning
from layerlab.api.check_bodies import (
    CheckReport,
    CheckRequest,
    ClassReport,
    ClassRequest,
    TargetsReport,
    TargetsRequest,
)
from layerlab.api.reading import ReckoningRoute
from layerlab.api.services import ServicesOf
from layerlab.experiment.export import block_source

router = APIRouter(prefix="/api", tags=["checks"], route_class=ReckoningRoute)


@router.post("/check")
def check(body: CheckRequest, services: ServicesOf) -> CheckReport:
    """All problems, shapes and costs of an experiment, and edits that bring it within the limits."""
    return reckoning.check(body, services.speeds.samples(services.database))


@router.post("/targets")
def allowed_targets(body: TargetsRequest) -> TargetsReport:
    """Where a wire that was started may end, and why not elsewhere."""
    return reckoning.allowed_targets(body)


@router.post("/class")
def block_class(body: ClassRequest) -> ClassReport:
    """What a block of a document would be in its script: a class of PyTorch."""
    return ClassReport(source=block_source(body.experiment, body.block))

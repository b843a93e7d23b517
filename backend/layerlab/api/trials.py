"""What short trials on this machine found: told beside the costs of an experiment."""

from __future__ import annotations

from fastapi import APIRouter

from layerlab.api.access import VisitorOf, owned_experiment
from layerlab.api.check_bodies import TrialReport, TriedWay
from layerlab.api.convert import document_of
from layerlab.api.services import ServicesOf
from layerlab.experiment.check import check_experiment
from layerlab.experiment.trials import Trials

router = APIRouter(prefix="/api/experiments", tags=["checks"])


@router.get("/{experiment}/trial")
def read_trial(experiment: str, services: ServicesOf, visitor: VisitorOf) -> TrialReport:
    """What is known of how the experiment computes fastest here."""
    with services.database.reading() as session:
        document = document_of(owned_experiment(session, visitor, experiment).document)
    cores = services.settings.cores
    trial = None
    if not check_experiment(document).problems:
        trial = Trials(services.artifacts.cache).recall(document, cores)
    if trial is None:
        return TrialReport(ways=[], cores=cores)
    ways = [
        TriedWay(
            threads=timing.compute.threads,
            memory_format=timing.compute.memory_format,
            samples_per_s=trial.samples / timing.step_s,
            taken=timing.compute == trial.chosen,
        )
        for timing in trial.timings
    ]
    return TrialReport(ways=ways, cores=cores)

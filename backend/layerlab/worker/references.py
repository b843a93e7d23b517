"""What a run's figures are held against: told once, when it begins."""

from __future__ import annotations

from layerlab.algorithms.steps import STEPS
from layerlab.protocol.metrics import Metric, Reference
from layerlab.training.contract import Referring
from layerlab.worker.session import Session


def with_references(session: Session) -> tuple[Metric, ...]:
    """What the run is measured by, and what something simpler would come to on its data."""
    fields = session.experiment.algorithm
    algorithm = STEPS[fields.kind](fields)
    if not isinstance(algorithm, Referring):
        return session.metrics
    told = algorithm.references(session.data)
    return tuple(
        metric.model_copy(
            update={
                "references": tuple(
                    Reference(name=name, value=value) for name, value in told.get(metric.name, {}).items()
                )
            }
        )
        if metric.series == "evaluation"
        else metric
        for metric in session.metrics
    )

"""Packing what an evaluation says of every sample."""

from __future__ import annotations

from layerlab.kit.errors import LayerlabError
from layerlab.probes.predictions.fields import Predictions
from layerlab.probes.view import View
from layerlab.protocol.frames import PredictionsFrame


def read(fields: Predictions, view: View, role: str) -> PredictionsFrame:
    """The whole test set, from the evaluation's own pass."""
    evaluation = view.evaluation
    if evaluation is None:
        raise LayerlabError("not_evaluated")
    # A network that blew up gives no probability at all.
    probability = evaluation.columns["probability"].nan_to_num(nan=0.0).mul(255).round()
    return PredictionsFrame(
        role=role,
        predicted=evaluation.columns["predicted"].cpu().numpy().astype("<u2").tobytes(),
        surprise=evaluation.columns["surprise"].half().cpu().numpy().astype("<f2").tobytes(),
        probability=probability.cpu().numpy().astype("u1").tobytes(),
    )

"""Counting the confusion matrix."""

from __future__ import annotations

import torch

from layerlab.kit.errors import LayerlabError
from layerlab.probes.confusion_matrix.fields import ConfusionMatrix
from layerlab.probes.view import View
from layerlab.protocol.frames import MatrixFrame


def read(fields: ConfusionMatrix, view: View, role: str) -> MatrixFrame:
    """Counts of (label, prediction), from the evaluation's own predictions: no second pass."""
    if view.evaluation is None:
        raise LayerlabError("not_evaluated")
    labels, predictions = view.data.test["target"][:], view.evaluation.columns["predicted"]
    classes = int(torch.maximum(labels.max(), predictions.max())) + 1
    counts = torch.bincount(labels * classes + predictions, minlength=classes * classes)
    return MatrixFrame(
        role=role,
        rows=classes,
        columns=classes,
        counts=counts.cpu().numpy().astype("<i4").tobytes(),
        total=len(labels),
    )

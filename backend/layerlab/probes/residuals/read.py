"""Reading the residuals: from the evaluation's own answers, no second pass."""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.kit.errors import LayerlabError
from layerlab.probes.residuals.fields import Residuals
from layerlab.probes.view import View
from layerlab.protocol.frames import ResidualsFrame

MOST_POINTS = 2_000


def read(fields: Residuals, view: View, role: str) -> ResidualsFrame:
    """The first number of each answer, and by how much it is above the truth, in the units of the data set."""
    if view.evaluation is None:
        raise LayerlabError("not_evaluated")
    target = view.data.test["target"]
    truth = target.stored.flatten(1)[:, 0].to(torch.float32)
    mean, std = _first(target.field.mean), _first(target.field.std)
    answers = view.evaluation.columns["answer"] * std + mean
    # Evenly spaced, so that a test set in some order is shown from end to end.
    shown = slice(None, None, -(-len(truth) // MOST_POINTS))
    return ResidualsFrame(
        role=role, answers=_packed(answers[shown]), residuals=_packed((answers - truth)[shown])
    )


def _first(scale: float | tuple[float, ...]) -> float:
    return scale[0] if isinstance(scale, tuple) else scale


def _packed(numbers: Tensor) -> bytes:
    return numbers.float().cpu().numpy().astype("<f4").tobytes()

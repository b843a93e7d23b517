"""How the weights of one network of an algorithm are changed. No torch here."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from layerlab.kit.document import QUIET, Document
from layerlab.training.optimizers import AnyOptimizer, Sgd
from layerlab.training.schedules import AnySchedule, Cosine


class RoleOptimizer(Document):
    """An optimizer, what becomes of its learning rate over the run, and a bound on its gradients."""

    live_fields: ClassVar[dict[str, str]] = {"clip_norm": ""}
    """Fields that can change in mid-run; those without an option of PyTorch are read by the algorithm's step."""

    optimizer: AnyOptimizer = Sgd()
    """How the gradient becomes a step."""
    schedule: AnySchedule = Cosine()
    """How the learning rate changes over the run."""
    clip_norm: Annotated[float, Field(ge=0, le=1e6)] = 0.0
    """Longest that all gradients together may be; longer ones are scaled down. 0 is off."""
    average: Annotated[float, Field(ge=0, lt=1, exclude_if=(0.0).__eq__, json_schema_extra=QUIET)] = 0.0
    """Evaluations are made with an average of the weights over the steps, which keeps this share of itself at each;
    0 is off."""

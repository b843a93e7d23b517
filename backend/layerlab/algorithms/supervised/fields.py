"""What a user sets for supervised learning. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.algorithms.supervised.script import PRINTED
from layerlab.kit.document import Document
from layerlab.kit.values import Value
from layerlab.network.ends import Ends, Slot
from layerlab.protocol.metrics import CLASSIFIER, Metric
from layerlab.training.fields import DataField
from layerlab.training.optimizers import AnyOptimizer, Sgd
from layerlab.training.printed import Printed
from layerlab.training.roles import Part, Role
from layerlab.training.schedules import AnySchedule, Cosine


class Supervised(Document):
    """Shows the network samples with their labels and lowers the cross-entropy of its answers.

    Source: Rumelhart, Hinton and Williams 1986.
    """

    roles: ClassVar[tuple[Role, ...]] = (Role("classifier"),)
    parts: ClassVar[tuple[Part, ...]] = (Part("input", ("image", "vector")), Part("target", ("label",)))
    columns: ClassVar[tuple[str, ...]] = ("predicted", "surprise", "probability")
    """What an evaluation says of each sample: the class of the highest score, -log p of the true one, its p."""
    live_fields: ClassVar[tuple[str, ...]] = ("label_smoothing", "clip_norm")
    """Fields that can change in mid-run; each step reads them from the state's settings."""
    printed: ClassVar[Printed] = PRINTED

    kind: Literal["supervised"] = "supervised"
    loss: Literal["cross_entropy"] = "cross_entropy"
    """What is lowered: the surprise of the network at the true class."""
    optimizer: AnyOptimizer = Sgd()
    """How the gradient becomes a step."""
    schedule: AnySchedule = Cosine()
    """How the learning rate changes over the run."""
    batch_size: Annotated[int, Field(ge=1, le=65_536)] = 64
    """Samples per step."""
    epochs: Annotated[int, Field(ge=1, le=10_000)] = 3
    """Passes over the training data."""
    evaluations_per_epoch: Annotated[int, Field(ge=1, le=100)] = 4
    """How often in an epoch the whole test set is asked, evenly spaced, the last time at its end."""
    label_smoothing: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of certainty that is taken from the true class and spread over all, while training; 0 is off."""
    clip_norm: Annotated[float, Field(ge=0, le=1e6)] = 0.0
    """Longest that all gradients together may be; longer ones are scaled down. 0 is off."""
    early_stopping_patience: Annotated[int, Field(ge=0, le=10_000)] = 0
    """Ends the run after so many tests without a lower test loss; 0 is off."""
    keep_best: bool = False
    """Keep the weights of the best test accuracy beside the last ones."""

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        """What enters and must leave each network, for these fields of the data."""
        scores = Value("vector", (parts["target"].value.categories,))
        return {"classifier": Ends({"input": Slot(parts["input"].value, "input")}, scores, "logits")}

    def metrics(self) -> tuple[Metric, ...]:
        """What a run is measured by: of the batch at every step, of the whole test set at every evaluation."""
        return CLASSIFIER

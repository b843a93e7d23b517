"""What a user sets for supervised learning. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from layerlab.algorithms.supervised.losses import AnyLoss, CrossEntropy
from layerlab.kit.document import Document
from layerlab.kit.values import Value, ValueKind
from layerlab.network.ends import Ends, Slot
from layerlab.protocol.metrics import Metric
from layerlab.training.fields import DataField, FieldPath
from layerlab.training.printed import Printed
from layerlab.training.roles import BatchPart, Role, Wire

SHOWN: tuple[ValueKind, ...] = ("image", "vector", "sequence", "tokens")
"""What a network can be shown."""


class Supervised(Document):
    """Shows the network samples with their targets and lowers the loss of its answers.

    Source: Rumelhart, Hinton and Williams 1986.
    """

    roles: ClassVar[tuple[Role, ...]] = (Role("classifier"),)
    wires: ClassVar[tuple[Wire, ...]] = (Wire("sample", "classifier", part="input"),)
    paired: ClassVar[bool] = True
    """Whether its parts belong together row by row, so that they must come from one data set."""
    draws: ClassVar[bool] = False
    """Whether its step draws random numbers, beside those of the layers."""

    kind: Literal["supervised"] = "supervised"
    input: FieldPath = "data.image"
    """What the network is shown."""
    target: FieldPath = "data.label"
    """What it is to answer."""
    loss: AnyLoss = CrossEntropy()
    """What is lowered: how far the answers are from the targets."""

    @property
    def parts(self) -> tuple[BatchPart, ...]:
        """What each step takes from the data; each part has a field of this name."""
        return (
            BatchPart("input", SHOWN),
            BatchPart("target", self.loss.takes, self.loss.categories),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """What an evaluation says of each sample."""
        return self.loss.columns

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """What a run is measured by: of the batch at every step, of the whole test set at every evaluation."""
        return (*self.loss.measures, *self.loss.more_measures)

    @property
    def printed(self) -> Printed:
        """Its part of an exported script."""
        return self.loss.printed

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        """What enters and must leave each network, for these fields of the data."""
        shown = Slot(parts["input"].value, "input")
        answer = self.loss.answer(parts["target"])
        if self.loss.at_every_step and shown.value.kind in ("sequence", "tokens"):
            answer = Value("sequence", (shown.value.sides[0], *answer.sides))
        return {"classifier": Ends({"input": shown}, answer, self.loss.meaning, self.loss.takes_heads)}

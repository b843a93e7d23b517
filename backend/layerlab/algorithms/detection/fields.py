"""What a user sets for finding things in pictures. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.kit.values import Value
from layerlab.network.ends import BESIDE_CLASSES, Cells, Ends, Slot
from layerlab.protocol.metrics import Metric
from layerlab.training.fields import DataField, FieldPath
from layerlab.training.printed import Printed
from layerlab.training.roles import BatchPart, Role, Wire

Weight = Annotated[float, Field(ge=0, le=1_000)]

_LOSSES = tuple(
    Metric(name=name, unit=unit, better="lower", axis="log", panel=panel)
    for name, unit, panel in (
        ("loss", "none", "learning"),
        ("objectness_loss", "nats", ""),
        ("box_loss", "none", ""),
        ("class_loss", "nats", ""),
    )
)


class Detection(Document):
    """Learns to put a box around each thing in a picture and to say what it is: every cell of a grid is asked.

    Source: Redmon et al. 2016 (a grid of cells); Tian et al. 2019 (distances to the sides, without anchors).
    """

    roles: ClassVar[tuple[Role, ...]] = (Role("detector"),)
    parts: ClassVar[tuple[BatchPart, ...]] = (
        BatchPart("input", ("image",)),
        BatchPart("box", ("boxes",)),
        BatchPart("label", ("labels",)),
    )
    wires: ClassVar[tuple[Wire, ...]] = (Wire("sample", "detector", part="input"),)
    paired: ClassVar[bool] = True
    draws: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()
    metrics: ClassVar[tuple[Metric, ...]] = (
        *_LOSSES,
        Metric(name="ap50", series="evaluation", unit="share", better="higher", axis="share", headline=True),
        Metric(name="ap", series="evaluation", unit="share", better="higher", axis="share"),
        *(metric.model_copy(update={"series": "evaluation"}) for metric in _LOSSES),
    )

    kind: Literal["detection"] = "detection"
    input: FieldPath = "data.image"
    """The pictures in which something is to be found."""
    box: FieldPath = "data.box"
    """Where it is."""
    label: FieldPath = "data.label"
    """What it is."""
    cell: Annotated[int, Field(ge=1, le=512)] = 8
    """Side of a cell in pixels: the network answers once for each cell."""
    box_weight: Weight = 1.0
    """What it counts how far boxes are off, beside whether there is something at all."""
    class_weight: Weight = 1.0
    """What it counts which class is told, likewise."""
    most_shared: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Of found boxes that share more of their area than this (intersection over union), only the surest is left."""

    @property
    def weights(self) -> tuple[float, float]:
        """What boxes and classes count in the loss."""
        return self.box_weight, self.class_weight

    @property
    def arguments(self) -> str:
        """What its functions are given of its fields, as source."""
        return f"{self.cell!r}, {self.weights!r}"

    @property
    def printed(self) -> Printed:
        """Its part of an exported script."""
        return Printed(
            tells="the average precision as it rises",
            file="algorithms/detection/step.py",
            functions=("train_step", "evaluate_detector"),
            step=(
                "loss, *parts = train_step(detector, optimizer, inputs, boxes, labels, "
                f"{self.arguments}{{settings}})"
            ),
            evaluation=(
                f"(test_loss, *_), test_ap = evaluate_detector(detector, test, {self.arguments}, {self.most_shared!r})"
            ),
            figures=("loss {loss.item():.4f}",),
            test_figures=(
                "test loss {test_loss:.4f}",
                "AP50 {test_ap[0]:.3f}",
                "AP50-95 {sum(test_ap) / len(test_ap):.3f}",
            ),
        )

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        """What enters and must leave each network, for these fields of the data."""
        shown = Slot(parts["input"].value, "input")
        _, height, width = shown.value.shape
        rows, columns = -(-height // self.cell), -(-width // self.cell)
        answer = Value("image", (BESIDE_CLASSES + parts["label"].value.categories, rows, columns))
        return {"detector": Ends({"input": shown}, answer, "cells", cells=Cells(self.cell, self.most_shared))}

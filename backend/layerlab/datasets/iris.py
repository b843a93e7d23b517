"""Iris: four measurements of a flower, and its species."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.table import Table


class Iris(Table):
    """150 irises: length and width of sepals and petals, and which of three species each is.

    Shape: 4 numbers -> 3 classes, 120 train and 30 test.
    Source: Fisher 1936 (the use of multiple measurements in taxonomic problems).
    """

    kind: Literal["iris"] = "iris"
    title: ClassVar[str] = "Iris"
    attribution: ClassVar[str] = "Iris, R. A. Fisher, doi 10.24432/C56C76, CC BY 4.0"
    default_target: ClassVar[str] = "label"
    origin: ClassVar[Origin] = Origin(
        file="iris.csv", format="own", reader="read_table", home="table", shipped="iris.csv"
    )
    target: ClassVar[str] = "species"
    words: ClassVar[tuple[str, ...]] = ("species",)

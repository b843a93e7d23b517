"""Penguins: measurements, island and sex of a bird, some of them missing, and its species."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.table import Reading, Table


class Penguins(Table):
    """344 penguins: bill, flipper, weight, island and sex, and which of three species each is. Some values are missing.

    Shape: 9 numbers -> 3 classes, 276 train and 68 test.
    Source: Gorman, Williams and Fraser 2014; Horst, Hill and Gorman 2020 (palmerpenguins).
    """

    kind: Literal["penguins"] = "penguins"
    title: ClassVar[str] = "Penguins"
    attribution: ClassVar[str] = "Palmer penguins, Horst, Hill and Gorman 2020, CC0"
    default_target: ClassVar[str] = "label"
    origin: ClassVar[Origin] = Origin(
        file="penguins.csv", format="own", reader="read_table", home="table", shipped="penguins.csv"
    )
    target: ClassVar[str] = "species"
    words: ClassVar[tuple[str, ...]] = ("species", "island", "sex")
    ignored: ClassVar[tuple[str, ...]] = ("year",)

    missing: Literal["mean", "drop"] = "mean"
    """A missing number becomes the mean of the training rows, a missing word none of the words; or such rows go."""
    encoding: Literal["one_hot", "number", "none"] = "one_hot"
    """Words as one feature each, 1 where it holds and else 0; or as one number for each; or left out."""

    @property
    def reading(self) -> Reading:
        return self.target, self.words, self.ignored, self.missing, self.encoding

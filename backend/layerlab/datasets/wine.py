"""Wine: what is dissolved in it, and whose it is."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.table import Table


class Wine(Table):
    """178 wines: thirteen measurements of what is dissolved in them, and which of three vines each comes from.

    Shape: 13 numbers -> 3 classes, 143 train and 35 test.
    Source: Aeberhard, Coomans and de Vel 1994.
    """

    kind: Literal["wine"] = "wine"
    title: ClassVar[str] = "Wine"
    attribution: ClassVar[str] = "Wine, S. Aeberhard and M. Forina, doi 10.24432/C5PC7J, CC BY 4.0"
    default_target: ClassVar[str] = "label"
    origin: ClassVar[Origin] = Origin(
        file="wine.csv", format="own", reader="read_table", home="table", shipped="wine.csv"
    )
    target: ClassVar[str] = "cultivar"
    words: ClassVar[tuple[str, ...]] = ("cultivar",)

"""Quatrains of the Tang in traditional characters."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.quatrains import Quatrains


class TangQuatrainsTraditional(Quatrains):
    """Quatrains of the Tang in traditional characters: those that need no others than the 1,500 most frequent.

    Shape: tokens (T,), a line end before and behind each poem; one poem in ten is kept to test with.
    Source: chinese-poetry 2016, Complete Tang Poems.
    """

    kind: Literal["tang_quatrains_traditional"] = "tang_quatrains_traditional"
    title: ClassVar[str] = "Tang quatrains, traditional"
    origin: ClassVar[Origin] = Origin(
        file="tang_quatrains.tsv.gz",
        format="own",
        reader="read_quatrains",
        home="quatrains",
        shipped="tang_quatrains.tsv.gz",
    )

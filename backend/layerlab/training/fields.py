"""What a dataset says of its columns. No torch here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.values import Value

FieldPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}$")]
"""A column of one of an experiment's data sets: `data.image`."""
Stored = Literal["uint8", "int8", "int16", "int64", "float32"]
"""How the numbers of a column lie in memory and on disk."""


def plural(name: str) -> str:
    """What many things of this name are called: `images`, `boxes`."""
    return f"{name}es" if name.endswith("x") else f"{name}s"


@dataclass(frozen=True)
class Clock:
    """Of a column of a time series: when its values were, and how they were changed."""

    start: str
    """When the first value was that tests ask for: `1947`, `1993-03-27`, `2010-10-20T00:00`."""
    every: Literal["year", "week", "day", "hour"]
    """From one value to the next."""
    season: int
    """After how many values it comes round again, more or less."""
    lag: int
    """From each value that is learnt from, the one so many before it was subtracted; 0: it stands as it is."""
    order: int
    """How far back a straight-line rule has to look that forecasts it well: an autoregression of this order."""


@dataclass(frozen=True)
class DataField:
    """One column of a dataset: what one entry of it is, how it is stored, and how it is scaled for a network."""

    name: str
    """What documents call it: `image`, `label`."""
    value: Value
    """One entry."""
    stored: Stored = "uint8"
    names: tuple[str, ...] = ()
    """What the categories are called: the classes of a label, the vocabulary of tokens. Else of each feature."""
    mean: float | tuple[float, ...] = 0.0
    """Subtracted from every entry: one number (of pixels, on the 0…1 scale), or one for each feature."""
    std: float | tuple[float, ...] = 1.0
    """By which every entry is divided, likewise."""
    missing: tuple[int, ...] = ()
    """How many training rows lacked each feature, before the gaps were filled; empty where nothing ever is missing."""
    goes_on: bool = False
    """Whether each entry goes on where the one before it ended, as passages of one text do."""
    mark: str = ""
    """The token before and behind each entry that stands for itself; empty where there is none."""

    clock: Clock | None = None
    """Where it is of a time series."""

    @property
    def plural(self) -> str:
        """What many of them are called, in file names and arrays: `images`."""
        return plural(self.name)

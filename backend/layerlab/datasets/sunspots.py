"""Sunspots: how many dark spots the sun had, year by year."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.time_series import Horizon, TimeSeries, Window


class Sunspots(TimeSeries):
    """Yearly numbers of sunspots, 1700 to 2008: a cycle of about eleven years, never twice the same.

    Shape: (24, 1) -> 11
    Source: NOAA; Yule 1927 (the first autoregression was made for sunspots).
    """

    kind: Literal["sunspots"] = "sunspots"
    title: ClassVar[str] = "Sunspots"
    attribution: ClassVar[str] = "Sunspots, NOAA, public domain"
    origin: ClassVar[Origin] = Origin(
        file="sunspots.csv.gz",
        format="own",
        reader="read_series",
        home="time_series",
        shipped="sunspots.csv.gz",
    )
    features: ClassVar[tuple[str, ...]] = ("sunspots",)
    every: ClassVar[Literal["year", "week", "day", "hour"]] = "year"
    season: ClassVar[int] = 11
    order: ClassVar[int] = 9

    window: Window = 24
    """How many values a network is shown."""
    horizon: Horizon = 11
    """How many values ahead it is asked for."""

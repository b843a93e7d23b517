"""CO2 in the air above Mauna Loa, week by week."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.time_series import Horizon, TimeSeries, Window


class Co2Weekly(TimeSeries):
    """Weekly CO2 at Mauna Loa, 1958 to 2001, in parts per million: it rises, and breathes once a year.

    Shape: (60, 1) -> 13
    Source: Keeling and Whorf 2004 (Scripps, CDIAC). 59 weeks are missing and lie on a line between their neighbours.
    """

    kind: Literal["co2_weekly"] = "co2_weekly"
    title: ClassVar[str] = "CO2 at Mauna Loa"
    attribution: ClassVar[str] = "CO2 at Mauna Loa, C. D. Keeling and T. P. Whorf 2004, public domain"
    origin: ClassVar[Origin] = Origin(
        file="co2_weekly.csv.gz",
        format="own",
        reader="read_series",
        home="time_series",
        shipped="co2_weekly.csv.gz",
    )
    features: ClassVar[tuple[str, ...]] = ("co2_ppm",)
    every: ClassVar[Literal["year", "week", "day", "hour"]] = "week"
    season: ClassVar[int] = 52
    order: ClassVar[int] = 60

    window: Window = 60
    """How many values a network is shown."""
    horizon: Horizon = 13
    """How many values ahead it is asked for."""

"""The usual temperature of San Francisco, hour by hour."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.time_series import Horizon, TimeSeries, Window


class SfTemperature(TimeSeries):
    """Hourly temperature of San Francisco, in Fahrenheit: climate normals, averages of thirty years, no year's weather.

    Shape: (48, 1) -> 24
    Source: NOAA, hourly climate normals 1981-2010. They are smooth: how well they are forecast says nothing of weather.
    """

    kind: Literal["sf_temperature"] = "sf_temperature"
    title: ClassVar[str] = "San Francisco temperature"
    attribution: ClassVar[str] = (
        "San Francisco temperature, NOAA climate normals, a work of the U.S. government"
    )
    origin: ClassVar[Origin] = Origin(
        file="sf_temperature.csv.gz",
        format="own",
        reader="read_series",
        home="time_series",
        shipped="sf_temperature.csv.gz",
    )
    features: ClassVar[tuple[str, ...]] = ("temp_f",)
    every: ClassVar[Literal["year", "week", "day", "hour"]] = "hour"
    season: ClassVar[int] = 24
    order: ClassVar[int] = 48

    window: Window = 48
    """How many values a network is shown."""
    horizon: Horizon = 24
    """How many values ahead it is asked for."""

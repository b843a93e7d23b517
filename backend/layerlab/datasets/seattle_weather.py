"""The weather of Seattle, day by day."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.time_series import Horizon, TimeSeries, Window


class SeattleWeather(TimeSeries):
    """Daily weather of Seattle, 2012 to 2015: the highest temperature is forecast, from it, the lowest, rain and wind.

    Shape: (30, 4) -> 7
    Source: NOAA National Climatic Data Center 2015; vega-datasets.
    """

    kind: Literal["seattle_weather"] = "seattle_weather"
    title: ClassVar[str] = "Seattle weather"
    attribution: ClassVar[str] = "Seattle weather, NOAA, a work of the U.S. government"
    origin: ClassVar[Origin] = Origin(
        file="seattle_weather.csv.gz",
        format="own",
        reader="read_series",
        home="time_series",
        shipped="seattle_weather.csv.gz",
    )
    features: ClassVar[tuple[str, ...]] = ("temp_max_c", "temp_min_c", "precipitation_mm", "wind_m_s")
    every: ClassVar[Literal["year", "week", "day", "hour"]] = "day"
    season: ClassVar[int] = 365
    order: ClassVar[int] = 30

    window: Window = 30
    """How many values a network is shown."""
    horizon: Horizon = 7
    """How many values ahead it is asked for."""

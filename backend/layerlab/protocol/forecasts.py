"""The frame of forecasts: what a network tells of a series from many moments, beside what simple forecasts tell."""

from __future__ import annotations

from typing import Literal

from layerlab.kit.document import Document


class SimpleForecast(Document):
    """A forecast that takes no network, and how far off it is."""

    name: Literal["naive", "seasonal", "drift", "autoregression", "average"]
    """The last value again; those of the last season again; the line from the first value of the past through the last;
    the straight-line rule that fits the training years best; always their average."""
    rmse: float
    """Over all moments and steps ahead, in the units of the series."""
    ahead: bytes
    """The same for each step ahead: float32 (horizon,)."""


class ForecastsFrame(Document):
    """What is forecast from each moment of the test, in the units of the series.

    From moment k on (the first is 0), value h of a forecast belongs to `series[k * stride + h]`.
    """

    kind: Literal["forecasts"] = "forecasts"
    role: str
    start: str
    """When the first value of `series` was."""
    every: Literal["year", "week", "day", "hour"]
    """From one value to the next."""
    season: int
    order: int
    """Values back that the autoregression takes."""
    stride: int
    """Values from one moment to the next: more than 1 where a test has very many."""
    before: bytes
    """The series up to the first moment: float32."""
    series: bytes
    """And from it on: float32."""
    forecasts: bytes
    """float32 (moments, horizon)."""
    autoregression: bytes
    """What the autoregression tells: float32 (moments, horizon)."""
    rmse: float
    ahead: bytes
    """The root of the mean squared error at each step ahead: float32 (horizon,)."""
    simple: tuple[SimpleForecast, ...]
    """In the order in which they are told."""

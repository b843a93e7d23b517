"""The datasets of one family: series of numbers at even times, cut into windows of what was and what comes next."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.datasets.base import Columns, Dataset, Fetch
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Split, Value
from layerlab.training.fields import Clock, DataField

PRECISION = 6
"""Digits of what is measured of a column: as many as a script shows, so that both scale by the same numbers."""

Window = Annotated[int, Field(ge=2, le=512)]
Horizon = Annotated[int, Field(ge=1, le=128)]
Difference = Literal["none", "step", "season"]
Tested = Literal["last_fifth", "fifth_before"]

Reading = tuple[Any, ...]
"""What `read_series` is called with after the path."""


class TimeSeries(Dataset):
    """A series cut into windows: the values up to a moment, and those that come after it.

    What is tested lies after all that is learnt from, and no value that it asks for was ever learnt. What is measured
    of the values, to bring them to one scale, is measured of those that are learnt from.
    Shape: window (window, features), answer (horizon,); past and future are the series itself, as it stands.
    """

    default_input: ClassVar[str] = "window"
    default_target: ClassVar[str] = "answer"
    features: ClassVar[tuple[str, ...]]
    """The columns of the file, the one that is forecast first."""
    every: ClassVar[Literal["year", "week", "day", "hour"]]
    season: ClassVar[int]
    """After how many values it comes round again, more or less."""
    order: ClassVar[int]
    """How far back an autoregression looks that forecasts it well."""

    window: Window = 24
    """How many values a network is shown."""
    horizon: Horizon = 12
    """How many values ahead it is asked for."""
    difference: Difference = "none"
    """What is learnt: the values themselves, how far each is from the one before, or from the one a season before."""
    tested: Tested = "last_fifth"
    """What is kept to test: the last fifth of all values, or the fifth before it, by which settings are chosen."""

    @property
    def lag(self) -> int:
        """How far back lies what is subtracted from a value; 0 where nothing is."""
        return {"none": 0, "step": 1, "season": self.season}[self.difference]

    @property
    def reading(self) -> Reading:
        """What `read_series` is called with after the path."""
        return self.features, self.window, self.horizon, self.season, self.lag, self.tested

    @property
    def options(self) -> str:
        return "".join(f", {told!r}" for told in self.reading).replace("'", '"')

    def data_fields(self) -> tuple[DataField, ...]:
        (window, answer), start, _, past = _known(self.origin.shipped, self.reading)
        clock = Clock(start, self.every, self.season, self.lag, self.order)
        shown = Value("sequence", (self.window, len(self.features)))
        asked = Value("vector", (self.horizon,))
        names = tuple(name.replace("_", " ") for name in self.features)
        steps = tuple(f"+{ahead}" for ahead in range(1, self.horizon + 1))
        future = DataField("future", asked, stored="float32", names=steps, clock=clock)
        return (
            DataField("window", shown, stored="float32", names=names, mean=window[0], std=window[1]),
            replace(future, name="answer", mean=answer[0], std=answer[1]),
            DataField("past", Value("vector", (past,)), stored="float32", clock=clock),
            future,
        )

    def splits(self) -> dict[Split, int]:
        train, test = _known(self.origin.shipped, self.reading)[2]
        return {"train": train, "test": test}

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped file."""
        arrays = iter(read_series(DATA / self.origin.shipped, *self.reading))
        names = [field.name for field in self.data_fields()]
        return {split: {name: next(arrays) for name in names} for split in self.splits()}


Scales = tuple[tuple[float, ...], tuple[float, ...]]
"""Mean and spread of each feature."""


@cache
def _known(shipped: str, reading: Reading) -> tuple[tuple[Scales, Scales], str, tuple[int, int], int]:
    """Scales of windows and answers, when the first tested value was, sizes of the splits, length of the past."""
    features, tested = reading[0], reading[-1]
    windows, answers, pasts, _, tests, *_ = read_series(DATA / shipped, *reading)
    times, values = read_values(DATA / shipped, features)
    start = str(times[first_tested(len(values), tested)[0]])
    scales = _measured(windows.reshape(-1, len(features))), _measured(answers)
    return scales, start, (len(windows), len(tests)), pasts.shape[1]


def _measured(values: NDArray[np.float32]) -> Scales:
    mean, std = values.mean(axis=0, dtype=np.float64), values.std(axis=0, dtype=np.float64)
    return tuple(map(_rounded, mean)), tuple(map(_rounded, np.where(std > 0, std, 1.0)))


def _rounded(value: float) -> float:
    return float(f"{value:.{PRECISION}g}")


def read_values(path: Path, features: Sequence[str]) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """The times and values of a series, in even steps; what is missing lies on a line between its neighbours.

    Shape: (n,), (n, features)
    """
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = np.array([next(iter(row.values())) for row in rows], dtype="datetime64")
    every = told[1] - told[0]
    places = ((told - told[0]) / every).round().astype(int)
    known = np.array([[float(row[name] or "nan") for name in features] for row in rows])
    times = told[0] + every * np.arange(places[-1] + 1)
    values = np.empty((len(times), len(features)))
    for column, numbers in enumerate(known.T):
        there = ~np.isnan(numbers)
        values[:, column] = np.interp(np.arange(len(times)), places[there], numbers[there])
    return times, values


def first_tested(count: int, tested: str) -> tuple[int, int]:
    """Which value is the first that tests ask for, and which the first after those that they ask for."""
    fifth = round(count / 5)
    return (count - fifth, count) if tested == "last_fifth" else (count - 2 * fifth, count - fifth)


def read_series(
    path: Path, features: Sequence[str], window: int, horizon: int, season: int, lag: int, tested: str
) -> list[NDArray[Any]]:
    """Windows, answers, pasts and futures to learn from, then those to test with.

    Each of them is told from one moment: a window is what was before it, the answer is what came after it, for each
    value less the one `lag` before; past and future are the first feature as it stands.
    """
    _, values = read_values(path, features)
    begin, end = first_tested(len(values), tested)
    changed = values.copy()
    changed[lag:] -= values[: len(values) - lag] if lag else 0
    back = max(window + lag, season)
    moments = np.arange(back, end - horizon + 1)
    ahead = moments[:, None] + np.arange(horizon)
    # What lies more than a season ahead is told from the last season that is known.
    base = values[moments[:, None] - lag + np.arange(horizon) % lag, 0] if lag else 0
    arrays = (
        changed[moments[:, None] + np.arange(-window, 0)],
        values[ahead, 0] - base,
        values[moments[:, None] + np.arange(-back, 0), 0],
        values[ahead, 0],
    )
    learnt, kept = moments + horizon <= begin, moments >= begin
    return [array[chosen].astype(np.float32) for chosen in (learnt, kept) for array in arrays]

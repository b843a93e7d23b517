"""Simple forecasts against plain loops, and against what is published of the series."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from layerlab.algorithms.supervised.losses import MeanSquaredError
from layerlab.datasets.co2_weekly import Co2Weekly
from layerlab.datasets.load import load
from layerlab.datasets.sunspots import Sunspots
from layerlab.datasets.time_series import TimeSeries
from layerlab.probes.forecasts import read as forecasts
from layerlab.probes.forecasts.fields import Forecasts
from layerlab.probes.forecasts.simple import all_simple
from layerlab.worker.session import open_session
from support.experiments import forecaster


def rmse_of(dataset: TimeSeries, cache: Path) -> dict[str, list[float]]:
    """Of each simple forecast, by steps ahead."""
    columns = load(dataset, cache)
    train, test = (
        [torch.from_numpy(np.array(columns[split][name])).double() for name in ("past", "future")]
        for split in ("train", "test")
    )
    clock = dataset.field("past").clock
    assert clock is not None
    told = all_simple((train[0], train[1]), test[0], dataset.horizon, clock, clock.order)
    return {name: (each - test[1]).square().mean(dim=0).sqrt().tolist() for name, each in told.items()}


def test_one_year_ahead_the_sun_is_told_as_the_literature_has_it(tmp_path: Path) -> None:
    told = rmse_of(Sunspots(window=12, horizon=1), tmp_path)
    assert told["naive"][0] == pytest.approx(33.3, abs=0.05)
    assert told["autoregression"][0] == pytest.approx(19.4, abs=0.1)


def test_thirteen_weeks_ahead_the_air_is(tmp_path: Path) -> None:
    told = rmse_of(Co2Weekly(window=60), tmp_path)
    assert told["autoregression"][-1] == pytest.approx(0.586, abs=0.002)
    assert told["seasonal"][-1] > 1


def test_each_is_what_a_plain_loop_gives(tmp_path: Path) -> None:
    dataset = Sunspots(window=12, horizon=5)
    columns = load(dataset, tmp_path)
    past, future = (np.array(columns["test"][name], np.float64) for name in ("past", "future"))
    learnt = [np.array(columns["train"][name], np.float64) for name in ("past", "future")]
    clock = dataset.field("past").clock
    assert clock is not None
    told = all_simple(
        (torch.from_numpy(learnt[0]), torch.from_numpy(learnt[1])), torch.from_numpy(past), 5, clock, 3
    )
    series = np.concatenate([learnt[0][0], learnt[1][:, 0], learnt[1][-1, 1:]])
    rows = np.array([[1, *series[at - 3 : at][::-1]] for at in range(3, len(series))])
    weights = np.linalg.lstsq(rows, series[3:], rcond=None)[0]
    for row, values in enumerate(past):
        known = list(values)
        for ahead in range(5):
            assert told["naive"][row, ahead] == values[-1]
            assert told["seasonal"][row, ahead] == values[len(values) - 11 + ahead]
            slope = (values[-1] - values[0]) / (len(values) - 1)
            assert told["drift"][row, ahead] == pytest.approx(values[-1] + slope * (ahead + 1))
            known.append(weights[0] + sum(weights[k] * known[-k] for k in (1, 2, 3)))
            assert told["autoregression"][row, ahead].item() == pytest.approx(known[-1], rel=1e-6)
    assert future.shape == (len(past), 5)


@pytest.mark.parametrize("difference", ["none", "step", "season"])
def test_a_frame_tells_the_series_and_its_forecasts_in_its_own_units(difference: str, tmp_path: Path) -> None:
    session = open_session(forecaster(MeanSquaredError(), difference=difference), tmp_path)
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    frame = forecasts.read(Forecasts(), session.view(evaluation), "forecaster")
    assert frame is not None
    assert (frame.start, frame.every, frame.season, frame.order) == ("1947", "year", 11, 9)
    series = np.frombuffer(frame.series, "<f4")
    assert series[:3].tolist() == pytest.approx([151.6, 136.3, 134.7], abs=0.01)
    assert np.frombuffer(frame.before, "<f4")[-1] == pytest.approx(92.6, abs=0.01)
    told = np.frombuffer(frame.forecasts, "<f4").reshape(-1, 5)
    truth = np.lib.stride_tricks.sliding_window_view(series, 5)
    missed = (told - truth).astype(np.float64)
    assert np.sqrt((missed**2).mean()) == pytest.approx(evaluation.metrics["rmse"], rel=1e-4)
    assert frame.rmse == pytest.approx(evaluation.metrics["rmse"], rel=1e-4)
    assert np.frombuffer(frame.ahead, "<f4")[-1] == pytest.approx(evaluation.metrics["rmse_last"], rel=1e-4)

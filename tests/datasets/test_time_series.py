"""Series cut into windows: what tests ask for was never learnt, differences come back to the series."""

from __future__ import annotations

import numpy as np
import pytest

from layerlab.datasets.co2_weekly import Co2Weekly
from layerlab.datasets.seattle_weather import SeattleWeather
from layerlab.datasets.sf_temperature import SfTemperature
from layerlab.datasets.shipped import DATA
from layerlab.datasets.sunspots import Sunspots
from layerlab.datasets.time_series import Difference, TimeSeries, first_tested, read_series, read_values

ALL = (Sunspots(), Co2Weekly(), SeattleWeather(), SfTemperature())


@pytest.mark.parametrize("dataset", ALL, ids=lambda each: each.kind)
@pytest.mark.parametrize("difference", ["none", "step", "season"])
def test_windows_answers_and_the_series_belong_together(dataset: TimeSeries, difference: Difference) -> None:
    given = dataset.model_copy(update={"difference": difference})
    _, values = read_values(DATA / given.origin.shipped, given.features)
    begin, _ = first_tested(len(values), "last_fifth")
    windows, answers, pasts, futures, *test = read_series(DATA / given.origin.shipped, *given.reading)
    series = values[:, 0].astype(np.float32)
    # The last that is learnt from ends where the test begins; the first test begins there.
    assert futures[-1].tolist() == series[begin - given.horizon : begin].tolist()
    assert test[3][0].tolist() == series[begin : begin + given.horizon].tolist()
    assert test[3][-1].tolist() == series[-given.horizon :].tolist()
    assert test[2][0].tolist() == series[begin - test[2].shape[1] : begin].tolist()
    lag = given.lag
    base = test[2][:, -lag:][:, np.arange(given.horizon) % lag] if lag else 0
    assert test[1] + base == pytest.approx(test[3], abs=1e-2)
    shown = test[2][:, -given.window :] - (test[2][:, -given.window - lag : -lag] if lag else 0)
    assert test[0][..., 0] == pytest.approx(shown, abs=1e-2)
    assert len(windows) == len(answers) == len(pasts) == len(futures)


def test_settings_can_be_chosen_on_years_before_those_of_the_test() -> None:
    chosen = Sunspots(tested="fifth_before")
    *_, futures = read_series(DATA / chosen.origin.shipped, *chosen.reading)
    *_, tested = read_series(DATA / chosen.origin.shipped, *Sunspots().reading)
    series = read_values(DATA / chosen.origin.shipped, ["sunspots"])[1][:, 0].astype(np.float32)
    assert futures[-1].tolist() == series[236:247].tolist()
    assert tested[0, 0] == pytest.approx(151.6, abs=0.01)


def test_what_is_missing_lies_on_a_line_between_its_neighbours() -> None:
    times, values = read_values(DATA / "sf_temperature.csv.gz", ["temp_f"])
    assert len(values) == 8_760
    gap = int(np.flatnonzero(times == np.datetime64("2010-03-14T03:00"))[0])
    assert values[gap, 0] == pytest.approx((values[gap - 1, 0] + values[gap + 1, 0]) / 2)
    assert not np.isnan(read_values(DATA / "co2_weekly.csv.gz", ["co2_ppm"])[1]).any()

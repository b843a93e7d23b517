"""What steps give, told by the names of the metrics."""

from __future__ import annotations

from math import inf, nan

import pytest
import torch

from layerlab.protocol.events import Event, ScalarsRecorded
from layerlab.protocol.metrics import Metric
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.scalar_log import LossNotFiniteError, ScalarLog, StepScalars
from layerlab.worker.stopwatch import Stopwatch
from support.recorded import column

METRICS = (
    Metric(name="generator.loss", better="lower"),
    Metric(name="critic.loss", better="lower"),
    Metric(name="distance", better="neither"),
    Metric(name="learning_rate", unit="rate", panel=""),
)


def logged(*steps: tuple[float, float, float]) -> tuple[list[Event], ScalarLog]:
    heard: list[Event] = []
    log = ScalarLog(CallbackChannel(heard.append), Stopwatch(), METRICS)
    for step, values in enumerate(steps, start=1):
        names = ("generator.loss", "critic.loss", "distance")
        measured = {name: torch.tensor(value) for name, value in zip(names, values, strict=True)}
        log.note(StepScalars(step, measured, {"learning_rate": 0.5 / step}), samples=2)
    return heard, log


def test_what_is_set_stands_beside_what_is_measured() -> None:
    heard, log = logged((1.0, 2.0, nan), (3.0, 4.0, inf))
    log.flush()
    (event,) = heard
    assert isinstance(event, ScalarsRecorded)
    assert list(event.columns) == ["generator.loss", "critic.loss", "distance", "learning_rate"]
    assert column(heard, "critic.loss") == {1: 2.0, 2: 4.0}
    assert column(heard, "learning_rate") == {1: 0.5, 2: 0.25}
    assert log.latest["train_generator.loss"] == 3.0
    assert "train_learning_rate" not in log.latest, "the last word tells what was measured"


@pytest.mark.parametrize("broken", [(nan, 1.0, 1.0), (1.0, inf, 1.0)])
def test_whatever_should_fall_must_stay_a_number(broken: tuple[float, float, float]) -> None:
    heard, log = logged((1.0, 1.0, nan), broken, (1.0, 1.0, 1.0))
    with pytest.raises(LossNotFiniteError) as found:
        log.flush()
    assert found.value.step == 2
    assert list(column(heard, "distance")) == [1, 2], "told up to the step that broke"

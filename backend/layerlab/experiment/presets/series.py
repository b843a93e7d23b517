"""Networks that forecast: how many spots the sun will have, how much CO2 there will be in the air."""

from __future__ import annotations

from collections.abc import Mapping

from layerlab.algorithms.forecasting.fields import Forecasting
from layerlab.datasets import AnyDataset
from layerlab.datasets.co2_weekly import Co2Weekly
from layerlab.datasets.sunspots import Sunspots
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import in_rows, roomy
from layerlab.layers import AnyLayer
from layerlab.layers.dropout import Dropout
from layerlab.layers.gru import Gru
from layerlab.layers.input import Input
from layerlab.layers.last_step import LastStep
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.reshape import Reshape
from layerlab.training.optimizers import AdamW
from layerlab.training.pace import EverySteps, Pace, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine


def forecaster(
    title: str,
    dataset: AnyDataset,
    layers: Mapping[str, AnyLayer],
    algorithm: Forecasting,
    *,
    rate: float,
    decay: float,
    batch_size: int,
    steps: int,
) -> Experiment:
    """A chain from the windows of a series to its answers; gradients that went through many steps are bounded."""
    experiment = Experiment(
        title=title,
        networks={"forecaster": in_rows({"input": Input(), **layers, "output": Output()})},
        datasets={"data": dataset},
        algorithm=algorithm,
        optimizers={
            "forecaster": RoleOptimizer(
                optimizer=AdamW(learning_rate=rate, weight_decay=decay),
                schedule=Cosine(warmup_steps=20),
                clip_norm=1.0,
            )
        },
        pace=Pace(
            batch_size=batch_size, length=Steps(steps=steps), evaluations=EverySteps(steps=steps // 20)
        ),
        seed=0,
    )
    return roomy(experiment)


def reading_back(years: int, ahead: int, title: str) -> Experiment:
    """So many years are read, and those that come are told at once."""
    return forecaster(
        title,
        Sunspots(window=years, horizon=ahead),
        {
            "gru_1": Gru(hidden_size=16),
            "last_step_1": LastStep(),
            "dropout_1": Dropout(p=0.1),
            "linear_1": Linear(out_features=ahead),
        },
        Forecasting(),
        rate=0.01,
        decay=0.01,
        batch_size=32,
        steps=400,
    )


def sunspots() -> Experiment:
    """The next year, where a rule that bends has something to say."""
    return reading_back(12, 1, "Sunspots, one year ahead")


def sunspot_cycle() -> Experiment:
    """The whole next cycle, whose height nobody has seen before: a straight rule does it better."""
    return reading_back(24, 11, "Sunspots, eleven years ahead")


def co2() -> Experiment:
    """From week to week: two years of changes are weighed."""
    return forecaster(
        "CO2, thirteen weeks ahead",
        Co2Weekly(window=104, difference="step"),
        {"reshape_1": Reshape(sizes=(104,)), "linear_1": Linear(out_features=13)},
        Forecasting(),
        rate=0.005,
        decay=0.01,
        batch_size=64,
        steps=600,
    )


PRESETS = (
    Preset(
        id="sunspots",
        title={"en": "Sunspots, one year ahead", "zh": "太阳黑子：往后一年"},
        summary={
            "en": "A GRU reads twelve years and tells the next one, closer than the straight-line rule AR(9).",
            "zh": "GRU 读十二年，说出下一年，比自回归 AR(9) 更准。",
        },
        family="rnn",
        experiment=sunspots,
    ),
    Preset(
        id="sunspot_cycle",
        title={"en": "Sunspots, eleven years ahead", "zh": "太阳黑子：往后十一年"},
        summary={
            "en": "Cycles higher than any that it learnt from: here a straight rule, AR(9), beats the network.",
            "zh": "测试里的周期比学过的都高：在这里，直来直去的 AR(9) 胜过网络。",
        },
        family="rnn",
        experiment=sunspot_cycle,
    ),
    Preset(
        id="co2",
        title={"en": "CO2, thirteen weeks ahead", "zh": "二氧化碳：往后十三周"},
        summary={
            "en": "Two years of changes from week to week, weighed by one linear layer: that is enough to beat AR(60).",
            "zh": "两年里每周的变化，由一个 linear 层来加权：胜过 AR(60)，这就够了。",
        },
        family="rnn",
        experiment=co2,
    ),
)
"""In the order of the library."""

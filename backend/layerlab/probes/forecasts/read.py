"""Reading forecasts: from the evaluation's own answers, no second pass."""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.kit.errors import LayerlabError
from layerlab.probes.forecasts.fields import Forecasts
from layerlab.probes.forecasts.simple import all_simple
from layerlab.probes.view import View
from layerlab.protocol.forecasts import ForecastsFrame, SimpleForecast

MOST_MOMENTS = 400
"""Forecasts that are told; their errors are those of all."""


def read(fields: Forecasts, view: View, role: str) -> ForecastsFrame | None:
    """What was forecast from the moments of the test; None where the data are no series."""
    if view.evaluation is None:
        raise LayerlabError("not_evaluated")
    train, test = view.data.train, view.data.test
    answer, clock = test["target"], test["past"].field.clock
    if clock is None:
        return None
    pasts, futures, learnt_pasts, learnt_futures = (
        column.stored.cpu().double()
        for column in (test["past"], test["future"], train["past"], train["future"])
    )
    mean, std = (torch.tensor(scale, dtype=torch.float64) for scale in (answer.field.mean, answer.field.std))
    answers = view.evaluation.columns["forecast"].cpu().double()
    # What was subtracted from the series is what its answers lack of it.
    told = answers * std + mean + (futures - answer.stored.cpu().double())
    horizon = futures.shape[1]
    order = min(clock.order, pasts.shape[1])
    memory, stride = view.memory, -(-len(told) // MOST_MOMENTS)
    if not memory.simple:
        memory.simple = all_simple((learnt_pasts, learnt_futures), pasts, horizon, clock, order)
    simple = memory.simple
    return ForecastsFrame(
        role=role,
        start=clock.start,
        every=clock.every,
        season=clock.season,
        order=order,
        stride=stride,
        before=_packed(pasts[0]),
        series=_packed(torch.cat([futures[:, 0], futures[-1, 1:]])),
        forecasts=_packed(told[::stride]),
        autoregression=_packed(simple["autoregression"][::stride]),
        rmse=_rmse(told - futures),
        ahead=_by_step(told - futures),
        simple=tuple(
            SimpleForecast(name=name, rmse=_rmse(each - futures), ahead=_by_step(each - futures))
            for name, each in simple.items()
        ),
    )


def _rmse(missed: Tensor) -> float:
    return missed.square().mean().sqrt().item()


def _by_step(missed: Tensor) -> bytes:
    return _packed(missed.square().mean(dim=0).sqrt())


def _packed(numbers: Tensor) -> bytes:
    return numbers.float().numpy().astype("<f4").tobytes()

"""Forecasts that take no network: what a network has to beat."""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.training.fields import Clock


def naive(pasts: Tensor, horizon: int) -> Tensor:
    """The last value again. Shape: (n, past) -> (n, horizon), as for all of them."""
    return pasts[:, -1:].expand(-1, horizon)


def seasonal(pasts: Tensor, horizon: int, season: int) -> Tensor:
    """The values of the last season again."""
    return pasts[:, -season:][:, torch.arange(horizon) % season]


def drift(pasts: Tensor, horizon: int) -> Tensor:
    """The line from the first value of the past through the last, drawn on."""
    slope = (pasts[:, -1] - pasts[:, 0]) / (pasts.shape[1] - 1)
    return pasts[:, -1:] + slope[:, None] * torch.arange(1, horizon + 1)


def fitted(series: Tensor, order: int) -> Tensor:
    """The weights of an autoregression, the constant first, then the newest value: least squares over the series."""
    back, nexts = series.unfold(0, order, 1)[:-1].flip(1), series[order:]
    # What is the same everywhere, or nearly, must not swamp what differs.
    shift = back.mean()
    ones = torch.ones(len(back), 1, dtype=back.dtype)
    found = torch.linalg.lstsq(
        torch.cat([ones, back - shift], dim=1), nexts[:, None], driver="gelsd"
    ).solution
    weights = found[:, 0]
    return torch.cat([weights[:1] - shift * weights[1:].sum(), weights[1:]])


def autoregression(pasts: Tensor, horizon: int, weights: Tensor) -> Tensor:
    """Each value from those before it, the told ones among them."""
    known, order = pasts, len(weights) - 1
    for _ in range(horizon):
        told = known[:, -order:].flip(1) @ weights[1:] + weights[0]
        known = torch.cat([known, told[:, None]], dim=1)
    return known[:, -horizon:]


def all_simple(
    learnt: tuple[Tensor, Tensor], pasts: Tensor, horizon: int, clock: Clock, order: int
) -> dict[str, Tensor]:
    """Every simple forecast, by name; `learnt` are pasts and futures of the training part, one from each moment.

    In double precision.
    """
    told = {"naive": naive(pasts, horizon)}
    if 1 < clock.season <= pasts.shape[1]:
        told["seasonal"] = seasonal(pasts, horizon, clock.season)
    told["drift"] = drift(pasts, horizon)
    weights = fitted(torch.cat([learnt[0][0], learnt[1][:, 0], learnt[1][-1, 1:]]), order)
    told["autoregression"] = autoregression(pasts, horizon, weights)
    told["average"] = learnt[1].mean().expand(len(pasts), horizon)
    return told

"""Forecasting, one step of it. The functions before the class are printed into exported scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from layerlab.algorithms.forecasting.fields import Forecasting
from layerlab.algorithms.supervised.losses import Huber, MeanAbsoluteError, MeanSquaredError
from layerlab.algorithms.supervised.regression import (
    Error,
    absolute_error,
    huber_error,
    squared_error,
    train_step,
)
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch, Data
from layerlab.training.inputs import to_numbers
from layerlab.training.modes import evaluation_mode
from layerlab.training.places import clip_norm_of

SCALE = "answer_scale"
"""Where the spread of the answers stands in the state's memory: what they are multiplied by for the series' units."""


def evaluate_forecasts(
    network: nn.Module,
    batches: Iterable[tuple[Tensor, Tensor]],
    error: Callable[[Tensor, Tensor], Tensor],
    scale: Tensor,
) -> tuple[float, list[float], Tensor, Tensor]:
    """Mean loss over windows that were not learnt from, and four errors in the units of the series.

    These are the root of the mean square (RMSE) and the mean distance over all steps ahead, and the RMSE of the first
    and of the last step. Then the loss of each window (n,), and what was answered (n, steps ahead).
    """
    losses, answers, truth = [], [], []
    with evaluation_mode(network):
        for inputs, targets in batches:
            # Without gradients there is nothing to remember for a backward pass.
            with torch.inference_mode():
                answers.append(network(inputs))
                losses.append(error(answers[-1], targets).mean(dim=1))
                truth.append(targets)
    told, each = torch.cat(answers), torch.cat(losses)
    # In double precision, since many numbers are added up; on the CPU, since not every device has it.
    missed = (told - torch.cat(truth)).cpu().double() * scale.cpu().double()
    squares = missed.square()
    errors = [squares.mean().sqrt(), missed.abs().mean()]
    errors += [squares[:, ahead].mean().sqrt() for ahead in (0, -1)]
    return each.cpu().double().mean().item(), [value.item() for value in errors], each, told


def forecast(
    network: nn.Module,
    windows: Tensor,
    pasts: Tensor,
    mean: Tensor,
    std: Tensor,
    answer_mean: Tensor,
    answer_std: Tensor,
    lag: int,
) -> Tensor:
    """What comes next, in the units of the series. Shape: (n, window, features) and (n, past) -> (n, steps ahead).

    `windows` hold what was, less the value `lag` before each where that is not 0; `pasts` the series as it stands.
    """
    with evaluation_mode(network), torch.inference_mode():
        answers: Tensor = network(to_numbers(windows, mean, std))
    changes = answers * answer_std.to(answers.device) + answer_mean.to(answers.device)
    if not lag:
        return changes
    # What lies more than a season ahead is told from the last season that is known.
    ahead = torch.arange(changes.shape[1], device=changes.device) % lag
    return changes + pasts[:, -lag:][:, ahead]


DISTANCES: dict[type, Callable[[Forecasting], Error]] = {
    MeanSquaredError: lambda _: squared_error,
    MeanAbsoluteError: lambda _: absolute_error,
    Huber: lambda fields: partial(huber_error, delta=getattr(fields.loss, "delta", 1.0)),
}
"""What each loss compares an answer and a target by."""


@dataclass(frozen=True)
class Forecaster:
    """One network that forecasts, as the fields have it."""

    fields: Forecasting

    @property
    def error(self) -> Error:
        """How far off each number is."""
        return DISTANCES[type(self.fields.loss)](self.fields)

    def prepare(self, state: State, data: Data) -> None:
        """Keep what brings answers back to the units of the series."""
        target = data.train["target"]
        state.memory[SCALE] = torch.tensor(target.field.std, dtype=torch.float32, device=target.stored.device)

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch."""
        loss = train_step(
            state.networks["forecaster"],
            state.optimizers["forecaster"],
            batch["input"],
            batch["target"],
            self.error,
            clip_norm=state.settings[clip_norm_of("forecaster")],
        )
        return {"loss": loss}

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Forecast from every moment of the test."""
        loss, (rmse, mae, first, last), losses, answers = evaluate_forecasts(
            state.networks["forecaster"],
            ((batch["input"], batch["target"]) for batch in batches),
            self.error,
            state.memory[SCALE],
        )
        return Evaluation(
            step=state.step,
            metrics={"loss": loss, "rmse": rmse, "mae": mae, "rmse_first": first, "rmse_last": last},
            columns={"error": losses, "answer": answers[:, 0], "forecast": answers},
        )


def algorithm(fields: Forecasting) -> Forecaster:
    """Forecasting as these fields have it."""
    return Forecaster(fields)

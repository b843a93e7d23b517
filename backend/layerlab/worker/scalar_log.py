"""The scalars of every step, flushed in packs. Never dropped."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from math import isfinite
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from layerlab.protocol.events import ScalarsRecorded
from layerlab.protocol.metrics import Metric, falling, key_of
from layerlab.training.contract import Evaluation
from layerlab.worker.channel import Channel
from layerlab.worker.stopwatch import Stopwatch

FLUSH_S = 0.08
SPEED_WINDOW_S = 5.0


class StepScalars(NamedTuple):
    """One step: what was measured is still on the device, what was set is not."""

    step: int
    measured: dict[str, Tensor]
    rates: dict[str, float]


class LossNotFiniteError(Exception):
    """A metric of this step that should fall is NaN or infinite."""

    def __init__(self, step: int) -> None:
        super().__init__(step)
        self.step = step


class ScalarLog:
    """Collects what steps and evaluations gave, and reports it about twelve times a second."""

    def __init__(self, channel: Channel, stopwatch: Stopwatch, metrics: Iterable[Metric]) -> None:
        self._channel = channel
        self._stopwatch = stopwatch
        self._finite = tuple(metric.name for metric in falling(metrics, "step"))
        self._entries: list[StepScalars] = []
        self._flushed_at = float("-inf")
        self._marks: deque[tuple[float, int]] = deque([(stopwatch.worked, 0)])
        self.samples = 0
        """Training samples shown in this term."""
        self.latest: dict[str, float] = {}
        """The newest value of each metric, `test_accuracy` and its like."""

    def note(self, entry: StepScalars, samples: int) -> None:
        """Keep a step's numbers until the next flush. Nothing is read from the device here."""
        self._entries.append(entry)
        self.samples += samples

    def flush_if_due(self) -> None:
        """Report at most every 80 ms; the first step at once."""
        if self._entries and self._stopwatch.seconds - self._flushed_at >= FLUSH_S:
            self.flush()

    def flush(self) -> None:
        """Report all that is kept. Raises LossNotFiniteError, after reporting the steps up to it."""
        if not self._entries:
            return
        entries, self._entries = self._entries, []
        # One transfer for all numbers: every single read would make the host wait for the device.
        names = tuple(entries[0].measured)
        rows = torch.stack([torch.stack([entry.measured[name] for entry in entries]) for name in names])
        measured = dict(zip(names, rows.to("cpu", torch.float32).numpy(), strict=True))
        broken = self._broken(measured)
        count = int(broken[0]) + 1 if len(broken) else len(entries)
        rates = {
            name: np.asarray([entry.rates[name] for entry in entries], np.float32)
            for name in entries[0].rates
        }
        steps = np.asarray([entry.step for entry in entries], "<i4")
        self._flushed_at = self._stopwatch.seconds
        self._channel.report(
            ScalarsRecorded(
                series="step",
                steps=steps[:count].tobytes(),
                columns={
                    name: column[:count].astype("<f4").tobytes()
                    for name, column in (measured | rates).items()
                },
                samples_per_s=self._speed(),
            )
        )
        self.latest |= {key_of("step", name): float(measured[name][count - 1]) for name in names}
        if len(broken):
            raise LossNotFiniteError(int(steps[count - 1]))

    def record(self, evaluation: Evaluation) -> None:
        """Report an evaluation. What came before it is flushed first, so that curves grow in order."""
        self.flush()
        columns = {name: np.asarray([value], "<f4").tobytes() for name, value in evaluation.metrics.items()}
        self._channel.report(
            ScalarsRecorded(
                series="evaluation", steps=np.asarray([evaluation.step], "<i4").tobytes(), columns=columns
            )
        )
        finite = {name: value for name, value in evaluation.metrics.items() if isfinite(value)}
        self.latest |= {key_of("evaluation", name): value for name, value in finite.items()}

    def _broken(self, measured: dict[str, NDArray[np.float32]]) -> NDArray[np.intp]:
        """The places where one that should fall is no number."""
        known = np.ones(len(next(iter(measured.values()))), bool)
        for name in self._finite:
            known &= np.isfinite(measured[name])
        return np.flatnonzero(~known)

    def _speed(self) -> float:
        """Samples a second over the last seconds of work, evaluations included: what "time left" is made of."""
        now = self._stopwatch.worked
        self._marks.append((now, self.samples))
        while len(self._marks) > 2 and self._marks[0][0] < now - SPEED_WINDOW_S:
            self._marks.popleft()
        began, before = self._marks[0]
        elapsed = now - began
        return (self.samples - before) / elapsed if elapsed > 0 else 0.0

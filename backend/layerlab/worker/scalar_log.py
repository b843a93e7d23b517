"""The scalars of every step, flushed in packs. Never dropped."""

from __future__ import annotations

from collections import deque
from math import isfinite
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from layerlab.protocol.events import ScalarsRecorded
from layerlab.training.contract import Evaluation
from layerlab.worker.channel import Channel
from layerlab.worker.stopwatch import Stopwatch

FLUSH_S = 0.08
SPEED_WINDOW_S = 5.0


class StepScalars(NamedTuple):
    """One step: its metrics are still on the device."""

    step: int
    metrics: dict[str, Tensor]
    learning_rate: float


class LossNotFiniteError(Exception):
    """The loss of this step is NaN or infinite."""

    def __init__(self, step: int) -> None:
        super().__init__(step)
        self.step = step


class ScalarLog:
    """Collects what steps and evaluations gave, and reports it about twelve times a second."""

    def __init__(self, channel: Channel, stopwatch: Stopwatch) -> None:
        self._channel = channel
        self._stopwatch = stopwatch
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
        names = tuple(entries[0].metrics)
        rows = torch.stack([torch.stack([entry.metrics[name] for entry in entries]) for name in names])
        values = dict(zip(names, rows.to("cpu", torch.float32).numpy(), strict=True))
        broken = np.flatnonzero(~np.isfinite(values["loss"]))
        count = int(broken[0]) + 1 if len(broken) else len(entries)
        values["learning_rate"] = np.asarray([entry.learning_rate for entry in entries], np.float32)
        steps = np.asarray([entry.step for entry in entries], "<i4")
        self._flushed_at = self._stopwatch.seconds
        self._channel.report(
            ScalarsRecorded(
                series="train",
                steps=steps[:count].tobytes(),
                columns={name: column[:count].astype("<f4").tobytes() for name, column in values.items()},
                samples_per_s=self._speed(),
            )
        )
        self.latest |= {f"train_{name}": float(values[name][count - 1]) for name in names}
        if len(broken):
            raise LossNotFiniteError(int(steps[count - 1]))

    def record(self, evaluation: Evaluation) -> None:
        """Report an evaluation. What came before it is flushed first, so that curves grow in order."""
        self.flush()
        columns = {name: np.asarray([value], "<f4").tobytes() for name, value in evaluation.metrics.items()}
        self._channel.report(
            ScalarsRecorded(
                series="test", steps=np.asarray([evaluation.step], "<i4").tobytes(), columns=columns
            )
        )
        finite = {name: value for name, value in evaluation.metrics.items() if isfinite(value)}
        self.latest |= {f"test_{name}": value for name, value in finite.items()}

    def _speed(self) -> float:
        """Samples a second over the last seconds of work, evaluations included: what "time left" is made of."""
        now = self._stopwatch.worked
        self._marks.append((now, self.samples))
        while len(self._marks) > 2 and self._marks[0][0] < now - SPEED_WINDOW_S:
            self._marks.popleft()
        began, before = self._marks[0]
        elapsed = now - began
        return (self.samples - before) / elapsed if elapsed > 0 else 0.0

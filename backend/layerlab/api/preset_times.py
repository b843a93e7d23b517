"""How long the ready experiments train on this machine: told from trials, which are made while nothing else trains."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from anyio import to_thread

from layerlab.datasets.load import available
from layerlab.engines.base import Engine
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import datasets_of
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.trials import Trials
from layerlab.experiment.variants import ways

log = logging.getLogger(__name__)

REST_S = 5.0
"""After something trained instead: who looks meanwhile is told that nothing is being tried."""


class PresetClock:
    """What is known of their times. Whoever looks sets off the trials of the others."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._in_vain: set[str] = set()
        """Tried, and nothing came of it: once is enough."""
        self._work: asyncio.Task[None] | None = None
        self._rests_until = float("-inf")

    @property
    def measuring(self) -> bool:
        """Whether trials are under way."""
        return self._work is not None and not self._work.done()

    async def look(self, engine: Engine, folder: Path, cores: int) -> Mapping[str, float]:
        """Seconds by preset, as far as they are known; without cores nothing was tried, and nothing is."""
        if cores and not self.measuring and time.monotonic() >= self._rests_until:
            untried = await to_thread.run_sync(self._recall, folder, cores)
            if untried and not self.measuring:
                self._work = asyncio.create_task(self._try_out(untried, engine, folder, cores))
                self._work.add_done_callback(_tell_fault)
        return dict(self._seconds)

    async def _try_out(self, untried: list[str], engine: Engine, folder: Path, cores: int) -> None:
        """One after the other, until something trains: who looks again later sets off the rest."""
        for preset in untried:
            for way in _ways(preset):
                if await to_thread.run_sync(Trials(folder).recall, way, cores) is not None:
                    continue
                if not await engine.try_out(way.model_dump_json()):
                    self._rests_until = time.monotonic() + REST_S
                    return
            await to_thread.run_sync(self._recall_one, preset, folder, cores)
            if preset not in self._seconds:
                self._in_vain.add(preset)

    def _recall(self, folder: Path, cores: int) -> list[str]:
        """Read what was found since the last look; the presets that can be tried and were not."""
        return [
            preset
            for preset in PRESETS
            if preset not in self._seconds
            and preset not in self._in_vain
            and _can_be_tried(PRESETS[preset], folder)
            and not self._recall_one(preset, folder, cores)
        ]

    def _recall_one(self, preset: str, folder: Path, cores: int) -> bool:
        """A comparison takes as long as all that it compares, one after the other."""
        total = 0.0
        for way in _ways(preset):
            trial = Trials(folder).recall(way, cores)
            if trial is None:
                return False
            step_s = next(timing.step_s for timing in trial.timings if timing.compute == trial.chosen)
            total += _samples(way) * step_s / trial.samples
        self._seconds[preset] = total
        return True


def _can_be_tried(preset: Preset, folder: Path) -> bool:
    """Nothing is fetched for a trial."""
    return not preset.published and all(
        available(dataset, folder) for dataset in datasets_of(_ways(preset.id)[0]).values()
    )


@cache
def _ways(preset: str) -> tuple[Experiment, ...]:
    """What is run of it: its variants, or itself."""
    experiment = PRESETS[preset].experiment()
    return tuple(ways(experiment).values()) or (experiment,)


def _samples(experiment: Experiment) -> int:
    """That the whole run sees."""
    return check_experiment(experiment).total_steps * experiment.pace.batch_size


def _tell_fault(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        log.error("a preset was not tried out", exc_info=fault)

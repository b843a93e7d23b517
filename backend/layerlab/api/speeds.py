"""The time of an epoch before it is trained, told from what this machine has trained so far."""

from __future__ import annotations

import time
from functools import lru_cache

from layerlab.api.convert import document_of
from layerlab.api.reckoning import SpeedSample, work_of
from layerlab.experiment.check import check_experiment
from layerlab.kit.errors import LayerlabError
from layerlab.store import speeds
from layerlab.store.database import Database

FRESH_S = 5.0


class Speeds:
    """Asked at every edit, so it remembers for a few seconds."""

    def __init__(self) -> None:
        self._samples: list[SpeedSample] = []
        self._read_at = float("-inf")

    def samples(self, database: Database) -> list[SpeedSample]:
        """The newest runs that were measured."""
        if time.monotonic() - self._read_at > FRESH_S:
            self._read_at = time.monotonic()
            with database.reading() as session:
                found = speeds.measured(session)
            samples = [_sample(snapshot, speed) for snapshot, speed in found]
            self._samples = [sample for sample in samples if sample is not None]
        return self._samples


def _sample(snapshot: str, samples_per_s: float) -> SpeedSample | None:
    device, batch_size, work = _known(snapshot)
    return SpeedSample(device, work, batch_size / samples_per_s) if work else None


@lru_cache(maxsize=256)
def _known(snapshot: str) -> tuple[str, int, int]:
    """(device, batch size, work of a step) of a run's document."""
    try:
        experiment = document_of(snapshot)
    except (LayerlabError, ValueError):
        return "", 0, 0
    return (
        experiment.device,
        experiment.pace.batch_size,
        work_of(experiment, check_experiment(experiment)),
    )

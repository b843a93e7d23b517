"""The time of an epoch before it is trained, told from what this machine has trained so far."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from math import log

from layerlab.api.convert import document_of
from layerlab.experiment.check import ExperimentCheck, check_experiment
from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.store import speeds
from layerlab.store.database import Database

FRESH_S = 5.0
SAME_CLASS = 16.0
"""Up to this ratio of work in a step, one run says something about another."""
OVERHEAD_S = 0.0005
"""Of a step, however small the network: the calls themselves."""


@dataclass(frozen=True)
class Sample:
    """One run that was measured."""

    device: str
    work: int
    """FLOPs of a step's forward passes."""
    step_s: float


class Speeds:
    """Asked at every edit, so it remembers for a few seconds."""

    def __init__(self) -> None:
        self._samples: list[Sample] = []
        self._read_at = float("-inf")

    def seconds_per_epoch(
        self, database: Database, experiment: Experiment, checked: ExperimentCheck
    ) -> float:
        """Told from the run with the most similar work; -1 where none is similar."""
        work = _work(experiment, checked)
        if not work or checked.problems:
            return -1.0
        near = [
            sample
            for sample in self._fresh(database)
            if sample.device == experiment.device and 1 / SAME_CLASS <= work / sample.work <= SAME_CLASS
        ]
        if not near:
            return -1.0
        sample = min(near, key=lambda sample: abs(log(work / sample.work)))
        fixed = min(OVERHEAD_S, sample.step_s / 2)
        return checked.steps_per_epoch * (fixed + (sample.step_s - fixed) * work / sample.work)

    def _fresh(self, database: Database) -> list[Sample]:
        if time.monotonic() - self._read_at > FRESH_S:
            self._read_at = time.monotonic()
            with database.reading() as session:
                found = speeds.measured(session)
            samples = [_sample(snapshot, speed) for snapshot, speed in found]
            self._samples = [sample for sample in samples if sample is not None]
        return self._samples


def _sample(snapshot: str, samples_per_s: float) -> Sample | None:
    device, batch_size, work = _known(snapshot)
    return Sample(device, work, batch_size / samples_per_s) if work else None


@lru_cache(maxsize=256)
def _known(snapshot: str) -> tuple[str, int, int]:
    """(device, batch size, work of a step) of a run's document."""
    try:
        experiment = document_of(snapshot)
    except (LayerlabError, ValueError):
        return "", 0, 0
    return experiment.device, experiment.algorithm.batch_size, _work(experiment, check_experiment(experiment))


def _work(experiment: Experiment, checked: ExperimentCheck) -> int:
    return experiment.algorithm.batch_size * sum(network.flops for network in checked.networks.values())

"""What short trials on this machine found: how fast a plan goes with which threads and in which memory format.

A trial is made once and remembered, so that the same experiment and seed give the same bits on this machine, whatever
else it does meanwhile. No torch: the server tells the figures, too.
"""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import ValidationError

from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of
from layerlab.kit.document import Document
from layerlab.network.plan import plan
from layerlab.training.compute import Compute, MemoryFormat

THREADS_COST = 0.3
"""A second thread must be worth it: with twice as many a step must take less than 2^-0.3, or 0.81 times, as long."""
LEAST_GAIN = 0.03
"""By so much another memory format must be faster: the usual one is what everybody knows."""


class Timing(Document):
    """How long a step takes with one way to compute."""

    compute: Compute
    step_s: float
    """The fastest of several steps, in seconds."""


class Trial(Document):
    """What was tried, the usual way first."""

    timings: tuple[Timing, ...]
    samples: int
    """How many samples each of the steps saw."""

    @property
    def chosen(self) -> Compute:
        """The fastest way, unless it takes more threads, or another memory format, than it is worth."""
        chosen = self.timings[0]
        for timing in self.timings[1:]:
            is_usual = timing.compute.memory_format == chosen.compute.memory_format
            if _price(timing) < _price(chosen) * (1 if is_usual else 1 - LEAST_GAIN):
                chosen = timing
        return chosen.compute


def _price(timing: Timing) -> float:
    return float(timing.step_s * timing.compute.threads**THREADS_COST)


def candidates(experiment: Experiment, cores: int) -> tuple[Compute, ...]:
    """The ways to compute that the experiment leaves open, the usual one first; one alone where it leaves none."""
    counts = [experiment.threads] if experiment.threads else _counts(cores)
    formats: list[MemoryFormat] = ["contiguous", "channels_last"]
    if experiment.memory_format != "auto":
        formats = [experiment.memory_format]
    elif cores == 0 or not _has_images(experiment):
        formats = formats[:1]
    return tuple(Compute(threads=count, memory_format=form) for count in counts for form in formats)


def _counts(cores: int) -> list[int]:
    """1, 2, 4 … and all of them."""
    doubled = [2**power for power in range(cores.bit_length()) if 2**power < cores]
    return [*doubled, max(1, cores)]


def _has_images(experiment: Experiment) -> bool:
    return any(
        value.kind == "image"
        for role, ends in ends_of(experiment).items()
        for step in plan(experiment.networks[role], ends, role, experiment.blocks).steps
        for value in step.outputs.values()
    )


class Trials:
    """The trials of this machine, in its cache."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "trials"

    def recall(self, experiment: Experiment, cores: int) -> Trial | None:
        """What was found for this plan with so many cores; None where it was not tried."""
        try:
            return Trial.model_validate_json(self._file(experiment, cores).read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, experiment: Experiment, cores: int, trial: Trial) -> None:
        """Remember. Of two who try at once the first is believed, so that both go on alike."""
        file = self._file(experiment, cores)
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.write_text(trial.model_dump_json())
        try:
            os.link(draft, file)
        except OSError:
            # Somebody was first, or the file system has no links.
            if not file.exists():
                draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)

    def _file(self, experiment: Experiment, cores: int) -> Path:
        plans = [
            (role, plan(experiment.networks[role], ends, role, experiment.blocks))
            for role, ends in ends_of(experiment).items()
        ]
        told = (
            plans,
            experiment.algorithm,
            sorted((role, given.optimizer.kind) for role, given in experiment.optimizers.items()),
            experiment.pace.batch_size,
            (experiment.device, experiment.threads, experiment.memory_format, cores),
            _torch_version(),
        )
        return self._folder / f"{hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()}.json"


def _torch_version() -> str:
    try:
        return version("torch")
    except PackageNotFoundError:
        return ""

"""A short trial of a run's first step, in each way to compute that the experiment leaves open."""

from __future__ import annotations

import time
from math import inf
from pathlib import Path

import torch

from layerlab.experiment.document import Experiment
from layerlab.experiment.trials import Timing, Trial, Trials, candidates
from layerlab.training.compute import Compute
from layerlab.training.data import Data
from layerlab.worker.device import choose, synchronize
from layerlab.worker.session import Session, open_data, open_session

LONGEST_S = 0.9
"""For all ways together; the networks have to be built, too."""
ROUNDS = 2
"""Each way has its turn more than once: what else the machine does comes and goes."""
FIRST_SAMPLES = 16
STEP_S = 0.02
"""A step of a trial sees so few samples that it takes about so long."""
LEAST_S = 5e-4
"""A shorter step has nothing to gain."""
MOST_WEIGHTS = 20_000_000
"""Larger networks take longer to build than a trial may take."""


def settle(experiment: Experiment, cache: Path, cores: int) -> Compute:
    """How the experiment computes on this machine, if a run may take so many cores; with 0 nothing is tried."""
    given = candidates(experiment, cores)
    if len(given) == 1:
        return given[0]
    trial = tried(experiment, cache, cores)
    return given[0] if trial is None else trial.chosen


def tried(experiment: Experiment, cache: Path, cores: int) -> Trial | None:
    """What this machine remembers of the experiment's plan, tried now where it was not; None if nothing can be kept."""
    trials = Trials(cache)
    if trials.recall(experiment, cores) is None:
        trials.keep(experiment, cores, _tried(experiment, cache, candidates(experiment, cores)))
    # Perhaps somebody else was first.
    return trials.recall(experiment, cores)


def _tried(experiment: Experiment, cache: Path, given: tuple[Compute, ...]) -> Trial:
    device = choose(experiment.device)
    if device.type != "cpu":
        given = tuple(compute for compute in given if compute.threads == given[0].threads)
    data = open_data(experiment, cache, device)
    samples = min(FIRST_SAMPLES, experiment.pace.batch_size)
    session = _opened(experiment, cache, data, given[0], samples)
    weights = sum(p.numel() for network in session.state.networks.values() for p in network.parameters())
    first = _timed(session, given[0], 0.1)
    if first < LEAST_S or weights > MOST_WEIGHTS:
        return Trial(timings=(Timing(compute=given[0], step_s=first),), samples=samples)
    # Batch norm needs two samples to learn from.
    samples = max(2, min(experiment.pace.batch_size, int(samples * STEP_S / first)))
    best = [inf] * len(given)
    for _ in range(ROUNDS):
        for at, compute in enumerate(given):
            session = _opened(experiment, cache, data, compute, samples)
            best[at] = min(best[at], _timed(session, compute, LONGEST_S / ROUNDS / len(given)))
    timings = (Timing(compute=compute, step_s=step_s) for compute, step_s in zip(given, best, strict=True))
    return Trial(timings=tuple(timings), samples=samples)


def _opened(experiment: Experiment, cache: Path, data: Data, compute: Compute, samples: int) -> Session:
    pace = experiment.pace.model_copy(update={"batch_size": samples})
    return open_session(experiment.model_copy(update={"pace": pace}), cache, data, compute=compute)


def _timed(session: Session, compute: Compute, seconds: float) -> float:
    """The fastest of the steps that fit into so many seconds, after one that warms up."""
    torch.set_num_threads(compute.threads)
    best, began = inf, time.perf_counter()
    step = 0
    while step < 3 or time.perf_counter() - began < seconds:
        step += 1
        batch = session.begin(step)
        synchronize(session.device)
        at = time.perf_counter()
        session.algorithm.step(session.state, batch)
        synchronize(session.device)
        session.state.step = step
        if step > 1:
            best = min(best, time.perf_counter() - at)
    torch.set_num_threads(1)
    return best

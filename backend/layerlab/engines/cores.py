"""The cores of this machine, shared out: a second thread on a busy core makes both runs slower."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from layerlab.experiment.load import stored
from layerlab.experiment.trials import Trials, candidates
from layerlab.kit.errors import LayerlabError


def threads_of(snapshot: str, cache: Path, cores: int) -> int:
    """The threads of a run, as far as they are known before it starts; one where it is still to be tried."""
    if cores <= 1:
        return 1
    try:
        experiment = stored(snapshot)
        ways = candidates(experiment, cores)
    except (LayerlabError, KeyError):
        # It can't be trained, and will say so itself.
        return 1
    if len(ways) == 1:
        return ways[0].threads
    trial = Trials(cache).recall(experiment, cores)
    return experiment.threads or (1 if trial is None else trial.chosen.threads)


def fits(threads: int, taken: Collection[int], cores: int) -> bool:
    """Whether a run with so many threads may start beside those that go.

    Each may where it is alone; and single threads stand beside single threads, as many as the engine allows.
    """
    if not taken or (threads == 1 and set(taken) == {1}):
        return True
    return sum(taken) + threads <= cores

"""Cores are shared out without an engine around it."""

from __future__ import annotations

from pathlib import Path

from layerlab.engines.cores import fits, threads_of
from layerlab.engines.fair_queue import FairQueue, Ticket
from layerlab.experiment.trials import Timing, Trial, Trials
from layerlab.training.compute import Compute
from support.experiments import small


def test_several_threads_start_where_they_have_cores() -> None:
    assert fits(4, [], 3), "whoever is alone has what there is"
    assert fits(1, [1, 1, 1], 3), "single ones are counted by the slots of the engine"
    assert fits(2, [1], 3)
    assert not fits(2, [1, 1], 3)
    assert not fits(1, [3], 3)
    assert fits(1, [2], 3)


def test_who_needs_more_is_not_passed_for_ever() -> None:
    queue = FairQueue(99)
    queue.push(Ticket("ann", "wide", threads=2))
    queue.push(Ticket("bob", "narrow"))
    assert queue.pop({}, lambda threads: threads == 1) is None
    assert queue.pop({}) == Ticket("ann", "wide", threads=2)
    assert queue.pop({}, lambda threads: threads == 1) == Ticket("bob", "narrow")


def test_what_a_run_takes_is_asked_for_or_was_tried(tmp_path: Path) -> None:
    def threads(cores: int, **fields: object) -> int:
        snapshot = small().model_copy(update=fields).model_dump_json()
        return threads_of(snapshot, tmp_path, cores)

    assert threads(3) == 1, "not tried yet"
    assert threads(3, threads=2) == 2
    found = Trial(timings=(Timing(compute=Compute(threads=2), step_s=1.0),), samples=64)
    Trials(tmp_path).keep(small(), 3, found)
    assert threads(3) == 2
    assert threads(1) == 1, "one core is not shared out"
    assert threads_of("{}", tmp_path, 3) == 1, "it can't be trained, and will say so itself"

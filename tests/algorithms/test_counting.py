"""What counting comes to, held against a count that anyone would write in Python."""

from __future__ import annotations

from collections import Counter
from math import log
from pathlib import Path

import numpy as np
import pytest

from layerlab.algorithms.language_model.counting import counted
from layerlab.datasets.load import load
from layerlab.experiment.document import Experiment
from layerlab.protocol.events import Event, RunStarted
from layerlab.worker.headless import train
from support.experiments import name_giver, small, writer

NAMES = {"even": -1, "frequencies": 0, "back_1": 1, "back_2": 2, "back_4": 4}


def plainly_counted(learnt: list[list[int]], held: list[list[int]], tokens: int, most: int) -> float:
    """The mean surprise of a count that looks so far back; -1: at none at all."""
    runs, different = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    contexts = Counter[tuple[int, ...]]()
    for text in learnt:
        for at in range(1, len(text)):
            for back in range(min(most, at) + 1):
                run = tuple(text[at - back : at + 1])
                different[run[:-1]] += run not in runs
                runs[run] += 1
                contexts[run[:-1]] += 1

    def share(run: tuple[int, ...]) -> float:
        shorter = share(run[1:]) if len(run) > 1 else 1 / tokens
        seen, kinds = contexts[run[:-1]], different[run[:-1]]
        return (runs[run] + kinds * shorter) / (seen + kinds) if seen else shorter

    surprises = [
        -log(share(tuple(text[max(0, at - most) : at + 1]))) if most >= 0 else log(tokens)
        for text in held
        for at in range(1, len(text))
    ]
    return sum(surprises) / len(surprises)


@pytest.mark.parametrize("experiment", [writer(), name_giver()], ids=["passages", "names"])
def test_a_run_of_a_writer_says_what_counting_comes_to(experiment: Experiment, tmp_path: Path) -> None:
    brief = experiment.model_copy(
        update={"datasets": {"data": experiment.datasets["data"].model_copy(update={"test_limit": 60})}}
    )
    events: list[Event] = []
    assert train(brief, folder=tmp_path / "run", cache=tmp_path / "cache", on_event=events.append) is None
    (started,) = [event for event in events if isinstance(event, RunStarted)]
    told = {
        metric.key: {each.name: each.value for each in metric.references}
        for metric in started.metrics
        if metric.references
    }
    (field,) = brief.datasets["data"].data_fields()
    data = load(brief.datasets["data"], tmp_path / "cache")
    learnt, held = (
        [[int(n) for n in row if n >= 0] for row in data[which][field.name]] for which in ("train", "test")
    )
    if field.goes_on:
        learnt, held = ([[rows[0][0], *(n for row in rows for n in row[1:])]] for rows in (learnt, held))
    plain = {
        name: plainly_counted(learnt, held, field.value.categories, back) for name, back in NAMES.items()
    }
    assert told == {"test_loss": pytest.approx(plain, abs=1e-9)}
    assert plain["back_2"] < plain["back_1"] < plain["frequencies"] < plain["even"]


def test_who_has_nothing_to_count_says_nothing(tmp_path: Path) -> None:
    events: list[Event] = []
    assert train(small(), folder=tmp_path / "run", cache=tmp_path / "cache", on_event=events.append) is None
    (started,) = [event for event in events if isinstance(event, RunStarted)]
    assert "references" not in str(started.model_dump(mode="json")["metrics"])
    nothing = np.full((3, 4), -1)
    assert counted(nothing, nothing, 5) == {}
    # Two characters at most have nothing four back, and more tokens than numbers can tell no contexts apart.
    short = np.array([[0, 1, 2], [0, 2, 1]])
    assert list(counted(short, short, 3)) == ["even", "frequencies", "back_1", "back_2"]
    assert list(counted(short, short, 10**7)) == ["even", "frequencies", "back_1"]

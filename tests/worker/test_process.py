"""Real worker processes: paused, stepped, changed, drained and killed, and the numbers stay the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from layerlab.protocol.commands import (
    PauseRun,
    ResumeRun,
    SetHyperparameter,
    StepRun,
    StopRun,
)
from layerlab.protocol.events import (
    CheckpointSaved,
    Event,
    HyperparameterChanged,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStopped,
    ScalarsRecorded,
)
from layerlab.protocol.worker import Acknowledge
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.term import Term
from support.experiments import RATE, explosive, small
from support.foreman import Employ
from support.recorded import column, hexadecimal, of


def test_a_child_gives_the_bits_of_this_process(
    employ: Employ, unbroken: tuple[bytes, dict[int, str]]
) -> None:
    foreman = employ()
    foreman.start()
    assert isinstance(foreman.until_end(), RunFinished)
    assert hexadecimal(column(foreman.events, "loss")) == unbroken[1]
    assert foreman.final_bytes() == unbroken[0]


def test_step_takes_exactly_so_many_steps_and_changes_no_bit(
    employ: Employ, unbroken: tuple[bytes, dict[int, str]]
) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.until(RunPaused, step=0)
    assert column(foreman.events, "loss") == {}
    foreman.order(StepRun(steps=1))
    foreman.until(RunPaused, step=1)
    foreman.order(StepRun(steps=5))
    foreman.until(RunPaused, step=6)
    assert sorted(column(foreman.events, "loss")) == [1, 2, 3, 4, 5, 6]
    assert [event.step for event in of(RunContinued, foreman.events)] == [1]
    foreman.order(ResumeRun())
    assert isinstance(foreman.until_end(), RunFinished)
    assert hexadecimal(column(foreman.events, "loss")) == unbroken[1]
    assert foreman.final_bytes() == unbroken[0]


def test_pause_and_resume_change_no_bit(employ: Employ, unbroken: tuple[bytes, dict[int, str]]) -> None:
    foreman = employ()
    foreman.start()
    foreman.until(ScalarsRecorded)
    foreman.order(PauseRun())
    paused = foreman.until(RunPaused)
    assert max(column(foreman.events, "loss")) == paused.step
    foreman.order(ResumeRun())
    foreman.until(RunContinued, step=paused.step)
    foreman.until_end()
    assert foreman.final_bytes() == unbroken[0]


def test_kill_and_resume_give_the_bytes_of_an_unbroken_run(
    employ: Employ, tmp_path: Path, cache: Path
) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.order(StepRun(steps=7))
    foreman.until(CheckpointSaved, step=7)
    foreman.order(SetHyperparameter(name=RATE, value=0.01))
    change = foreman.until(HyperparameterChanged, step=8)
    foreman.order(ResumeRun())
    foreman.until(ScalarsRecorded)
    foreman.kill()
    foreman.start()
    resumed = foreman.until(RunResumed)
    assert resumed.step >= 7
    assert resumed.exact
    assert isinstance(foreman.until_end(), RunFinished)

    other = tmp_path / "unbroken"
    events: list[Event] = []
    term = Term(small(), other, cache, changes=[change])
    assert term.carry_out(CallbackChannel(events.append)) is None
    assert foreman.final_bytes() == (other / "checkpoints" / "20" / "state.safetensors").read_bytes()
    assert hexadecimal(column(foreman.events, "loss")) == hexadecimal(column(events, "loss"))
    assert hexadecimal(column(foreman.events, "learning_rate")) == hexadecimal(
        column(events, "learning_rate")
    )


def test_killed_before_any_checkpoint_a_run_begins_again(
    employ: Employ, unbroken: tuple[bytes, dict[int, str]]
) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.until(RunPaused, step=0)
    foreman.kill()
    foreman.start()
    foreman.until_end()
    assert foreman.final_bytes() == unbroken[0]


def test_a_change_is_used_only_after_it_is_durable(employ: Employ) -> None:
    foreman = employ(small(schedule={"kind": "constant"}))
    foreman.acknowledges = False
    foreman.start(paused=True)
    foreman.order(StepRun(steps=2))
    foreman.until(CheckpointSaved, step=2)
    foreman.order(SetHyperparameter(name=RATE, value=0.25))
    foreman.order(StepRun(steps=1))
    change = foreman.until(HyperparameterChanged)
    assert (change.step, change.value, change.previous) == (3, 0.25, 0.05)
    assert foreman.says_nothing(0.3)
    foreman.send(Acknowledge())
    foreman.until(RunPaused, step=3)
    rates = column(foreman.events, "learning_rate")
    assert [float(rates[step]) for step in (2, 3)] == pytest.approx([0.05, 0.25])


def test_resume_and_pause_in_one_breath_are_both_answered(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.until(RunPaused, step=0)
    foreman.order(ResumeRun())
    foreman.order(PauseRun())
    foreman.until(RunContinued)
    assert foreman.until(RunPaused).step <= 1


def test_killed_before_the_last_word_a_run_still_says_it(employ: Employ) -> None:
    foreman = employ(small(epochs=1))
    foreman.start()
    whole = foreman.until_end()
    foreman.start()
    last = foreman.until_end()
    assert isinstance(whole, RunFinished)
    assert isinstance(last, RunFinished)
    assert last.step == 10
    assert last.metrics["test_accuracy"] == whole.metrics["test_accuracy"]


def test_a_drained_run_goes_on_to_the_same_end(
    employ: Employ, unbroken: tuple[bytes, dict[int, str]]
) -> None:
    foreman = employ()
    foreman.start()
    foreman.until(ScalarsRecorded)
    foreman.drain()
    foreman.join()
    with pytest.raises(EOFError):
        foreman.until_end()
    saved = of(CheckpointSaved, foreman.events)[-1].step
    foreman.start()
    assert foreman.until(RunResumed).step == saved
    foreman.until_end()
    assert foreman.final_bytes() == unbroken[0]
    assert set(column(foreman.events, "accuracy", "evaluation")) == {10, 20}


def test_stop_keeps_the_checkpoint_of_its_step(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.order(StepRun(steps=3))
    foreman.until(RunPaused, step=3)
    foreman.order(StopRun())
    assert foreman.until_end() == RunStopped(step=3)
    assert of(CheckpointSaved, foreman.events)[-1].step == 3


def test_a_worker_ends_when_nobody_listens(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.until(RunPaused)
    foreman.hang_up()
    foreman.join()


def test_a_failure_is_reported_and_the_process_ends_well(employ: Employ) -> None:
    foreman = employ(explosive())
    foreman.start()
    failed = foreman.until_end()
    assert isinstance(failed, RunFailed)
    assert failed.code == "loss_not_finite"

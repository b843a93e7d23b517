"""Real worker processes: paused, stepped, changed, asked, drained and killed, and the numbers stay the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from layerlab.experiment.document import Experiment
from layerlab.protocol.commands import (
    PauseRun,
    PinInput,
    ResumeRun,
    SetHyperparameter,
    StepRun,
    StopRun,
    UnpinInput,
)
from layerlab.protocol.events import (
    CheckpointSaved,
    Event,
    FrameRecorded,
    HyperparameterChanged,
    InputPinned,
    InputUnpinned,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStopped,
    ScalarsRecorded,
)
from layerlab.protocol.inputs import Numbers, Pixels, Sample
from layerlab.protocol.queries import NEWEST, Show, Shown
from layerlab.protocol.worker import Acknowledge, Decline, Reply
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.headless import train
from layerlab.worker.term import Term
from support.experiments import RATE, explosive, small
from support.foreman import Foreman
from support.questions import of_drawing, of_sample
from support.recorded import column, hexadecimal, of

Employ = Callable[..., Foreman]


@pytest.fixture
def employ(tmp_path: Path, cache: Path) -> Iterator[Employ]:
    """Makes foremen, and ends what they have started."""
    foremen: list[Foreman] = []

    def make(experiment: Experiment | None = None, name: str = "run") -> Foreman:
        foremen.append(Foreman(experiment or small(), tmp_path / name, cache))
        return foremen[-1]

    yield make
    for foreman in foremen:
        foreman.close()


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[bytes, dict[int, str]]:
    """The final bytes and the losses of `small`, left alone, in this very process."""
    folder, events = tmp_path_factory.mktemp("unbroken"), []
    assert train(small(), folder=folder, cache=cache, on_event=events.append) is None
    content = (folder / "checkpoints" / "20" / "state.safetensors").read_bytes()
    return content, hexadecimal(column(events, "loss"))


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


def test_questions_are_answered_at_any_time_and_change_no_bit(
    employ: Employ, unbroken: tuple[bytes, dict[int, str]]
) -> None:
    foreman = employ()
    foreman.start(paused=True)
    for step in range(1, 10):
        foreman.order(StepRun(steps=1))
        foreman.until(RunPaused, step=step)
        reply = foreman.ask(of_sample(step))
        assert isinstance(reply, Reply)
        assert reply.answer.step == step
        assert reply.answer.frames[0].sample == step
        why = foreman.ask(of_sample(step, "saliency"))
        assert isinstance(why, Reply)
        assert (why.answer.step, why.answer.frames[0].gradient.shape) == (step, (1, 28, 28))
        shown = reply.answer.frames[0].probabilities
        assert why.answer.frames[0].top == shown.index(max(shown))
    foreman.order(ResumeRun())
    drawn = foreman.ask(of_drawing(bytes(28 * 28)))
    assert isinstance(drawn, Reply)
    assert sum(drawn.answer.frames[0].probabilities) == pytest.approx(1)
    assert isinstance(foreman.ask(of_drawing(bytes(28 * 28), "saliency")), Reply)
    foreman.until_end()
    assert foreman.final_bytes() == unbroken[0]


def pinned_frames(foreman: Foreman) -> list[FrameRecorded]:
    return [event for event in of(FrameRecorded, foreman.events) if event.probe == "pinned"]


def test_a_pinned_input_stays_pinned_and_changes_no_bit(
    employ: Employ, unbroken: tuple[bytes, dict[int, str]]
) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.order(StepRun(steps=3))
    foreman.until(RunPaused, step=3)
    assert pinned_frames(foreman) == []
    drawing = bytes(range(256)) * 3 + bytes(16)
    pinned = Pixels(pixels=drawing)
    foreman.order(PinInput(input=pinned))
    assert foreman.until(InputPinned) == InputPinned(step=3, input=pinned)
    foreman.until(FrameRecorded)
    shown = foreman.ask(of_drawing(drawing))
    assert isinstance(shown, Reply)
    (first,) = pinned_frames(foreman)
    assert (first.step, first.frame.probabilities) == (3, shown.answer.frames[0].probabilities)
    foreman.order(StepRun(steps=2))
    foreman.until(CheckpointSaved, step=5)
    assert pinned_frames(foreman)[-1].step == 5
    foreman.kill()
    count = len(pinned_frames(foreman))
    foreman.start(paused=True, pinned=pinned)
    foreman.until(RunPaused, step=5)
    foreman.order(StepRun(steps=1))
    foreman.until(CheckpointSaved, step=6)
    assert [frame.step for frame in pinned_frames(foreman)[count:]] == [5, 6]
    foreman.order(UnpinInput())
    foreman.until(InputUnpinned, step=6)
    count = len(pinned_frames(foreman))
    foreman.order(ResumeRun())
    foreman.until_end()
    assert len(pinned_frames(foreman)) == count
    assert foreman.final_bytes() == unbroken[0]


def test_a_single_step_shows_the_health_of_layers(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    for step in (1, 2):
        foreman.order(StepRun(steps=1))
        foreman.until(CheckpointSaved, step=step)
    healths = [event for event in of(FrameRecorded, foreman.events) if event.probe == "layer_health"]
    assert [event.step for event in healths] == [1, 2]
    assert all(node.update_ratio > 0 for event in healths for node in event.frame.nodes)


def test_what_can_not_be_answered_is_declined(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    for query, code in (
        (of_sample(2000), "sample_unknown"),
        (of_drawing(bytes(5)), "drawing_size"),
        (of_sample(0, role="critic"), "role_unknown"),
        (of_sample(2000, "gradients"), "sample_unknown"),
        (of_sample(2000, "saliency"), "sample_unknown"),
        (of_drawing(bytes(5), "saliency"), "drawing_size"),
        (of_drawing(bytes(784), "outputs", "gradients"), "no_target"),
        (Show(input=Sample(split="validation", index=0)), "sample_unknown"),
        (Show(input=Sample(split="train", index=320)), "sample_unknown"),
        (Show(input=Numbers(values=(0.5,))), "numbers_not_taken"),
        (of_sample(0, "saliency", role="critic"), "role_unknown"),
    ):
        reply = foreman.ask(query)
        assert isinstance(reply, Decline)
        assert reply.code == code


def test_one_question_shows_several_sides_of_one_input(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.until(RunPaused)
    reply = foreman.ask(of_sample(3, "saliency", "gradients", "outputs"))
    assert isinstance(reply, Reply)
    assert [frame.kind for frame in reply.answer.frames] == ["saliency", "node_gradients", "node_outputs"]
    alone = [foreman.ask(of_sample(3, aspect)) for aspect in ("saliency", "gradients", "outputs")]
    assert reply.answer.frames == tuple(
        frame for told in alone if isinstance(told, Reply) for frame in told.answer.frames
    )
    learnt_from = foreman.ask(Show(role="classifier", input=Sample(split="train", index=3)))
    assert isinstance(learnt_from, Reply)
    assert learnt_from.answer.frames[0].nodes != reply.answer.frames[2].nodes


def test_an_inspector_answers_as_the_live_worker_did(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    foreman.order(StepRun(steps=4))
    foreman.until(CheckpointSaved, step=4)
    queries = (of_sample(3), of_sample(3, "gradients"), of_sample(3, "saliency"))
    live = [foreman.ask(query) for query in queries]
    foreman.kill()
    foreman.inspect()
    held = [foreman.ask(query) for query in queries]
    for before, after in zip(live, held, strict=True):
        assert isinstance(before, Reply)
        assert isinstance(after, Reply)
        assert after.answer == before.answer


def test_an_inspector_speaks_of_the_step_that_is_asked_about(employ: Employ) -> None:
    foreman = employ()
    foreman.start(paused=True)
    queries = (of_sample(3), of_sample(3, "gradients"), of_sample(3, "saliency"))

    def answers(step: int = NEWEST) -> list[Shown]:
        replies = [foreman.ask(query, step) for query in queries]
        return [reply.answer for reply in replies if isinstance(reply, Reply)]

    then = {0: answers()}
    for step in (4, 6):
        foreman.order(StepRun(steps=step - max(then)))
        foreman.until(CheckpointSaved, step=step)
        then[step] = answers()
    foreman.kill()
    foreman.inspect()
    for asked, nearest in ((NEWEST, 6), (3, 4), (5, 4), (900, 6), (1, 0), (4, 4)):
        assert answers(asked) == then[nearest], f"asked about step {asked}"
        assert then[nearest][0].step == nearest


def test_an_inspector_without_a_checkpoint_says_so(employ: Employ) -> None:
    foreman = employ()
    foreman.inspect()
    reply = foreman.ask(of_sample(3))
    assert isinstance(reply, Decline)
    assert reply.code == "no_checkpoint"


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

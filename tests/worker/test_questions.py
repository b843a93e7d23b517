"""Real worker processes, and inspectors of their checkpoints: asked at any time, which changes no bit of a run."""

from __future__ import annotations

import pytest

from layerlab.protocol.commands import (
    PinInput,
    ResumeRun,
    StepRun,
    UnpinInput,
)
from layerlab.protocol.events import (
    CheckpointSaved,
    FrameRecorded,
    InputPinned,
    InputUnpinned,
    RunPaused,
)
from layerlab.protocol.inputs import Numbers, Pixels, Sample
from layerlab.protocol.queries import NEWEST, Show, Shown
from layerlab.protocol.worker import Decline, Reply
from support.foreman import Employ, Foreman
from support.questions import of_drawing, of_sample
from support.recorded import of


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

"""The engine with the real worker: whatever dies in between, the last bytes are the same."""

from __future__ import annotations

import os
import random
import signal
import time
from array import array
from collections.abc import Iterable
from pathlib import Path

import msgpack
import pytest

from layerlab.datasets.mnist import Mnist
from layerlab.engines.local import LocalEngine
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import chain
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.protocol.commands import (
    PauseRun,
    PinInput,
    ResumeRun,
    SetHyperparameter,
    StepRun,
    StopRun,
    UnpinInput,
)
from layerlab.protocol.events import Event, FrameRecorded, RunFinished, ScalarsRecorded
from layerlab.protocol.inputs import Pixels
from layerlab.protocol.live import Logged
from layerlab.store import events
from layerlab.training.schedules import Cosine
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.checkpoint_store import weights
from layerlab.worker.term import Term
from support.device import DEVICE
from support.engine_house import House, reaches, saves, until_event, until_state
from support.experiments import RATE, trained
from support.questions import of_drawing, of_sample

pytestmark = pytest.mark.anyio

WORKERS = {"work": "layerlab.worker.process:work", "inspect": "layerlab.worker.inspector:inspect"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)


def small(train_samples: int, epochs: int) -> Experiment:
    """A network that is quick also on a busy machine, on a part of MNIST, with dropout to draw random numbers."""
    network = chain(
        (
            0,
            {
                "input": (Input(), 0),
                "flatten_1": (Flatten(), 100),
                "linear_1": (Linear(out_features=32), 200),
                "relu_1": (Relu(), 300),
                "dropout_1": (Dropout(), 400),
                "linear_2": (Linear(out_features=10), 500),
                "output": (Output(), 600),
            },
        )
    )
    return Experiment(
        networks={"classifier": network},
        datasets={"data": Mnist(train_limit=train_samples)},
        **trained(epochs=epochs, evaluations_per_epoch=1, schedule=Cosine()),
        device=DEVICE,
    )


def losses(told: Iterable[Event]) -> dict[int, bytes]:
    """The training curve as viewers have it: for each step the bits of its loss."""
    found: dict[int, bytes] = {}
    for event in told:
        if event.kind == "run_resumed":
            found = {step: loss for step, loss in found.items() if step <= event.step}
        elif event.kind == "run_started":
            found = {}
        elif isinstance(event, ScalarsRecorded) and event.series == "step":
            column = event.columns["loss"]
            found |= {step: column[4 * i : 4 * i + 4] for i, step in enumerate(array("i", event.steps))}
    return found


def losses_of(house: House, run: str) -> dict[int, bytes]:
    return losses(message.event for message in house.log(run))


async def finish_unbroken(house: House, experiment: Experiment) -> str:
    async with house.engine(**WORKERS) as engine:
        run = house.add_run(snapshot=experiment.model_dump_json())
        await engine.enqueue(run)
        await until_state(engine, run, "finished", "failed")
    return run


async def kill_after(engine: LocalEngine, house: House, run: str, step: int) -> None:
    await until_event(engine, run, reaches(step), after=(house.row(run).term, 0))
    os.kill(engine.worker_pid(run), signal.SIGKILL)


async def test_killed_at_random_moments_it_ends_with_the_same_bytes(house: House) -> None:
    experiment = small(train_samples=6400, epochs=20)
    whole = await finish_unbroken(house, experiment)
    dice = random.Random()
    async with house.engine(**WORKERS) as engine:
        broken = house.add_run(snapshot=experiment.model_dump_json())
        await engine.enqueue(broken)
        for step in (dice.randint(1, 700), dice.randint(900, 1900)):
            await kill_after(engine, house, broken, step)
            await until_event(
                engine, broken, lambda e: e.kind in {"run_resumed", "run_started"},
                after=(house.row(broken).term, 10**9),
            )  # fmt: skip
        assert await until_state(engine, broken, "finished", "failed") == "finished"
    assert house.row(broken).term == 3
    assert list(losses_of(house, broken)) == list(range(1, 2001))
    assert losses_of(house, broken) == losses_of(house, whole)
    assert weights(house.artifacts.folder(broken)) == weights(house.artifacts.folder(whole))
    assert house.row(broken).metrics == house.row(whole).metrics


async def test_a_change_is_kept_through_pause_kill_and_restart(house: House) -> None:
    experiment = small(train_samples=6400, epochs=20)
    async with house.engine(**WORKERS) as engine:
        run = house.add_run(snapshot=experiment.model_dump_json())
        await engine.enqueue(run)
        await until_event(engine, run, reaches(600))
        await engine.order(run, SetHyperparameter(name=RATE, value=0.02))
        changed = await until_event(engine, run, lambda e: e.kind == "hyperparameter_changed")
        await until_event(engine, run, reaches(changed.event.step + 3))
        os.kill(engine.worker_pid(run), signal.SIGKILL)
        await until_event(engine, run, lambda e: e.kind in {"run_resumed", "run_started"}, after=(1, 10**9))
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        await engine.order(run, StepRun(steps=3))
        await until_event(engine, run, lambda e: e.kind == "run_paused", after=(2, 3))
    async with house.engine(**WORKERS) as engine:
        assert house.row(run).state == "paused"
        await engine.order(run, ResumeRun())
        assert await until_state(engine, run, "finished", "failed") == "finished"
    with house.database.reading() as session:
        changes = events.effective_changes(session, run)
    assert [(c.step, c.value) for c in changes] == [(changed.event.step, 0.02)]
    alone = house.data / "alone"
    finished: list[RunFinished] = []

    def hear(event: object) -> None:
        if isinstance(event, RunFinished):
            finished.append(event)

    Term(experiment, alone, house.artifacts.cache, list(changes)).carry_out(CallbackChannel(hear))
    assert weights(alone) == weights(house.artifacts.folder(run))
    assert house.log(run)[-1].event.metrics == finished[0].metrics


async def test_a_pinned_input_survives_a_kill_and_a_restart(house: House) -> None:
    drawing = bytes(range(256)) * 3 + bytes(16)
    pinned = Pixels(pixels=drawing)

    def is_pinned_frame(event: Event) -> bool:
        return event.kind == "frame_recorded" and event.probe == "pinned"

    async with house.engine(**WORKERS) as engine:
        run = house.add_run(snapshot=small(6400, 1000).model_dump_json())
        await engine.enqueue(run)
        await until_event(engine, run, saves)
        await engine.order(run, PinInput(input=Pixels(pixels=bytes(784))))
        await engine.order(run, PinInput(input=pinned))
        await until_event(engine, run, lambda e: e.kind == "input_pinned" and e.input == pinned)
        await until_event(engine, run, is_pinned_frame)
        os.kill(engine.worker_pid(run), signal.SIGKILL)
        await until_event(engine, run, is_pinned_frame, after=(2, 0))
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        shown = await engine.ask(run, of_drawing(drawing))
    newest = [message.event for message in house.log(run) if is_pinned_frame(message.event)][-1]
    assert newest.step == shown.step
    assert newest.frame.probabilities == shown.frames[0].probabilities
    async with house.engine(**WORKERS) as engine:
        await engine.order(run, UnpinInput())
        await until_event(engine, run, lambda e: e.kind == "input_unpinned", after=(3, 0))
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
    with house.database.reading() as session:
        assert events.pinned_input(session, run) is None


async def test_questions_to_a_live_a_paused_and_an_ended_run(house: House) -> None:
    async with house.engine(**WORKERS) as engine:
        run = house.add_run(snapshot=small(6400, 1000).model_dump_json())
        await engine.enqueue(run)
        await until_event(engine, run, saves)
        live = await engine.ask(run, of_sample(7))
        assert live.step > 0
        begun = await engine.ask(run, of_sample(7), step=0)
        assert begun.step == 0, "a worker that has moved on can't say what it was"
        await engine.order(run, PauseRun())
        await until_state(engine, run, "paused")
        paused = await engine.ask(run, of_sample(7))
        assert paused.step == house.row(run).step
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
        ended = await engine.ask(run, of_sample(7))
        assert ended.step == house.row(run).checkpoint_step
        assert ended.frames == paused.frames
    assert any(isinstance(message.event, FrameRecorded) for message in house.log(run))


async def test_the_tail_says_when_an_event_was_reported_and_the_log_does_not(house: House) -> None:
    async with house.engine(**WORKERS) as engine:
        run = house.add_run(snapshot=small(train_samples=6400, epochs=100).model_dump_json())
        began = time.time()
        await engine.enqueue(run)
        live = await until_event(engine, run, reaches(1))
        assert isinstance(live, Logged)
        assert began < live.at <= time.time()
        await engine.order(run, StopRun())
        await until_state(engine, run, "stopped")
    kept = next(message for message in house.log(run) if message.seq == live.seq)
    assert kept.event == live.event
    assert msgpack.unpackb(kept.packed)["at"] == 0.0

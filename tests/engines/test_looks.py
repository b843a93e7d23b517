"""A document that has not run shows what its run will begin with, to the last byte."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from layerlab.engines.local import LocalEngine
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import chain
from layerlab.kit.errors import LayerlabError
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.protocol.events import Event, FrameRecorded
from layerlab.protocol.queries import ShowKernels
from layerlab.store import runs
from support.engine_house import House, until_event
from support.experiments import small
from support.questions import of_drawing, of_sample

pytestmark = pytest.mark.anyio

WORKERS = {
    "work": "layerlab.worker.process:work",
    "inspect": "layerlab.worker.inspector:inspect",
    "look_s": 60.0,
}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)


def reads(*kinds: str) -> object:
    """A run has recorded a frame of each of these kinds."""
    left = set(kinds)

    def seen(event: Event) -> bool:
        if isinstance(event, FrameRecorded):
            left.discard(event.frame.kind)
        return not left

    return seen


async def begun(engine: LocalEngine, house: House, experiment: Experiment) -> dict[str, FrameRecorded]:
    """What a run of the experiment records before its first step, by kind."""
    run = house.add_run(snapshot=experiment.model_dump_json())
    with house.database.session() as session:
        runs.get(session, run).desired = "paused"
    await engine.enqueue(run)
    await until_event(engine, run, reads("node_outputs", "node_gradients", "kernels"))
    told = [message.event for message in house.log(run)]
    return {event.frame.kind: event for event in told if isinstance(event, FrameRecorded)}


async def test_the_first_look_is_the_runs_first_frame(house: House) -> None:
    experiment = small()
    document = experiment.model_dump_json()
    async with house.engine(**WORKERS) as engine:
        # Before and after another network was looked at, and the other way round.
        shown = await engine.look(document, of_sample(0))
        other = experiment.model_copy(update={"seed": 5}).model_dump_json()
        elsewhere = await engine.look(other, of_sample(0))
        again = await engine.look(document, of_sample(0))
        kernels = await engine.look(document, ShowKernels())
        recorded = await begun(engine, house, experiment)
    assert {event.step for event in recorded.values()} == {0}
    assert (shown.step, shown.frames[0]) == (0, recorded["node_outputs"].frame)
    assert again == shown
    assert elsewhere.frames[0].nodes[1].values != shown.frames[0].nodes[1].values
    assert kernels.frames[0] == recorded["kernels"].frame


async def test_a_look_at_a_drawing_says_what_the_network_makes_of_it(house: House) -> None:
    pixels = bytes(range(196)) * 4
    async with house.engine(**WORKERS) as engine:
        shown = await engine.look(small().model_dump_json(), of_drawing(pixels))
        assert sum(shown.frames[0].probabilities) == pytest.approx(1)
        with pytest.raises(LayerlabError) as refused:
            await engine.look(small().model_dump_json(), of_drawing(b"few"))
        assert refused.value.code == "drawing_size"


async def test_what_stands_before_a_fault_is_shown_as_its_run_will_begin(house: House) -> None:
    whole = small()
    network = whole.networks["classifier"]
    (end,) = [edge for edge in network.edges if edge.target == "output"]
    cut = network.model_copy(update={"edges": tuple(edge for edge in network.edges if edge != end)})
    faulty = whole.model_copy(update={"networks": {"classifier": cut}}).model_dump_json()
    async with house.engine(**WORKERS) as engine:
        shown = await engine.look(whole.model_dump_json(), of_sample(2))
        part = await engine.look(faulty, of_sample(2))
        with pytest.raises(LayerlabError) as refused:
            await engine.look(faulty, of_sample(2, "gradients"))
    assert part.frames[0].nodes == tuple(node for node in shown.frames[0].nodes if node.node != "output")
    # What leaves the last sound layer is no answer.
    assert part.frames[0].probabilities == ()
    assert refused.value.code == "no_loss"


async def test_kernels_of_any_input_channel(house: House) -> None:
    network = chain(
        (
            0,
            {
                "input": (Input(), 0),
                "conv2d_1": (Conv2d(out_channels=7), 0),
                "conv2d_2": (Conv2d(out_channels=3), 0),
                "flatten_1": (Flatten(), 0),
                "linear_1": (Linear(out_features=10), 0),
                "output": (Output(), 0),
            },
        )
    )
    document = small().model_copy(update={"networks": {"classifier": network}}).model_dump_json()
    async with house.engine(**WORKERS) as engine:
        first = await engine.look(document, ShowKernels())
        later = await engine.look(document, ShowKernels(channel=3))
    # The first convolution has one input channel: nothing to say of the fourth.
    assert [node.node for node in first.frames[0].nodes] == ["conv2d_1", "conv2d_2"]
    assert (first.frames[0].channel, later.frames[0].channel) == (0, 3)
    (second,) = later.frames[0].nodes
    height, width = second.shape[2:]
    assert second.shape[:2] == (3, 7)

    def kernels(node: object, channels: int) -> np.ndarray:
        values = np.frombuffer(node.values, np.int8).reshape(3, channels, height, width)
        return values / 127 * node.scale

    known = kernels(first.frames[0].nodes[1], 4)
    np.testing.assert_allclose(
        kernels(second, 4)[:, 0], known[:, 3], atol=first.frames[0].nodes[1].scale / 100
    )


async def test_a_looker_that_dies_makes_room_for_another(house: House) -> None:
    document = small().model_dump_json()
    async with house.engine(**WORKERS) as engine:
        shown = await engine.look(document, of_sample(1))
        child = engine._looker._child
        assert child is not None
        os.kill(child.pid, signal.SIGKILL)
        await child.gone.wait()
        await asyncio.sleep(0)
        assert await engine.look(document, of_sample(1)) == shown


async def test_many_looks_keep_nobody_waiting(house: House) -> None:
    """What doesn't fit in the line is refused at once; the event loop goes on."""
    async with house.engine(**WORKERS) as engine:
        document = small().model_dump_json()
        await engine.look(document, of_sample(1))
        before = time.process_time()
        asked = [engine.look(document, of_sample(at)) for at in range(40)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert time.process_time() - before < 2
    refused = [error for error in answers if isinstance(error, LayerlabError)]
    assert {error.code for error in refused} == {"busy"}
    assert 8 <= len(answers) - len(refused) <= 39

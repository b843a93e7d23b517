"""No gap, no doubles: a viewer against random interleavings of writing, reading and slowness."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layerlab.engines.follow import follow
from layerlab.engines.hub import OBJECT_BYTES, Hub
from layerlab.protocol.events import CheckpointSaved, Event, FrameRecorded
from layerlab.protocol.frames import MatrixFrame
from layerlab.protocol.live import CaughtUp, Logged, StateChanged
from layerlab.store.events import Entry, Kept

FRAME = MatrixFrame(rows=1, columns=1, counts=b"\0" * 4, total=1)


class Log:
    """A durable log whose pages take their time."""

    def __init__(self, dice: random.Random) -> None:
        self.entries: list[Entry] = []
        self.dice = dice

    async def coverage(self, run: str) -> None:
        await self.dawdle()

    async def page(self, run: str, after: tuple[int, int], coverage: object) -> list[Kept]:
        assert coverage is None
        await self.dawdle()
        found = [
            Kept(entry.run, entry.term, entry.seq, entry.payload)
            for entry in self.entries
            if (entry.term, entry.seq) > after
        ][: self.dice.randint(1, 5)]
        await self.dawdle()
        return found

    async def state(self, run: str) -> str:
        await self.dawdle()
        return "running"

    async def dawdle(self) -> None:
        for _ in range(self.dice.randint(0, 3)):
            await asyncio.sleep(0)


async def read_slowly(log: Log, messages: AsyncIterator[object], last: tuple[int, int]) -> list[object]:
    seen: list[object] = []
    async for message in messages:
        seen.append(message)
        if isinstance(message, Logged | Kept) and (message.term, message.seq) == last:
            return seen
        await log.dawdle()
    return seen


async def watch_while_writing(
    seed: int, count: int, start: int, queue_bytes: int
) -> tuple[Log, list[object]]:
    dice = random.Random(seed)
    log, hub = Log(dice), Hub(queue_bytes)
    last = (1 + count // 20, 1 + count % 20)
    after = (1 + start // 20, start % 20) if start else (0, 0)

    async def write() -> None:
        for number in range(count + 1):
            event: Event = CheckpointSaved(step=number)
            if dice.random() < 0.3 and number < count:
                event = FrameRecorded(probe=dice.choice("ab"), step=number, frame=FRAME)
            entry = Entry("r", 1 + number // 20, 1 + number % 20, event)
            log.entries.append(entry)
            await log.dawdle()
            hub.publish(entry)
            if dice.random() < 0.1:
                hub.announce("r", dice.choice(["running", "paused"]))
            await log.dawdle()

    async with asyncio.timeout(30):
        writing = asyncio.create_task(write())
        messages = follow(hub, log, "r", after)
        seen = await read_slowly(log, messages, last)
        await messages.aclose()
        await writing
    assert hub._viewers == {}
    return log, seen


@settings(deadline=None, max_examples=150)
@given(
    seed=st.integers(0, 2**32),
    count=st.integers(0, 70),
    start=st.integers(0, 10),
    room=st.sampled_from([1, 3, 10, 1000]),
)
def test_history_then_tail_has_no_gap_and_no_doubles(seed: int, count: int, start: int, room: int) -> None:
    start = min(start, count)
    log, seen = asyncio.run(watch_while_writing(seed, count, start, room * (OBJECT_BYTES + 100)))
    events = [message for message in seen if isinstance(message, Logged | Kept)]
    positions = [(m.term, m.seq) for m in events]
    assert positions == sorted(set(positions))
    must = [
        (entry.term, entry.seq, entry.event)
        for number, entry in enumerate(log.entries)
        if number >= start and not isinstance(entry.event, FrameRecorded)
    ]
    assert [(m.term, m.seq, m.event) for m in events if not isinstance(m.event, FrameRecorded)] == must
    assert sum(isinstance(message, CaughtUp) for message in seen) <= 1
    after_caught_up = [i for i, m in enumerate(seen) if isinstance(m, StateChanged | CaughtUp)]
    if after_caught_up:
        assert isinstance(seen[after_caught_up[0]], CaughtUp)


@pytest.mark.anyio
async def test_a_slow_viewer_sees_the_newest_frame_and_every_scalar() -> None:
    hub = Hub(100 * (OBJECT_BYTES + 200))
    viewer = hub.open("r")
    for number in range(1, 90):
        hub.publish(Entry("r", 1, 2 * number, FrameRecorded(probe="maps", step=number, frame=FRAME)))
        hub.publish(Entry("r", 1, 2 * number + 1, CheckpointSaved(step=number)))
    got = [await viewer.get() for _ in range(90)]
    frames = [m for m in got if isinstance(m, Logged | Kept) and isinstance(m.event, FrameRecorded)]
    assert [frame.event.step for frame in frames] == [89]
    assert len(got) - len(frames) == 89
    assert viewer.queued_bytes == 0


@pytest.mark.anyio
async def test_a_viewer_that_reads_nothing_holds_a_bounded_queue() -> None:
    hub = Hub()
    viewer = hub.open("r")
    most = 0
    for number in range(20_000):
        frame = MatrixFrame(rows=1, columns=1, counts=bytes(10_000), total=0)
        hub.publish(Entry("r", 1, 2 * number + 1, FrameRecorded(probe="maps", step=number, frame=frame)))
        hub.publish(Entry("r", 1, 2 * number + 2, CheckpointSaved(step=number)))
        most = max(most, viewer.queued_bytes)
    assert 0 < most <= 2**20
    assert viewer.overflowed
    assert viewer.queued_bytes == 0

"""Records the run that the gallery and the front end's tests replay: LeNet-5 on MNIST, in the middle of its training.

python tools/record_fixture.py frontend/src/views/fixtures/lenet5.msgpack
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import msgpack

from layerlab.experiment.presets import PRESETS
from layerlab.protocol.events import Event, FrameRecorded, ScalarsRecorded
from layerlab.worker.headless import train

UNTIL_STEP = 1640
FRAMES = {
    "node_outputs": 12,
    "node_gradients": 4,
    "kernels": 4,
    "histograms": 24,
    "layer_health": 90,
    "predictions": 3,
}
"""How many frames of a kind are kept: the rest would only make the file large. Kinds left out are kept whole."""


def _kind(event: Event) -> str:
    return event.frame.kind if isinstance(event, FrameRecorded) else ""


def _thinned(events: list[Event]) -> list[Event]:
    dropped: set[int] = set()
    for kind, most in FRAMES.items():
        frames = [event for event in events if _kind(event) == kind]
        wanted = {round(index * (len(frames) - 1) / (most - 1)) for index in range(most)}
        dropped |= {id(event) for index, event in enumerate(frames) if index not in wanted}
    return [event for event in events if id(event) not in dropped]


def record() -> list[Event]:
    """The events of a seeded run up to a step in its second epoch."""
    events: list[Event] = []
    reached = 0

    def hear(event: Event) -> None:
        nonlocal reached
        if isinstance(event, ScalarsRecorded) and event.series == "step":
            reached += len(event.steps) // 4
        if reached <= UNTIL_STEP:
            events.append(event)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        train(PRESETS["lenet5_mnist"].experiment(), folder=path / "run", cache=path / "cache", on_event=hear)
    return _thinned(events)


def main() -> None:
    """Writes the file named on the command line."""
    events = record()
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(
        msgpack.packb([event.model_dump(mode="python") for event in events], use_bin_type=True)
    )
    print(f"{len(events)} events, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

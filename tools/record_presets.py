"""Records what stands on the cards of the presets: each is trained, and what tells most of it is kept.

python tools/record_presets.py            # those that have no picture yet
python tools/record_presets.py moons ...  # these, again
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch

from layerlab.experiment.document import Experiment
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.picture import PRETRAINED, PresetPicture, file_of
from layerlab.experiment.variants import ways
from layerlab.network.build import PlannedNetwork
from layerlab.probes.detections.read import found_in
from layerlab.probes.feature_maps.read import node_outputs
from layerlab.probes.surface.fields import Surface
from layerlab.probes.surface.read import read as read_surface
from layerlab.protocol import wire
from layerlab.protocol.events import Event, FrameRecorded, ScalarsRecorded
from layerlab.protocol.frames import Frame, NodeOutput, NodeOutputsFrame
from layerlab.protocol.inputs import Sample
from layerlab.training.modes import evaluation_mode
from layerlab.training.pace import Steps
from layerlab.worker.assignment import Assignment
from layerlab.worker.beginnings import matched, start_file
from layerlab.worker.headless import train
from layerlab.worker.inspector import Held
from layerlab.worker.session import Session

MOST_STEPS = 500
"""Of networks on images: their maps hardly change after that."""
ROWS, MAPS = 2, 6
"""Maps on a card: of so many convolutions, so many of each."""
FOUND = 2
"""Pictures in which things are found."""
BACK = 4
"""Samples whose way through an autoencoder is shown."""
POINTS = 300
SIDE = 48
LINE = 48
"""Points of a curve."""
KEPT = 0.9
"""Share of a smoothed curve that stays at each step."""


def record(preset: str, folder: Path) -> PresetPicture:
    """Train the preset, and look."""
    experiment = PRESETS[preset].experiment()
    if experiment.variants:
        return PresetPicture(lines=_lines(experiment, folder / preset))
    session, events = trained(_shortened(experiment), folder / preset)
    if "generator" in session.state.networks:
        return PresetPicture(frames=(_made(session),))
    role = next(iter(session.state.networks))
    if session.ends[role].cells is not None:
        return PresetPicture(frames=tuple(_found(session, role)))
    frame = node_outputs(session.view(), role, Sample(index=0))
    entering, answer = frame.nodes[0], frame.nodes[-1]
    if entering.shape == (2,):
        told = read_surface(Surface(side=SIDE), session.view(), role)
        return PresetPicture(frames=(told,) if told else ())
    if entering.shape == answer.shape:
        return PresetPicture(frames=tuple(_back(session, role, index) for index in range(BACK)))
    if len(entering.shape) == 1 and answer.shape == (1,):
        return PresetPicture(pairs=_pairs(session, role))
    if len(entering.shape) < 3:
        return PresetPicture(frames=_last(events, "matrix"))
    return PresetPicture(frames=(_maps(frame),))


def _lines(experiment: Experiment, folder: Path) -> tuple[bytes, ...]:
    """The curve of each variant; of one that ended by itself as far as it came."""
    found = []
    for number, way in enumerate(ways(experiment).values()):
        events: list[Event] = []
        for role, start in way.start.items():
            target = start_file(folder / str(number), role)
            target.parent.mkdir(parents=True)
            file = PRETRAINED / f"{start.weights}.safetensors"
            safetensors.numpy.save_file(matched(way, file, role, start.anew), target)
        train(way, folder=folder / str(number), cache=folder.parent / "cache", on_event=events.append)
        found.append(curve(events))
    return tuple(found)


def _last(events: list[Event], kind: str) -> tuple[Frame, ...]:
    told = [each.frame for each in events if isinstance(each, FrameRecorded) and each.frame.kind == kind]
    return tuple(told[-1:])


def trained(experiment: Experiment, folder: Path) -> tuple[Session, list[Event]]:
    """The experiment at its end, and what was told of it."""
    events: list[Event] = []
    failure = train(experiment, folder=folder / "run", cache=folder.parent / "cache", on_event=events.append)
    if failure is not None:
        raise SystemExit(f"it failed: {failure.code} {failure.params}")
    held = Assignment(
        run="",
        term=1,
        experiment=experiment.model_dump_json(),
        folder=folder / "run",
        cache=folder.parent / "cache",
    )
    return Held(held).at(-1), events


def _shortened(experiment: Experiment) -> Experiment:
    if not any("image" in path for path in vars(experiment.algorithm).values() if isinstance(path, str)):
        return experiment
    pace = experiment.pace.model_copy(update={"length": Steps(steps=MOST_STEPS)})
    return experiment.model_copy(update={"pace": pace})


def _maps(frame: NodeOutputsFrame) -> NodeOutputsFrame:
    """The first maps of the first convolutions, inside of blocks too."""
    convolutions = [node for node in frame.nodes if node.node.rpartition("/")[2].startswith("conv")]
    kept = tuple(_fewer(node) for node in convolutions[:ROWS])
    return frame.model_copy(update={"nodes": kept, "probabilities": ()})


def _fewer(node: NodeOutput) -> NodeOutput:
    channels, height, width = node.shape
    kept = min(channels, MAPS)
    return node.model_copy(
        update={"shape": (kept, height, width), "values": node.values[: kept * height * width]}
    )


def _back(session: Session, role: str, index: int) -> NodeOutputsFrame:
    frame = node_outputs(session.view(), role, Sample(index=index))
    return frame.model_copy(update={"nodes": (frame.nodes[0], frame.nodes[-1])})


def _found(session: Session, role: str) -> Iterator[Frame]:
    """Pictures with many things in them, each before the boxes that were found in it."""
    count = (session.data.test["label"][:] >= 0).sum(dim=1)
    for index in (count == count.max()).nonzero().flatten()[:FOUND].tolist():
        told = node_outputs(session.view(), role, Sample(index=index))
        yield told.model_copy(update={"nodes": told.nodes[:1]})
        found = found_in(session.view(), role, Sample(index=index))
        assert found is not None
        yield found


def _pairs(session: Session, role: str) -> bytes:
    """What is true and what the network says of each sample of the test set, on the scale of the network."""
    view, network = session.view(), session.state.networks[role]
    with evaluation_mode(network), torch.inference_mode():
        said = network(view.samples(role)[:]).flatten()
    pairs = torch.stack([view.data.test["target"][:].flatten().float(), said], dim=1)[:POINTS]
    return bytes(pairs.cpu().numpy().astype("<f4").tobytes())


def _made(session: Session) -> Frame:
    """What the discriminator takes for real, and the points that the generator makes."""
    view, generator = session.view(), session.state.networks["generator"]
    assert isinstance(generator, PlannedNetwork)
    frame = read_surface(Surface(side=SIDE), view, "discriminator")
    assert frame is not None
    [latent] = view.ends["generator"].first.value.shape
    noise = torch.randn(POINTS, latent, generator=torch.Generator().manual_seed(0))
    with evaluation_mode(generator), torch.inference_mode():
        made = generator(noise)
    field = view.samples("discriminator").field
    points = made.numpy() * np.asarray(field.std) + np.asarray(field.mean)
    return frame.model_copy(update={"points": points.astype("<f4").tobytes()})


def curve(events: list[Event]) -> bytes:
    """The loss of the run: of its evaluations where they are many, else smoothed of its steps."""
    for series, fewest in (("evaluation", 8), ("step", 1)):
        told = [event for event in events if isinstance(event, ScalarsRecorded) and event.series == series]
        losses = np.concatenate([np.frombuffer(event.columns["loss"], "<f4") for event in told])
        if len(losses) >= fewest:
            return _thinned(losses if series == "evaluation" else _smoothed(losses))
    return b""


def _smoothed(losses: np.ndarray) -> np.ndarray:
    mean, line = float(losses[0]), []
    for loss in losses:
        mean = KEPT * mean + (1 - KEPT) * float(loss)
        line.append(mean)
    return np.array(line)


def _thinned(line: np.ndarray) -> bytes:
    at = np.linspace(0, len(line) - 1, min(LINE, len(line))).round().astype(int)
    return bytes(line[at].astype("<f4").tobytes())


def main() -> None:
    """Writes a file for each preset that is named, or that has none yet and can be trained."""
    torch.set_num_threads(1)
    trainable = [name for name, preset in PRESETS.items() if not preset.published]
    wanted = sys.argv[1:] or [name for name in trainable if not file_of(name).exists()]
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            packed = wire.pack(record(name, Path(folder)))
            file_of(name).parent.mkdir(exist_ok=True)
            file_of(name).write_bytes(packed)
            print(f"{name}: {len(packed):,} bytes", flush=True)


if __name__ == "__main__":
    main()

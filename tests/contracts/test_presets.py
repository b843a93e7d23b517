"""Every ready experiment is sound, trains, and is printed as a script that gives the same losses."""

from __future__ import annotations

from pathlib import Path

import pytest
import safetensors.numpy
import safetensors.torch
import torch
from pydantic import TypeAdapter

from layerlab.api.starts import fitting
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json
from layerlab.experiment.load import read_experiment
from layerlab.experiment.parts import has_data
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.picture import PresetPicture, recorded
from layerlab.protocol import wire
from layerlab.training.pace import Steps
from layerlab.worker.checkpoint_store import Weights, weights
from support.device import DEVICE
from support.locales import names_in
from support.scripts import losses_of_app, losses_of_script, run_here

STEPS = 3


def short(experiment: Experiment) -> Experiment:
    """The same experiment for three steps."""
    pace = experiment.pace.model_copy(update={"length": Steps(steps=STEPS)})
    datasets = {
        name: dataset.model_copy(update={"train_limit": STEPS * pace.batch_size})
        for name, dataset in experiment.datasets.items()
    }
    return experiment.model_copy(update={"pace": pace, "datasets": datasets, "device": DEVICE})


@pytest.mark.parametrize("name", PRESETS)
def test_it_is_sound_and_survives_json(name: str) -> None:
    experiment = PRESETS[name].experiment()
    assert PRESETS[name].id == name
    assert check_experiment(experiment).problems == ()
    assert read_experiment(export_json(experiment).encode()) == experiment


@pytest.mark.parametrize("name", PRESETS)
def test_it_stands_in_a_lesson_of_the_gallery(name: str) -> None:
    lesson = PRESETS[name].lesson or PRESETS[name].family
    for language in ("en", "zh"):
        assert lesson in names_in(f"{language}/lessons", "lessons")


@pytest.mark.parametrize("name", PRESETS)
def test_its_picture_is_small_and_tells_something(name: str) -> None:
    packed = recorded(name)
    if packed is None:
        pytest.skip("its card shows its data")
    assert len(packed) < 16_000
    picture = wire.unpack(TypeAdapter(PresetPicture), packed)
    assert isinstance(picture, PresetPicture)
    assert [bool(told) for told in (picture.frames, picture.pairs, picture.lines)].count(True) == 1


@pytest.mark.parametrize("name", PRESETS)
def test_it_trains_three_steps_as_its_script_does_and_its_weights_come_back(
    name: str, tmp_path: Path
) -> None:
    experiment = short(PRESETS[name].experiment())
    if not has_data(experiment):
        pytest.skip("there is nothing to train on")
    if not all(dataset.shipped for dataset in experiment.datasets.values()):
        pytest.skip("its data has to be fetched")
    app, saved = losses_of_app(experiment, tmp_path), tmp_path / "weights.pt"
    assert len(app) == STEPS
    assert (
        losses_of_script(experiment, tmp_path, lambda *given: run_here(*given, "--weights", str(saved)))
        == app
    )
    comes_back(experiment, saved, weights(tmp_path / "run"), tmp_path)


def comes_back(experiment: Experiment, saved: Path, learnt: Weights, folder: Path) -> None:
    """What the script saved is what the run has learnt, and as safetensors a network can start from it, bit for bit."""
    states = torch.load(saved)
    (role, *others) = experiment.networks
    by_role = states if others else {role: states}
    flat = {
        f"{role}.{name}" if others else name: tensor
        for role, state in by_role.items()
        for name, tensor in state.items()
    }
    file = folder / "back.safetensors"
    safetensors.torch.save_file(flat, file)
    for role, state in by_role.items():
        chosen = fitting(experiment, role, file)
        assert {match.status for match in chosen.found} == {"path"}
        chosen.write(folder / "start")
        back = safetensors.numpy.load_file(folder / "start")
        assert back.keys() == state.keys() == learnt.roles[role].keys()
        for name, array in back.items():
            assert array.tobytes() == state[name].numpy().tobytes() == learnt.roles[role][name].tobytes(), (
                name
            )

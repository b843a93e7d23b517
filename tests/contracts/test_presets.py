"""Every ready experiment is sound, trains, and is printed as a script that gives the same losses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json
from layerlab.experiment.load import read_experiment
from layerlab.experiment.parts import has_data
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.picture import PresetPicture, recorded
from layerlab.protocol import wire
from layerlab.training.pace import Steps
from support.device import DEVICE
from support.locales import names_in
from support.scripts import losses_of_app, losses_of_script

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
def test_it_trains_three_steps_as_its_script_does(name: str, tmp_path: Path) -> None:
    experiment = short(PRESETS[name].experiment())
    if not has_data(experiment):
        pytest.skip("there is nothing to train on")
    if not all(dataset.shipped for dataset in experiment.datasets.values()):
        pytest.skip("its data has to be fetched")
    app = losses_of_app(experiment, tmp_path)
    assert len(app) == STEPS
    assert losses_of_script(experiment, tmp_path) == app

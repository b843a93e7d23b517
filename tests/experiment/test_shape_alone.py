"""An experiment that knows the shape of its input alone: checked, costed and exported, and not trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from layerlab.datasets.shape import Shape
from layerlab.datasets.stand_in import PICTURES
from layerlab.experiment.check import check_experiment, require_looks, require_trainable
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.inputs import require_fitting
from layerlab.kit.errors import LayerlabError
from layerlab.kit.sentences import sentence
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.protocol.inputs import Sample
from layerlab.training.pace import Epochs, Pace
from layerlab.worker.headless import train
from support.experiments import chain
from support.questions import of_sample
from support.scripts import run_here


def large() -> Experiment:
    """A network for images of 3×20×24, told apart into 7 classes."""
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=4),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=7),
        output=Output(),
    )
    return Experiment(
        networks={"classifier": network},
        datasets={"data": Shape(height=20, width=24, classes=7)},
        pace=Pace(batch_size=4, length=Epochs(epochs=1)),
    )


def test_it_is_sound_and_costed() -> None:
    checked = check_experiment(large())
    assert checked.problems == ()
    assert checked.networks["classifier"].parameters == 4 * 28 + 7 * (4 * 18 * 22 + 1)
    assert checked.can_be_shown_untrained
    assert not checked.is_shown_in_part


def test_another_shape_is_checked_as_well() -> None:
    dataset = Shape(channels=1, height=2, width=2, classes=7)
    checked = check_experiment(large().model_copy(update={"datasets": {"data": dataset}}))
    assert [problem.code for problem in checked.problems] == ["kernel_too_large"]


def test_training_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LayerlabError) as caught:
        require_trainable(large())
    assert caught.value.where.field == "datasets.data"
    assert "Choose a data set" in sentence(caught.value.code, caught.value.params)
    require_looks(large(), of_sample(PICTURES - 1))
    with pytest.raises(LayerlabError) as beyond:
        require_fitting(large(), "classifier", Sample(index=PICTURES))
    assert beyond.value.code == "sample_unknown"
    failure = train(large(), folder=tmp_path / "run", cache=tmp_path / "cache", on_event=lambda _: None)
    assert failure is not None


def test_its_script_trains_on_your_own_images(tmp_path: Path) -> None:
    draw = np.random.default_rng(0)
    arrays = {
        f"{split}_{name}": draw.integers(0, most, (count, *shape)).astype(np.uint8)
        for split, count in (("train", 10), ("test", 6))
        for name, most, shape in (("images", 256, (3, 20, 24)), ("labels", 7, ()))
    }
    np.savez(tmp_path / "mine.npz", **arrays)
    script = export_pytorch(large())
    run_here(tmp_path, script, "--data", str(tmp_path / "mine.npz"), "--losses", "losses.txt")
    assert len((tmp_path / "losses.txt").read_text(encoding="utf-8").splitlines()) == 3
    with pytest.raises(SystemExit, match=r"images\.npz"):
        run_here(tmp_path, script)

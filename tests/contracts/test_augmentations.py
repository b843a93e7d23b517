"""Every augmentation changes images as it says, draws in closed form, and is printed as it is done."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from layerlab.algorithms.supervised.losses import MeanSquaredError
from layerlab.datasets.emoji import Emoji
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json
from layerlab.experiment.load import read_experiment
from layerlab.experiment.parts import data_key
from layerlab.experiment.presets.autoencoder_mnist import autoencoder_mnist
from layerlab.experiment.presets.pictures import pictures
from layerlab.kit.members import members
from layerlab.protocol.commands import StepRun
from layerlab.protocol.worker import Drain
from layerlab.training.augment import FUNCTIONS, augment
from layerlab.training.augmentations import AnyAugmentation
from layerlab.training.augmentations.crop import RandomCrop
from layerlab.training.augmentations.erase import Erase
from layerlab.training.augmentations.flip import Flip
from layerlab.training.augmentations.normalise import Normalise
from layerlab.training.augmentations.rotate import Rotate
from layerlab.training.pace import Steps
from layerlab.worker.session import open_session
from support.experiments import on_rows, small
from support.recorded import column, hexadecimal
from support.scripted_channel import carry_out
from support.scripts import losses_of_app, losses_of_script

AUGMENTATIONS: dict[str, Any] = members(AnyAugmentation)
RANDOM = [kind for kind, cls in AUGMENTATIONS.items() if cls.draws]
EVERYTHING: tuple[AnyAugmentation, ...] = (
    Normalise(by="channel"),
    RandomCrop(padding=3, fill=255),
    Flip(),
    Rotate(degrees=25, fill=255),
    Erase(side=0.4),
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def some(count: int = 40, channels: int = 3, sides: tuple[int, int] = (20, 24)) -> Tensor:
    generator = torch.Generator().manual_seed(5)
    return torch.randint(1, 256, (count, channels, *sides), generator=generator, dtype=torch.uint8)


def with_augmentation(*declared: AnyAugmentation) -> Experiment:
    return small(train_limit=160).model_copy(update={"augmentation": declared})


@pytest.mark.parametrize("kind", AUGMENTATIONS)
def test_its_fields_are_the_arguments_of_its_function(kind: str) -> None:
    call = AUGMENTATIONS[kind]().call()
    drawn = ["images", "draw"] if AUGMENTATIONS[kind].draws else ["images"]
    assert list(inspect.signature(FUNCTIONS[call.target]).parameters) == [*drawn, *call.arguments]


def test_every_function_is_that_of_one() -> None:
    assert sorted(FUNCTIONS) == sorted(cls.function for cls in AUGMENTATIONS.values())


@pytest.mark.parametrize("kind", RANDOM)
def test_it_gives_pixels_of_the_same_shape_and_changes_them(kind: str) -> None:
    images = some()
    before = images.clone()
    changed = augment((AUGMENTATIONS[kind](),), images, seed=3, step=7)
    assert changed.shape == images.shape
    assert changed.is_contiguous()
    assert torch.equal(images, before), "the data stay as they are"
    assert 0 <= changed.min() <= changed.max() <= 255
    assert not torch.equal(changed.to(torch.float32), images.to(torch.float32))


@pytest.mark.parametrize("kind", RANDOM)
def test_what_is_drawn_hangs_on_seed_step_and_place_alone(kind: str) -> None:
    declared, images = (AUGMENTATIONS[kind](),), some()

    def drawn(seed: int, step: int) -> Tensor:
        torch.rand(3)
        return augment(declared, images, seed, step)

    assert torch.equal(drawn(3, 7), drawn(3, 7))
    assert not torch.equal(drawn(3, 7), drawn(3, 8))
    assert not torch.equal(drawn(3, 7), drawn(4, 7))


def test_a_crop_shifts_by_no_more_than_its_frame() -> None:
    images = torch.zeros(300, 1, 9, 9, dtype=torch.uint8)
    images[:, :, 4, 4] = 200
    found = augment((RandomCrop(padding=2, fill=7),), images, 0, 1)
    places = [tuple((one[0] == 200).nonzero()[0].tolist()) for one in found]
    assert set(places) == {(row, column) for row in range(2, 7) for column in range(2, 7)}
    assert set(found.unique().tolist()) == {0, 7, 200}


def test_a_flip_mirrors_as_many_as_it_says() -> None:
    images = some(count=1000, channels=1)
    flipped = augment((Flip(probability=0.25),), images, 0, 1)
    mirrored = (flipped == images.flip(3)).flatten(1).all(dim=1)
    same = (flipped == images).flatten(1).all(dim=1)
    assert bool((mirrored | same).all())
    assert 200 < int(mirrored.sum()) < 300


def test_a_turn_keeps_the_middle_and_the_sides_of_what_it_turns() -> None:
    """A bar of an image that is wider than high is as long after a turn: the angle is one of pixels."""
    images = torch.zeros(50, 1, 31, 61, dtype=torch.uint8)
    images[:, :, 15, 20:41] = 255
    turned = augment((Rotate(degrees=45),), images, 0, 1)
    assert bool((turned[:, 0, 15, 30] > 100).all())
    rows, columns = torch.meshgrid(torch.arange(31) - 15, torch.arange(61) - 30, indexing="ij")
    far = turned[:, 0] * ((rows**2 + columns**2) > 12**2)
    assert float(far.max()) == 0, "nothing beyond the half length of the bar"
    assert int((turned[:, 0].amax(dim=2) > 40).sum(dim=1).max()) > 10, "some stand steep"


def test_erasing_covers_one_patch_of_some() -> None:
    images = torch.full((400, 2, 20, 30), 9, dtype=torch.uint8)
    erased = augment((Erase(probability=0.5, side=0.3, fill=0),), images, 0, 1)
    covered = (erased == 0).sum(dim=(1, 2, 3))
    assert set(covered.tolist()) == {0, 2 * 6 * 9}
    assert 150 < int((covered > 0).sum()) < 250


@pytest.mark.parametrize("by", ["image", "channel"])
def test_normalising_is_done_to_every_image_and_at_last(by: Any, cache: Path) -> None:
    experiment = with_augmentation(Normalise(by=by), Erase())
    session = open_session(experiment, cache)
    for images in (session.begin(1)["input"], next(session.data.test_batches())["input"]):
        torch.testing.assert_close(images.mean(dim=(1, 2, 3)), torch.zeros(len(images)), atol=1e-5, rtol=0)
        torch.testing.assert_close(
            images.std(dim=(1, 2, 3), correction=0), torch.ones(len(images)), atol=1e-3, rtol=0
        )
    assert data_key(experiment) != data_key(small(train_limit=160)), "kept data are other data"


def test_the_test_set_is_left_alone_by_all_that_is_random(cache: Path) -> None:
    plain, changed = (open_session(each, cache) for each in (small(), with_augmentation(*EVERYTHING[1:])))
    assert not torch.equal(plain.begin(1)["input"], changed.begin(1)["input"])
    for left, right in zip(plain.data.test_batches(), changed.data.test_batches(), strict=True):
        assert torch.equal(left["input"], right["input"])


def test_a_document_without_any_is_as_it_was() -> None:
    assert "augmentation" not in export_json(small())
    experiment = with_augmentation(*EVERYTHING)
    assert read_experiment(export_json(experiment).encode()) == experiment


def test_where_no_images_are_taken_there_is_nothing_to_change() -> None:
    experiment = on_rows(MeanSquaredError()).model_copy(update={"augmentation": (Flip(),)})
    assert [problem.code for problem in check_experiment(experiment).problems] == ["nothing_to_augment"]
    assert check_experiment(with_augmentation(Flip())).problems == ()


@pytest.mark.parametrize("kind", AUGMENTATIONS)
def test_a_run_stops_goes_on_and_is_printed_to_the_bit(kind: str, tmp_path: Path) -> None:
    experiment = with_augmentation(AUGMENTATIONS[kind]())
    cache = tmp_path / "cache"
    whole = hexadecimal(column(carry_out(experiment, tmp_path / "whole", cache), "loss"))
    carry_out(experiment, tmp_path / "broken", cache, (StepRun(steps=3), Drain()))
    rest = hexadecimal(column(carry_out(experiment, tmp_path / "broken", cache), "loss"))
    assert rest == {step: loss for step, loss in whole.items() if step > 3}
    assert losses_of_script(experiment, tmp_path) == whole


def test_all_together_in_colour_are_printed_to_the_bit(tmp_path: Path) -> None:
    experiment = pictures("Emoji", Emoji(train_limit=64), 9, 1)
    experiment = experiment.model_copy(update={"augmentation": EVERYTHING})
    assert losses_of_script(experiment, tmp_path) == losses_of_app(experiment, tmp_path)


def test_what_is_drawn_again_is_what_was_seen(tmp_path: Path) -> None:
    """An autoencoder is to give back the very image that it was shown: the one part is changed as the other is."""
    experiment = autoencoder_mnist()
    pace = experiment.pace.model_copy(update={"length": Steps(steps=3), "batch_size": 32})
    experiment = experiment.model_copy(update={"pace": pace, "augmentation": EVERYTHING[1:]})
    batch = open_session(experiment, tmp_path / "cache").begin(2)
    assert torch.equal(batch["input"].flatten(), batch["target"].flatten())
    assert losses_of_script(experiment, tmp_path) == losses_of_app(experiment, tmp_path)

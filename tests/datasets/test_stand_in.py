"""Where there are no data, shipped pictures are looked at in their place, in the shape that is declared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.load import load
from layerlab.datasets.shape import Shape
from layerlab.datasets.stand_in import PICTURES, between, looked_at


@pytest.mark.parametrize("sides", [(3, 224, 224), (1, 20, 24), (4, 1, 300)])
def test_pictures_are_brought_to_the_declared_shape(tmp_path: Path, sides: tuple[int, int, int]) -> None:
    channels, height, width = sides
    dataset = Shape(channels=channels, height=height, width=width, classes=5)
    columns = looked_at(dataset, tmp_path)
    assert set(columns) == {"train", "test"}
    images, labels = columns["test"]["image"], columns["test"]["label"]
    assert (images.shape, images.dtype) == ((PICTURES, *sides), np.uint8)
    assert (labels.shape, labels.dtype) == ((PICTURES,), np.int64)
    assert labels.max() < 5
    # One map as another, and no picture as another.
    assert (images == images[:, :1]).all()
    assert len({image.tobytes() for image in images}) == PICTURES


def test_a_picture_is_drawn_out_and_not_changed(tmp_path: Path) -> None:
    looked = looked_at(Shape(channels=1, height=28, width=28), tmp_path)["test"]["image"]
    known = np.asarray(load(FashionMnist(), tmp_path)["test"]["image"])
    assert all((known == image).all(axis=(1, 2, 3)).any() for image in looked)
    larger = looked_at(Shape(channels=1, height=224, width=224), tmp_path)["test"]["image"]
    means = larger.reshape(PICTURES, 1, 28, 8, 28, 8).mean(axis=(3, 5))
    assert np.abs(means - looked.astype(float)).mean() < 12


def test_data_that_are_here_are_looked_at_themselves(tmp_path: Path) -> None:
    assert len(looked_at(FashionMnist(), tmp_path)["test"]["image"]) == 2_000


@pytest.mark.parametrize(("few", "many"), [(28, 224), (28, 5), (1, 4), (3, 1)])
def test_every_place_is_made_of_two_at_most(few: int, many: int) -> None:
    weights = between(few, many)
    assert weights.shape == (many, few)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert ((weights > 0).sum(axis=1) <= 2).all()

"""Some classes of a dataset are a dataset of their own: as many samples as it says, labelled anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from layerlab.datasets.load import load
from layerlab.datasets.mnist import Mnist


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_it_is_told_how_many_of_each_digit_there_are(cache: Path) -> None:
    arrays = load(Mnist(), cache)
    for split, counts in Mnist.counts.items():
        assert tuple(np.bincount(arrays[split]["label"], minlength=10)) == counts


def test_the_samples_of_the_chosen_digits_are_labelled_by_their_places(cache: Path) -> None:
    whole, some = load(Mnist(), cache), load(Mnist(classes=(7, 2, 7)), cache)
    dataset = Mnist(classes=(7, 2, 7))
    assert dataset.field("label").names == ("7", "2")
    assert dataset.field("label").value.categories == 2
    for split, size in dataset.splits().items():
        chosen = np.isin(whole[split]["label"], (7, 2))
        assert len(some[split]["label"]) == size == chosen.sum()
        assert np.array_equal(some[split]["image"], whole[split]["image"][chosen])
        assert np.array_equal(np.array([7, 2])[some[split]["label"]], whole[split]["label"][chosen])
    assert [folder.name for folder in (cache / "datasets").iterdir()] == ["mnist"], "they share one cache"


def test_few_samples_are_the_first_of_those(cache: Path) -> None:
    few = Mnist(classes=(5, 6, 7, 8, 9), train_limit=15)
    labels = load(few, cache)["train"]["label"]
    assert len(labels) == few.train_count == 15
    assert set(labels) == set(range(5)), "each of the five is among them"
    assert load(few, cache)["test"]["label"].shape == (few.test_count,)


def test_all_is_what_it_was() -> None:
    assert "classes" not in Mnist().model_dump(mode="json")
    assert Mnist().splits() == {"train": 60_000, "test": 10_000}

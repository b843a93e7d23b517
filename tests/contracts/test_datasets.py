"""Every data set gives what it declares; of those that are fetched, what can be said without fetching them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from layerlab.datasets import AnyDataset
from layerlab.datasets.base import Dataset
from layerlab.datasets.load import NAMES, load
from layerlab.experiment.script.data import constants, functions, local_data, source_of
from layerlab.kit.members import members

DATASETS: dict[str, type[Dataset]] = members(AnyDataset)
HERE = [kind for kind, cls in DATASETS.items() if cls.shipped]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("kind", DATASETS)
def test_it_declares_what_viewers_and_scripts_need(kind: str) -> None:
    cls = DATASETS[kind]
    assert all(side >= 1 for side in cls.sample_shape)
    assert len(set(cls.class_names)) == len(cls.class_names) >= 2
    assert min(cls.train_size, cls.test_size) >= 1
    assert 0 <= cls.mean <= 1
    assert 0 < cls.std <= 1
    assert cls.title
    assert cls.attribution
    assert cls.shipped != bool(cls.files), "shipped, or fetched from somewhere"
    for file in cls.files:
        assert file.url.startswith(("https://", "http://")), "checked by its digest either way"
        assert len(file.md5) == 32
        assert file.size > 0


@pytest.mark.parametrize("kind", HERE)
def test_its_arrays_are_what_is_declared(kind: str, cache: Path) -> None:
    cls = DATASETS[kind]
    arrays = load(cls(), cache)
    for name in NAMES:
        array = getattr(arrays, name)
        count = cls.train_size if name.startswith("train") else cls.test_size
        assert array.dtype == np.uint8
        assert array.shape == ((count, *cls.sample_shape) if name.endswith("images") else (count,))
    for labels in (arrays.train_labels, arrays.test_labels):
        assert set(np.unique(labels).tolist()) == set(range(len(cls.class_names)))


@pytest.mark.parametrize("kind", HERE)
def test_reading_it_twice_gives_the_same(kind: str, cache: Path) -> None:
    """The same document gives the same numbers: a set that is generated draws from its own fields alone."""
    dataset = DATASETS[kind]()
    anew = dataset.read(lambda file: pytest.fail(f"{file.url} is fetched, and the set says that it is here"))
    kept = load(dataset, cache)
    for name in NAMES:
        assert np.array_equal(getattr(anew, name), getattr(kept, name)), name


@pytest.mark.parametrize("kind", DATASETS)
def test_the_cache_is_called_by_what_changes_the_arrays(kind: str) -> None:
    cls = DATASETS[kind]
    assert cls.choosing_fields <= set(cls.model_fields)
    assert cls(train_limit=5).cache_key() == cls().cache_key()
    assert cls().cache_key().startswith(kind)


@pytest.mark.parametrize("kind", DATASETS)
def test_a_script_finds_it(kind: str, tmp_path: Path) -> None:
    dataset = DATASETS[kind]()
    assert source_of(dataset).mirror, "where someone without Layerlab gets it"
    assert "FILES" in constants(dataset)
    assert any("def load_data" in part for part in functions(dataset))
    assert (local_data(dataset, tmp_path) is not None) == dataset.shipped

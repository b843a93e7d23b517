"""Every data set gives what it declares; of those that are fetched, what can be said without fetching them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.datasets import AnyDataset
from layerlab.datasets.base import Dataset
from layerlab.datasets.load import load
from layerlab.experiment.document import Experiment
from layerlab.experiment.script.data import READERS, ScriptData, local_data
from layerlab.experiment.script.parts import with_needs
from layerlab.kit.errors import LayerlabError
from layerlab.kit.members import members
from layerlab.network.source import text_source

DATASETS: dict[str, type[Dataset]] = members(AnyDataset)
WITH_DATA = [kind for kind, cls in DATASETS.items() if cls.has_data]
HERE = [kind for kind, cls in DATASETS.items() if cls().shipped]


def on_defaults(dataset: Dataset) -> Supervised:
    """Supervised learning on what the set itself proposes."""
    return Supervised(input=f"data.{dataset.default_input}", target=f"data.{dataset.default_target}")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("kind", WITH_DATA)
def test_it_declares_what_viewers_and_scripts_need(kind: str) -> None:
    cls = DATASETS[kind]
    assert cls.title
    assert cls.attribution
    assert cls().shipped != bool(cls().files), "shipped, or fetched from somewhere"
    assert cls.origin.mirror or cls.origin.reader, "where someone without Layerlab gets it"
    assert cls().is_made == (not cls.origin.mirror and not cls.origin.shipped) == bool(cls().recipe)
    assert min(cls().splits().values()) >= 1
    for file in cls.origin.mirror:
        assert file.url.startswith(("https://", "http://")), "checked by its digest either way"
        assert len(file.md5) == 32
        assert file.size > 0


@pytest.mark.parametrize("kind", sorted(set(DATASETS) - set(WITH_DATA)))
def test_without_data_it_is_neither_here_nor_fetched(kind: str, cache: Path) -> None:
    dataset = DATASETS[kind]()
    assert not dataset.shipped
    assert not dataset.files
    assert not dataset.is_made
    assert dataset.train_count == 0
    with pytest.raises(LayerlabError) as caught:
        load(dataset, cache)
    assert caught.value.code == "no_data_to_train"


@pytest.mark.parametrize("kind", DATASETS)
def test_its_columns_can_be_told_apart_and_scaled(kind: str) -> None:
    dataset = DATASETS[kind]()
    fields = dataset.data_fields()
    names = [field.name for field in fields]
    assert len(set(names)) == len(names)
    assert {dataset.default_input, dataset.default_target} <= set(names)
    for field in fields:
        assert all(side >= 1 for side in field.value.shape)
        assert len(set(field.names)) == len(field.names)
        if field.value.categories:
            assert field.names == () or len(field.names) == field.value.categories >= 2
        assert np.all(np.asarray(field.std) > 0), "divided by"


@pytest.mark.parametrize("kind", HERE)
def test_its_arrays_are_what_is_declared(kind: str, cache: Path) -> None:
    dataset = DATASETS[kind]()
    columns = load(dataset, cache)
    assert {split: len(next(iter(arrays.values()))) for split, arrays in columns.items()} == dataset.splits()
    for split, count in dataset.splits().items():
        for field in dataset.data_fields():
            array = columns[split][field.name]
            assert array.dtype == field.stored
            assert array.shape == (count, *field.value.room)
            if field.value.categories:
                fewest = -1 if field.value.kind == "labels" or field.value.length else 0
                assert set(np.unique(array).tolist()) <= set(range(fewest, field.value.categories))


@pytest.mark.parametrize("kind", HERE)
def test_reading_it_twice_gives_the_same(kind: str, cache: Path) -> None:
    """The same document gives the same numbers: a set that is generated draws from its own fields alone."""
    dataset = DATASETS[kind]()
    anew = dataset.read(lambda file: pytest.fail(f"{file.url} is fetched, and the set says that it is here"))
    kept = load(dataset, cache)
    for split, arrays in kept.items():
        for name, array in arrays.items():
            assert np.array_equal(anew[split][name], array, equal_nan=array.dtype == np.float32), (
                split,
                name,
            )


@pytest.mark.parametrize("kind", DATASETS)
def test_the_cache_is_called_by_what_changes_the_arrays(kind: str) -> None:
    cls = DATASETS[kind]
    assert cls.choosing_fields <= set(cls.model_fields)
    assert cls(train_limit=5).cache_key() == cls().cache_key()
    assert cls().cache_key().startswith(kind)


@pytest.mark.parametrize("kind", [kind for kind, cls in DATASETS.items() if cls().is_made])
def test_what_is_made_is_made_of_its_fields_and_kept_nowhere(kind: str, cache: Path) -> None:
    cls = DATASETS[kind]
    first, other = load(cls(), cache), load(cls.model_validate({"seed": 1}), cache)
    assert not (cache / "datasets" / cls().cache_key()).exists()
    for name, array in first["train"].items():
        if array.dtype == np.float32:
            assert not np.array_equal(array, other["train"][name])
            assert not np.array_equal(array[:5], first["test"][name][:5]), (
                "what is tested was never learnt from"
            )
    assert len(next(iter(load(cls(train_limit=7), cache)["train"].values()))) == 7


@pytest.mark.parametrize("kind", DATASETS)
def test_a_script_finds_it(kind: str, tmp_path: Path) -> None:
    dataset = DATASETS[kind]()
    data = ScriptData(Experiment(datasets={"data": dataset}, algorithm=on_defaults(dataset)))
    assert ("FILES" in data.constants()) == bool(dataset.origin.mirror)
    printed = "".join(part.text for part in with_needs(data.functions()))
    assert "def load_data" in printed
    if dataset.origin.reader:
        assert f"def {dataset.origin.reader}(" in printed
        # A call that is too long for a line is folded.
        call = f"{dataset.origin.reader}({dataset.recipe or 'place' + dataset.options}"
        assert "".join(call.split()) in "".join(printed.split())
    else:
        assert f"arrays = {READERS[dataset.origin.format]}" in printed
    assert dataset.is_made or text_source(dataset.origin.file) in printed
    assert (local_data(dataset, tmp_path) is not None) == (dataset.shipped and not dataset.is_made)


@pytest.mark.parametrize("kind", HERE)
def test_sequences_are_as_long_as_is_declared_and_padded_behind(kind: str, cache: Path) -> None:
    dataset = DATASETS[kind]()
    varying = [field for field in dataset.data_fields() if field.value.length]
    for field in varying:
        lengths = []
        for arrays in load(dataset, cache).values():
            array = arrays[field.name]
            there = array >= 0 if field.value.kind == "tokens" else ~np.isnan(array[..., 0])
            lengths += there.sum(axis=1).tolist()
            assert (there[:, :-1] >= there[:, 1:]).all(), "no gaps"
            if field.value.kind == "sequence":
                assert (np.isnan(array) == ~there[..., None]).all(), "a step is there or not"
        length = field.value.length
        assert length is not None
        assert min(lengths) >= length.least >= 1
        assert max(lengths) == length.most
        assert min(lengths) <= length.usual <= length.most


def test_the_first_names_are_of_all_languages(cache: Path) -> None:
    languages = load(DATASETS["surnames"](train_limit=640), cache)["train"]["language"]
    assert len(np.unique(languages)) == 17

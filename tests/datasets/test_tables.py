"""Tables: gaps are filled, words spread out and scales measured, of the training rows alone, the same in the script."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from layerlab.datasets import AnyDataset
from layerlab.datasets.load import load
from layerlab.datasets.penguins import Penguins
from layerlab.datasets.shipped import DATA
from layerlab.datasets.table import Table
from layerlab.experiment.presets.tables import table
from layerlab.experiment.script.data import local_data
from layerlab.kit.members import members
from layerlab.training.pace import Steps
from support.scripts import losses_of_app, losses_of_script

TABLES: dict[str, type[Table]] = {
    kind: cls for kind, cls in members(AnyDataset).items() if issubclass(cls, Table)
}
WAYS = [
    {"missing": missing, "encoding": encoding, "scaling": scaling}
    for missing, encoding, scaling in product(
        ("mean", "drop"), ("one_hot", "number", "none"), ("standard", "range", "none")
    )
]


def scaled(dataset: Table, split: Any, tmp_path: Path) -> np.ndarray:
    field = dataset.field("feature")
    return (load(dataset, tmp_path)[split]["feature"] - np.array(field.mean)) / np.array(field.std)


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", TABLES)
def test_every_fifth_row_is_kept_to_test_and_none_is_in_both(kind: str, tmp_path: Path) -> None:
    dataset = TABLES[kind]()
    counts = len(rows_of(dataset.origin.shipped))
    assert dataset.splits() == {"train": counts - counts // 5, "test": counts // 5}
    assert len(load(dataset, tmp_path)["train"]["feature"]) == dataset.splits()["train"]


@pytest.mark.parametrize("kind", TABLES)
def test_it_is_scaled_by_the_training_rows_alone(kind: str, tmp_path: Path) -> None:
    """To six digits, as the script prints them. What says yes or no of a word stays 0 or 1."""
    dataset = TABLES[kind]()
    numbers = [
        at
        for at, name in enumerate(dataset.field("feature").names)
        if not name.startswith(("island ", "sex "))
    ]
    train = scaled(dataset, "train", tmp_path)[:, numbers]
    np.testing.assert_allclose(train.mean(axis=0), 0, atol=1e-4)
    np.testing.assert_allclose(train.std(axis=0), 1, atol=1e-4)
    assert np.abs(scaled(dataset, "test", tmp_path)[:, numbers].mean(axis=0)).max() > 1e-3
    other = TABLES[kind].model_validate({"scaling": "range"})
    train = scaled(other, "train", tmp_path)[:, numbers]
    np.testing.assert_allclose(train.min(axis=0), 0, atol=1e-4)
    np.testing.assert_allclose(train.max(axis=0), 1, atol=1e-4)
    plain = TABLES[kind].model_validate({"scaling": "none"})
    assert set(plain.field("feature").mean) == {0.0}  # type: ignore[arg-type]
    assert plain.cache_key() == other.cache_key() == dataset.cache_key(), "the arrays are the same"


def test_gaps_are_filled_with_the_mean_of_the_training_rows(tmp_path: Path) -> None:
    dataset, rows = Penguins(), rows_of("penguins.csv")
    at = dataset.field("feature").names.index("bill length mm")
    trained = [row for number, row in enumerate(rows) if number % 5 != 4]
    known = [float(row["bill_length_mm"]) for row in trained if row["bill_length_mm"]]
    gaps = [number for number, row in enumerate(trained) if not row["bill_length_mm"]]
    assert gaps
    assert len(gaps) == dataset.field("feature").missing[at]
    features = load(dataset, tmp_path)["train"]["feature"]
    np.testing.assert_allclose(features[gaps, at], np.mean(known), rtol=1e-6)
    female, male = (dataset.field("feature").names.index(f"sex {word}") for word in ("female", "male"))
    unsexed = [number for number, row in enumerate(trained) if not row["sex"]]
    assert len(unsexed) == dataset.field("feature").missing[female]
    assert not features[unsexed][:, [female, male]].any(), "neither of the two words"


def test_rows_with_gaps_can_be_left_out_and_the_others_stay_on_their_side(tmp_path: Path) -> None:
    whole, rows = Penguins(missing="drop"), rows_of("penguins.csv")
    kept = [number for number, row in enumerate(rows) if all(row.values())]
    assert whole.splits()["test"] == sum(number % 5 == 4 for number in kept)
    assert sum(whole.splits().values()) == len(kept) == 333
    assert whole.field("feature").missing == ()
    assert whole.cache_key() != Penguins().cache_key()


def test_words_become_features_or_numbers_or_nothing(tmp_path: Path) -> None:
    names = {way: Penguins(encoding=way).field("feature").names for way in ("one_hot", "number", "none")}
    assert [name for name in names["one_hot"] if name.startswith("island")] == [
        "island Biscoe",
        "island Dream",
        "island Torgersen",
    ]
    assert {"island", "sex"} <= set(names["number"])
    assert not any(name.startswith(("island", "sex")) for name in names["none"])
    number = load(Penguins(encoding="number"), tmp_path)["train"]["feature"][
        :, names["number"].index("island")
    ]
    assert set(number.tolist()) == {0.0, 1.0, 2.0}


@pytest.mark.parametrize("way", WAYS[::5], ids=lambda way: "-".join(way.values()))
def test_its_script_treats_them_as_the_app_does(way: dict[str, Any], tmp_path: Path) -> None:
    """From the file that ships and from the arrays that the app keeps: losses bit for bit."""
    dataset = Penguins.model_validate(way)
    experiment = table("Penguins", dataset, 3)
    pace = experiment.pace.model_copy(update={"length": Steps(steps=5)})
    experiment = experiment.model_copy(update={"pace": pace})
    app = losses_of_app(experiment, tmp_path)
    assert len(app) == 5
    assert losses_of_script(experiment, tmp_path) == app
    place = local_data(dataset, tmp_path)
    assert place is not None
    assert place.name == "penguins.csv"

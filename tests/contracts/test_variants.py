"""Every comparison is of plain experiments, each bit for bit what it would be alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts.test_presets import short
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json
from layerlab.experiment.load import read_experiment
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.comparisons import Ways, activations, depths, learning_rates
from layerlab.experiment.variant import PARTS
from layerlab.experiment.variants import compared, name_of, plain, ways
from support.scripts import losses_of_app

COMPARED = [name for name, preset in PRESETS.items() if preset.variants]
WAYS = {
    "compare_activations": activations,
    "compare_depth": depths,
    "compare_learning_rates": learning_rates,
}


@pytest.mark.parametrize("name", COMPARED)
def test_each_variant_is_sound_and_all_differ(name: str) -> None:
    found = ways(PRESETS[name].experiment())
    assert 2 <= len(found) <= 8
    for way in found.values():
        assert check_experiment(way).problems == ()
        assert way.variants == ()
        assert read_experiment(export_json(way).encode()) == way
    assert len({way.model_dump_json() for way in found.values()}) == len(found)


@pytest.mark.parametrize("name", COMPARED)
def test_the_document_is_the_first_of_them(name: str) -> None:
    experiment = PRESETS[name].experiment()
    assert name_of(experiment) == experiment.variants[0].name
    assert all(getattr(experiment.variants[0], part) is None for part in PARTS)
    # Whoever is told apart by a word has it in both languages.
    for words in PRESETS[name].variants:
        assert words["en"].isascii()
        assert words["zh"]


@pytest.mark.parametrize("name", WAYS)
def test_a_variant_trains_bit_for_bit_as_the_experiment_that_it_is(name: str, tmp_path: Path) -> None:
    told: Ways = WAYS[name]()
    title = PRESETS[name].experiment().title
    stored = read_experiment(export_json(PRESETS[name].experiment()).encode())
    for number, (variant, alone) in enumerate(told):
        independent = alone.model_copy(update={"title": title})
        way = ways(stored)[variant]
        assert way == independent
        folders = [tmp_path / f"{number}-{side}" for side in ("variant", "alone")]
        for folder in folders:
            folder.mkdir()
        one, other = (
            losses_of_app(short(each), folder)
            for each, folder in zip((way, independent), folders, strict=True)
        )
        assert one == other
        assert len(one) == 3


def test_a_document_without_variants_says_nothing_of_them() -> None:
    assert "variants" not in json.loads(Experiment().model_dump_json())
    assert plain(Experiment()) == Experiment()


def test_a_variant_says_what_it_has_otherwise_and_nothing_else() -> None:
    experiment = compared("Rates", *learning_rates())
    told = json.loads(experiment.model_dump_json())["variants"]
    assert [set(variant) - {"name"} for variant in told] == [set(), *[{"optimizers"}] * 3]

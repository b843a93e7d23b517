"""Ready experiments are sound, laid out, and told in both languages."""

from __future__ import annotations

from itertools import combinations

import pytest

from layerlab.experiment.check import check_experiment
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.base import Preset

EVERY = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)


@EVERY
def test_it_is_sound(preset: Preset) -> None:
    assert check_experiment(preset.experiment()).problems == ()
    assert preset.experiment().title == preset.title["en"]


@EVERY
def test_it_speaks_both_languages(preset: Preset) -> None:
    for words in (preset.title, preset.summary):
        assert set(words) == {"en", "zh"}
        assert words["en"].isascii()
        assert any("\u4e00" <= character <= "\u9fff" for character in words["zh"])


@EVERY
def test_no_two_nodes_stand_on_one_place(preset: Preset) -> None:
    for network in preset.experiment().networks.values():
        places = [(node.position.x, node.position.y) for node in network.nodes.values()]
        assert all(a != b for a, b in combinations(places, 2))


def test_they_count_parameters_by_role() -> None:
    assert PRESETS["lenet5_mnist"].parameters == {"classifier": 61_706}

"""Ready experiments are sound, laid out, and told in both languages."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import torch
from torch import nn

from layerlab.experiment.check import check_experiment
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.parts import ends_of
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.base import Preset
from layerlab.network.build import build
from layerlab.network.plan import plan
from layerlab.nn.initialise import initialise

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


PUBLISHED = {
    "lenet5_mnist": 61_706,
    "alexnet": 61_100_840,
    "vgg11": 132_863_336,
    "vgg16": 138_357_544,
    "vgg19": 143_667_240,
    "googlenet": 6_624_904,
    "googlenet_heads": 13_004_888,
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "resnet101": 44_549_160,
    "resnet152": 60_192_808,
}
"""Trainable parameters, as published (GoogLeNet as torchvision has it)."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_named_networks_have_their_published_size(name: str) -> None:
    assert PRESETS[name].parameters == {"classifier": PUBLISHED[name]}


@EVERY
def test_it_reads_on_one_screen(preset: Preset) -> None:
    """Blocks closed: half as large again as a page of 1440×900, which is read at 65 %."""
    experiment = preset.experiment()
    for network in (*experiment.networks.values(), *(block.network for block in experiment.blocks.values())):
        places = [node.position for node in network.nodes.values()]
        assert max(place.x for place in places) - min(place.x for place in places) <= 1_650
        assert max(place.y for place in places) - min(place.y for place in places) <= 930


@pytest.mark.parametrize("name", [name for name in PUBLISHED if name != "lenet5_mnist"])
def test_its_script_has_the_weights_of_the_app_by_name_and_shape(name: str) -> None:
    built, printed = both(name, "meta")
    told = {key: tuple(value.shape) for key, value in built.state_dict().items()}
    assert {key: tuple(value.shape) for key, value in printed.state_dict().items()} == told
    assert sum(weight.numel() for weight in printed.parameters()) == PUBLISHED[name]


@pytest.mark.parametrize("name", ["resnet18", "googlenet_heads"])
def test_its_script_gives_the_answer_of_the_app_for_the_same_weights(name: str) -> None:
    built, printed = both(name, "cpu")
    initialise(built, 3)
    initialise(printed, 3)
    x = torch.randn(1, 3, 224, 224, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        assert torch.equal(built.eval()(x), printed.eval()(x))


def both(name: str, device: str) -> tuple[nn.Module, nn.Module]:
    """The network as the app builds it, and the class that its script has."""
    experiment = PRESETS[name].experiment()
    script = export_pytorch(experiment)
    # The text comes from Layerlab's own printer: running it is the point of the test. Its `main` is not called.
    space: dict[str, Any] = {"__name__": "script"}
    exec(compile(script, "script", "exec"), space)
    with torch.device(device):
        ends = ends_of(experiment)["classifier"]
        built = build(plan(experiment.networks["classifier"], ends, "", experiment.blocks))
        return built, space["Classifier"]()

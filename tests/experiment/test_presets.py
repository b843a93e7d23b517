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
from layerlab.experiment.presets.sizes import size_of
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
    "lenet5_augmented": 61_706,
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


def boxes(preset: Preset) -> list[dict[str, tuple[float, float, float, float]]]:
    """Left, top, right and bottom of every node as it is drawn, network by network."""
    experiment = preset.experiment()
    checked = check_experiment(experiment).networks
    found = []
    for role, network in experiment.networks.items():
        known = checked[role].nodes | checked[role].uses
        sizes = {n: size_of(n, node.layer, known[n].output) for n, node in network.nodes.items()}
        at = {name: node.position for name, node in network.nodes.items()}
        found.append(
            {n: (at[n].x, at[n].y - h / 2, at[n].x + w, at[n].y + h / 2) for n, (w, h) in sizes.items()}
        )
    return found


@EVERY
def test_it_reads_on_one_screen(preset: Preset) -> None:
    """Blocks closed: as wide and high as a large page shows at 45 %, where names and maps are still seen."""
    for network in boxes(preset):
        assert max(box[2] for box in network.values()) <= 2_500
        assert max(box[3] for box in network.values()) - min(box[1] for box in network.values()) <= 1_250


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.experiment().blocks])
def test_no_tile_stands_on_another(name: str) -> None:
    for network in boxes(PRESETS[name]):
        for (one, a), (other, b) in combinations(network.items(), 2):
            apart = a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
            assert apart, (one, other)


@pytest.mark.parametrize("name", [name for name in PUBLISHED if not name.startswith("lenet5")])
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

"""The first weights depend on the seed and the layer's name, and on nothing else."""

from __future__ import annotations

import torch
from torch import nn

from layerlab.nn.add import Add
from layerlab.nn.concat import Concat
from layerlab.nn.initialise import initialise
from layerlab.nn.seeding import mix


def network(**layers: nn.Module) -> nn.Module:
    root = nn.Module()
    for name, layer in layers.items():
        root.add_module(name, layer)
    return root


def test_another_layer_leaves_the_others_alone() -> None:
    small = network(linear_1=nn.Linear(4, 3))
    large = network(conv2d_1=nn.Conv2d(1, 2, 3), linear_1=nn.Linear(4, 3), linear_2=nn.Linear(4, 3))
    for each in (small, large):
        initialise(each, 5)
    weights = large.state_dict()
    assert torch.equal(small.state_dict()["linear_1.weight"], weights["linear_1.weight"])
    assert not torch.equal(weights["linear_2.weight"], weights["linear_1.weight"])


def test_the_weight_does_not_depend_on_the_bias() -> None:
    with_bias, without = network(a=nn.Linear(4, 3)), network(a=nn.Linear(4, 3, bias=False))
    for each in (with_bias, without):
        initialise(each, 5)
    assert torch.equal(with_bias.state_dict()["a.weight"], without.state_dict()["a.weight"])


def test_seeds_differ_by_every_part() -> None:
    seeds = {mix(0), mix(1), mix(0, "a"), mix(0, "a", 1), mix(0, "a", 2), mix(0, "a1")}
    assert len(seeds) == 6
    assert all(0 <= seed < 2**63 for seed in seeds)


def test_a_seed_is_the_same_everywhere_and_for_ever() -> None:
    # Written down: every stored run depends on it.
    assert mix(0, "order", 0) == 4819849257279361181


def test_sums_run_in_the_order_of_the_wires() -> None:
    # In float32, (1e8 - 1e8) + 1 is 1 and (1 + 1e8) - 1e8 is 0.
    a, b, c = (torch.tensor([[value]]) for value in (1e8, -1e8, 1.0))
    assert Add()(a, b, c).item() == 1.0
    assert Add()(c, a, b).item() == 0.0


def test_concat_stacks_channels() -> None:
    parts = [torch.full((2, n, 3, 3), float(n)) for n in (1, 2)]
    assert Concat()(*parts).shape == (2, 3, 3, 3)
    assert Concat()(*parts)[0, :, 0, 0].tolist() == [1.0, 2.0, 2.0]

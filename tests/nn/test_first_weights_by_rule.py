"""First weights by a rule that the reader chose: PyTorch's own functions, from the seed of the layer's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest
import torch
from torch import Tensor, nn

from layerlab.algorithms.supervised.classification import train_step
from layerlab.kit.values import Value
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.conv_transpose2d import ConvTranspose2d
from layerlab.layers.embedding import Embedding
from layerlab.layers.first_weights import FirstWeights
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.build import PlannedNetwork, build, module
from layerlab.network.plan import plan
from layerlab.nn.initialise import initialise
from layerlab.nn.seeding import mix
from support.layer_cases import LAYERS
from support.networks import ends, sample, wired

RULES = [rule for rule in get_args(FirstWeights) if rule != "default"]
LAID: dict[str, tuple[Any, Value]] = {
    "linear": (Linear(out_features=5), sample(7)),
    "conv1d": (Conv1d(out_channels=4), sample(9, 3)),
    "conv2d": (Conv2d(out_channels=4, kernel_size=(3, 2)), sample(3, 8, 8)),
    "conv_transpose2d": (ConvTranspose2d(out_channels=4), sample(3, 8, 8)),
    "embedding": (Embedding(features=5), Value("tokens", (9,), categories=11)),
}
WANTED: dict[str, Callable[[Tensor], Tensor]] = {
    "zeros": lambda w: w.fill_(0),
    "ones": lambda w: w.fill_(1),
    "constant": lambda w: w.fill_(0.3),
    "uniform": lambda w: w.uniform_(-0.3, 0.3),
    "normal": lambda w: w.normal_(0, 0.3),
    "truncated_normal": lambda w: nn.init.trunc_normal_(w, 0, 0.3, -0.6, 0.6),
    "xavier_uniform": lambda w: nn.init.xavier_uniform_(w),
    "xavier_normal": lambda w: nn.init.xavier_normal_(w),
    "he_uniform": lambda w: nn.init.kaiming_uniform_(w, a=0, mode="fan_in"),
    "he_normal": lambda w: nn.init.kaiming_normal_(w, a=0, mode="fan_in"),
    "orthogonal": lambda w: nn.init.orthogonal_(w),
}


def test_every_layer_that_offers_it_is_here() -> None:
    assert {kind for kind, cls in LAYERS.items() if "initialisation" in cls.model_fields} == set(LAID)
    assert set(WANTED) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", LAID)
def test_it_is_what_pytorch_draws(kind: str, rule: FirstWeights) -> None:
    layer, value = LAID[kind]
    layer = layer.model_copy(update={"initialisation": rule, "initial": 0.3})
    root = nn.Module()
    root.add_module("layer_1", module(layer.call(layer.given([value]))))
    initialise(root, 5)
    told = root.state_dict()
    torch.manual_seed(mix(5, "layer_1"))
    wanted = WANTED[rule](torch.empty_like(told["layer_1.weight"]))
    assert torch.equal(told["layer_1.weight"], wanted)
    assert all(bias.count_nonzero() == 0 for name, bias in told.items() if name.endswith("bias"))


def trained(rule: FirstWeights) -> PlannedNetwork:
    """Two layers of four units, the same rule in both, after thirty steps."""
    layers: dict[str, Any] = {
        "input": Input(),
        "row": Flatten(),
        "hidden": Linear(out_features=4, initialisation=rule),
        "relu": Relu(),
        "head": Linear(out_features=3, initialisation=rule),
        "output": Output(),
    }
    network = wired(layers, "input row", "row hidden", "hidden relu", "relu head", "head output")
    built = build(plan(network, ends(sample(1, 3, 3), 3)))
    initialise(built, 0)
    optimizer = torch.optim.SGD(built.parameters(), lr=0.2)
    generator = torch.Generator().manual_seed(1)
    for _ in range(30):
        inputs = torch.randn(16, 1, 3, 3, generator=generator)
        train_step(built, optimizer, inputs, inputs.flatten(1)[:, :3].argmax(1))
    return built


@pytest.mark.parametrize("rule", ["zeros", "ones", "constant"])
def test_units_that_begin_alike_stay_alike_for_ever(rule: FirstWeights) -> None:
    """Symmetry is never broken: each unit learns what the others learn, so that four are no more than one."""
    units = trained(rule).state_dict()["hidden.weight"]
    torch.testing.assert_close(units, units[:1].expand_as(units), rtol=1e-5, atol=1e-6)
    assert (rule == "zeros") == (units.count_nonzero() == 0), "from zeros no weight ever moves"


@pytest.mark.parametrize("rule", ["default", "he_normal", "orthogonal"])
def test_units_that_begin_apart_learn_apart(rule: FirstWeights) -> None:
    units = trained(rule).state_dict()["hidden.weight"]
    assert (units - units.mean(0)).abs().max() > 0.05

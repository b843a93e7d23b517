"""Layers that learn faster or slower than the rest, or not at all. Printed into the exported script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from torch import nn
from torch.optim import Optimizer

from layerlab.training.factors import factor_of


def layer_groups(network: nn.Module) -> list[dict[str, Any]]:
    """The weights of each layer as a group of their own, which has a learning rate of its own."""
    groups = ((name, list(layer.parameters(recurse=False))) for name, layer in network.named_modules())
    return [{"params": weights, "layer": name} for name, weights in groups if weights]


def freeze(network: nn.Module, factors: Mapping[str, float]) -> None:
    """Hold fast what learns at rate 0, and let go what does not.

    A frozen layer is asked for no gradient, so that no optimizer moves it, and a batch normalisation keeps the means
    that it has. Others learn on through it.
    """
    for name, layer in network.named_modules():
        weights = list(layer.parameters(recurse=False))
        if weights or any(True for _ in layer.buffers(recurse=False)):
            learns = factor_of(name, factors) > 0
            layer.train(learns)
            for weight in weights:
                weight.requires_grad_(learns)


def regroup(optimizer: Optimizer, network: nn.Module) -> None:
    """Give each layer a group of its own. What the optimizer remembers of the weights, and their order, stay.

    Each in its own, since PyTorch begins the momentum of all weights of a group at once.
    """
    options = {name: value for name, value in optimizer.param_groups[0].items() if name != "params"}
    optimizer.param_groups[:] = [{**options, **group} for group in layer_groups(network)]

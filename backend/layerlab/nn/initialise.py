"""The first weights."""

from __future__ import annotations

import torch
from torch import nn

from layerlab.nn.seeding import mix


def initialise(network: nn.Module, seed: int) -> None:
    """Draw each layer's first weights from a seed of its own, by PyTorch's rule for that layer.

    The seed comes from the layer's name, so adding a layer leaves the others' weights as they were.
    """
    for name, module in network.named_modules():
        reset = getattr(module, "reset_parameters", None)
        if reset is not None:
            torch.default_generator.manual_seed(mix(seed, name))
            reset()


def initialise_as(network: nn.Module, seed: int, drawn: dict[str, str]) -> None:
    """The same for a network with layers that had other names before: `drawn` says by which these are drawn."""
    for name, module in network.named_modules():
        reset = getattr(module, "reset_parameters", None)
        if reset is not None:
            torch.default_generator.manual_seed(mix(seed, former_name(name, drawn)))
            reset()


def former_name(name: str, drawn: dict[str, str]) -> str:
    """What a module was called; the parts of a layer go with it."""
    for own, former in drawn.items():
        if name == own or name.startswith(f"{own}."):
            return former + name[len(own) :]
    return name

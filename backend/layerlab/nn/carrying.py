"""What recurrent layers carry from one passage of a text to the next. Printed into the exported script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn


def carriers(network: nn.Module) -> list[Any]:
    """The layers that carry something: a state, and an LSTM its memory too."""
    return [layer for layer in network.modules() if isinstance(layer, nn.RNNBase)]


def first_states(network: nn.Module, streams: int) -> list[Tensor]:
    """What they begin with where nothing has been read yet: zeros.

    Shape: each (layers, streams, units), the memory of an LSTM behind its state.
    """
    states = []
    for layer in carriers(network):
        sizes = [layer.proj_size or layer.hidden_size]
        if isinstance(layer, nn.LSTM):
            sizes.append(layer.hidden_size)
        device = layer.weight_hh_l0.device
        states += [torch.zeros(layer.num_layers, streams, size, device=device) for size in sizes]
    return states


@contextmanager
def carrying(network: nn.Module, states: Sequence[Tensor]) -> Iterator[list[Tensor]]:
    """Has the network go on from these states; in the list stands afterwards what it has come to."""
    left = iter(states)
    layers = carriers(network)
    for layer in layers:
        layer.carried = [next(left) for _ in range(1 + isinstance(layer, nn.LSTM))]
    reached: list[Tensor] = []
    try:
        yield reached
        reached += [state for layer in layers for state in layer.carried]
    finally:
        for layer in layers:
            layer.carried = None

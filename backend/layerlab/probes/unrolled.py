"""A recurrent layer taken apart: PyTorch's own modules tell its states alone, and nothing of what its gates did.

Worked out from the layer's own weights, step by step, so that it can be looked at and asked for gradients. Dropout
between layers is left out, as it is in evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from layerlab.protocol.sequence_frames import Part

Weights = dict[str, Tensor]
Cell = Callable[[Weights, Tensor, "Carried"], tuple[dict[Part, Tensor], "Carried"]]


@dataclass(frozen=True)
class Carried:
    """What goes from step to step, (N, units) each: the state; of an LSTM its memory, too."""

    state: Tensor
    memory: Tensor


@dataclass(frozen=True)
class Unrolled:
    """One of the layers that stand above one another in a module."""

    parts: dict[Part, Tensor]
    """Shape: (N, T, units) each; both ways side by side where it reads both."""
    path: list[Tensor]
    """What the gradient goes back along, for each step of the way that reads forward: the memory, else the state."""


def unrolled(module: nn.RNNBase, inputs: Tensor, lengths: Tensor | None = None) -> list[Unrolled]:
    """The layers of `module`, the last of which gives its answer: `parts["state"]`.

    Steps beyond the end of a sequence are numbers that mean nothing.
    """
    layers = []
    for layer in range(module.num_layers):
        parts, path = _read(module, f"_l{layer}", inputs)
        if module.bidirectional:
            back, _ = _read(module, f"_l{layer}_reverse", turned(inputs, lengths))
            parts = {name: torch.cat([parts[name], turned(back[name], lengths)], dim=2) for name in parts}
        layers.append(Unrolled(parts, path))
        inputs = parts["state"]
    return layers


def turned(values: Tensor, lengths: Tensor | None) -> Tensor:
    """Each sequence from its end to its beginning; what stands beyond the end stays there."""
    steps = torch.arange(values.shape[1], device=values.device)
    if lengths is None:
        return values.flip(1)
    back = lengths[:, None] - 1 - steps
    at = torch.where(back >= 0, back, steps)
    return values.gather(1, at[..., None].expand_as(values))


def _read(module: nn.RNNBase, suffix: str, inputs: Tensor) -> tuple[dict[Part, Tensor], list[Tensor]]:
    weights: Weights = {
        name.removesuffix(suffix): weight
        for name, weight in module.named_parameters()
        if name.removesuffix(suffix) in WEIGHTS
    }
    cell = _cell(module)
    drive = inputs @ weights["weight_ih"].T + weights.get("bias_ih", 0)
    nothing = drive.new_zeros(len(inputs), module.hidden_size)
    shown = nothing[:, : module.proj_size] if module.proj_size else nothing
    # Behind tokens and frozen weights, too, the states can be asked for their gradients.
    asked = torch.is_grad_enabled()
    carried = Carried(shown.clone().requires_grad_(asked), nothing.clone().requires_grad_(asked))
    told: list[dict[Part, Tensor]] = []
    for step in range(inputs.shape[1]):
        parts, carried = cell(weights, drive[:, step], carried)
        told.append(parts)
    path: Part = "memory" if "memory" in told[0] else "state"
    return {name: torch.stack([each[name] for each in told], dim=1) for name in told[0]}, [
        each[path] for each in told
    ]


WEIGHTS = frozenset({"weight_ih", "weight_hh", "weight_hr", "bias_ih", "bias_hh"})


def _cell(module: nn.RNNBase) -> Cell:
    if isinstance(module, nn.LSTM):
        return _lstm
    if isinstance(module, nn.GRU):
        return _gru
    return _rnn_relu if getattr(module, "nonlinearity", "tanh") == "relu" else _rnn_tanh


def _back(weights: Weights, carried: Carried) -> Tensor:
    return carried.state @ weights["weight_hh"].T + weights.get("bias_hh", 0)


def _rnn_tanh(weights: Weights, drive: Tensor, carried: Carried) -> tuple[dict[Part, Tensor], Carried]:
    state = torch.tanh(drive + _back(weights, carried))
    return {"state": state}, Carried(state, carried.memory)


def _rnn_relu(weights: Weights, drive: Tensor, carried: Carried) -> tuple[dict[Part, Tensor], Carried]:
    state = torch.relu(drive + _back(weights, carried))
    return {"state": state}, Carried(state, carried.memory)


def _gru(weights: Weights, drive: Tensor, carried: Carried) -> tuple[dict[Part, Tensor], Carried]:
    in_reset, in_update, in_candidate = drive.chunk(3, dim=1)
    of_reset, of_update, of_candidate = _back(weights, carried).chunk(3, dim=1)
    reset, update = torch.sigmoid(in_reset + of_reset), torch.sigmoid(in_update + of_update)
    candidate = torch.tanh(in_candidate + reset * of_candidate)
    state = (1 - update) * candidate + update * carried.state
    parts: dict[Part, Tensor] = {"state": state, "reset": reset, "update": update, "candidate": candidate}
    return parts, Carried(state, carried.memory)


def _lstm(weights: Weights, drive: Tensor, carried: Carried) -> tuple[dict[Part, Tensor], Carried]:
    taken, kept, candidate, shown = (drive + _back(weights, carried)).chunk(4, dim=1)
    taken, kept, shown = torch.sigmoid(taken), torch.sigmoid(kept), torch.sigmoid(shown)
    candidate = torch.tanh(candidate)
    memory = kept * carried.memory + taken * candidate
    state = shown * torch.tanh(memory)
    if "weight_hr" in weights:
        state = state @ weights["weight_hr"].T
    parts: dict[Part, Tensor] = {
        "state": state,
        "memory": memory,
        "forget": kept,
        "input": taken,
        "candidate": candidate,
        "output": shown,
    }
    return parts, Carried(state, memory)

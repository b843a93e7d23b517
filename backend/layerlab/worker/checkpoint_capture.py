"""Taking the state and putting it back, bit for bit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.optim import Optimizer

from layerlab.training.contract import State
from layerlab.worker.checkpoint_store import Tensors


def tensors_of(state: State) -> Iterator[tuple[str, Tensor]]:
    """All that a step may change, by name: weights and running means, and what optimizers and algorithm remember."""
    for role, network in state.networks.items():
        for name, tensor in network.state_dict().items():
            yield f"networks.{role}.{name}", tensor
    for role, optimizer in state.optimizers.items():
        for index, memory in optimizer.state_dict()["state"].items():
            for name, value in memory.items():
                if isinstance(value, Tensor):
                    yield f"optimizers.{role}.{index}.{name}", value
    for name, tensor in state.memory.items():
        yield f"memory.{name}", tensor


def capture(state: State) -> dict[str, Tensor]:
    """Copies, taken between two steps; the next step may begin at once."""
    return {name: tensor.detach().clone() for name, tensor in tensors_of(state)}


def restore(state: State, tensors: Tensors, step: int) -> None:
    """Put a capture back. Values are copied into memory that torch allocated: unaligned memory gives other bits."""
    for role, network in state.networks.items():
        # Without assign, load_state_dict copies into the existing parameters.
        network.load_state_dict(_allocated(tensors, f"networks.{role}."), strict=True)
    for role, optimizer in state.optimizers.items():
        _restore_optimizer(optimizer, _allocated(tensors, f"optimizers.{role}."))
    for saved, tensor in _allocated(tensors, "memory.").items():
        name = _named(state, saved)
        state.memory[name] = tensor.to(state.memory[name].device) if name in state.memory else tensor
    state.step = step


def _named(state: State, name: str) -> str:
    """What a piece of the memory is called: averages were numbered once, in the order of the weights."""
    room, _, rest = name.partition(".")
    role, _, number = rest.partition(".")
    if room != "average" or not number.isdecimal():
        return name
    weights = [weight for weight, _ in state.networks[role].named_parameters()]
    return f"average.{role}.{weights[int(number)]}"


def is_finite(tensors: Tensors) -> bool:
    """Whether a checkpoint is worth keeping."""
    return all(bool(np.isfinite(array).all()) for array in tensors.values() if array.dtype.kind == "f")


def as_arrays(captured: dict[str, Tensor]) -> Tensors:
    """For the disk."""
    # In rows, however they lie in memory.
    return {name: tensor.cpu().contiguous().numpy() for name, tensor in captured.items()}


def _restore_optimizer(optimizer: Optimizer, memory: dict[str, Tensor]) -> None:
    content = optimizer.state_dict()
    content["state"] = {}
    weights = [weight for group in optimizer.param_groups for weight in group["params"]]
    for name, tensor in memory.items():
        index, key = name.split(".", 1)
        weight = weights[int(index)]
        if tensor.shape == weight.shape:
            # As the weight lies in memory: a fused optimizer walks through both at once.
            tensor = torch.empty_like(weight).copy_(tensor)
        content["state"].setdefault(int(index), {})[key] = tensor
    optimizer.load_state_dict(content)


def _allocated(tensors: Tensors, prefix: str) -> dict[str, Tensor]:
    return {
        name.removeprefix(prefix): _copied(array)
        for name, array in tensors.items()
        if name.startswith(prefix)
    }


def _copied(array: NDArray[np.generic]) -> Tensor:
    source = torch.from_numpy(np.array(array))
    return torch.empty_like(source).copy_(source)

"""From an optimizer's `Call` to the optimizer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer

from layerlab.kit.call import Call

CLASSES: dict[str, Callable[..., Optimizer]] = {
    "torch.optim.SGD": torch.optim.SGD,
    "torch.optim.Adam": torch.optim.Adam,
    "torch.optim.AdamW": torch.optim.AdamW,
    "torch.optim.RMSprop": torch.optim.RMSprop,
}


def optimizer(call: Call, parameters: Iterable[nn.Parameter]) -> Optimizer:
    """Execute the call on these parameters."""
    arguments: dict[str, Any] = dict(call.arguments)
    # A network without weights has nothing to train, yet PyTorch refuses an empty list.
    held = list(parameters) or [nn.Parameter(torch.zeros(0))]
    return CLASSES[call.target](held, **arguments)

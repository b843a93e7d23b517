"""From an optimizer's `Call` to the optimizer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer

from layerlab.kit.call import Call

HOME = "torch.optim."


def optimizer(call: Call, parameters: Iterable[nn.Parameter]) -> Optimizer:
    """Execute the call on these parameters."""
    arguments: dict[str, Any] = dict(call.arguments)
    # A network without weights has nothing to train, yet PyTorch refuses an empty list.
    held = list(parameters) or [nn.Parameter(torch.zeros(0))]
    assert call.target.startswith(HOME), call.target
    made: Optimizer = getattr(torch.optim, call.target.removeprefix(HOME))(held, **arguments)
    return made

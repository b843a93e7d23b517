"""From an optimizer's `Call` to the optimizer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
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
    return _unobserved(made)


def _unobserved(made: Optimizer) -> Optimizer:
    """The optimizer without what PyTorch puts around its step for profilers and hooks, of which there are none here.

    Marking both in a trace that nobody takes costs a tiny network a twelfth of its step. The arithmetic is PyTorch's
    own, and so are the bits.
    """
    step = getattr(type(made).step, "__wrapped__", None)
    if step is not None:
        made.step = partial(step, made)  # type: ignore[method-assign]
    made.zero_grad = partial(_forget_gradients, made)  # type: ignore[method-assign]
    return made


def _forget_gradients(made: Optimizer) -> None:
    for group in made.param_groups:
        for weight in group["params"]:
            weight.grad = None

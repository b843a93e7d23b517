"""First weights that are drawn otherwise than PyTorch does by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from torch import Tensor, nn


def initialised(module: nn.Module, rule: str, number: float = 0.0) -> nn.Module:
    """The module, whose weights begin by this rule from now on; its bias begins at 0."""
    module.reset_parameters = partial(begin, module, rule, number)  # type: ignore[assignment]
    return module


def begin(module: Any, rule: str, number: float) -> None:
    """Draw the weights of a module: `number` is the constant, the half width or the standard deviation."""
    init = nn.init
    rules: dict[str, Callable[[Tensor], object]] = {
        "zeros": init.zeros_,
        "ones": init.ones_,
        "constant": partial(init.constant_, val=number),
        "uniform": partial(init.uniform_, a=-number, b=number),
        "normal": partial(init.normal_, std=number),
        "truncated_normal": partial(init.trunc_normal_, std=number, a=-2 * number, b=2 * number),
        "xavier_uniform": init.xavier_uniform_,
        "xavier_normal": init.xavier_normal_,
        "he_uniform": partial(init.kaiming_uniform_, nonlinearity="relu"),
        "he_normal": partial(init.kaiming_normal_, nonlinearity="relu"),
        "orthogonal": init.orthogonal_,
    }
    rules[rule](module.weight)
    if isinstance(getattr(module, "bias", None), Tensor):
        init.zeros_(module.bias)

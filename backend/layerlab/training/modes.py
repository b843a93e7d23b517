"""Switching between training and asking. Printed into the exported script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import nn


@contextmanager
def evaluation_mode(network: nn.Module) -> Iterator[None]:
    """Dropout off, batch norm on its running means; afterwards every module gets its own flag back.

    A blanket `network.train()` at the end would wake layers that were frozen on purpose.
    """
    flags = {module: module.training for module in network.modules()}
    network.eval()
    try:
        yield
    finally:
        for module, flag in flags.items():
            module.training = flag

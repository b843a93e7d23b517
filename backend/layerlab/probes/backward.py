"""Asking for gradients of a network that is being tested."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import torch
from torch import nn


def backward_in_tests(network: nn.Module) -> AbstractContextManager[object]:
    """On a GPU, cuDNN's recurrent layers give no gradient in evaluation mode; PyTorch's own do."""
    if any(isinstance(module, nn.RNNBase) for module in network.modules()):
        return torch.backends.cudnn.flags(enabled=False)
    return nullcontext()

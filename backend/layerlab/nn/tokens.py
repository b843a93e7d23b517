"""From tokens to numbers."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn


class OneHot(nn.Module):
    """A 1 in the place of the token among as many as there are, and 0 in all others.

    Shape: int64 (N, T) -> (N, T, categories)
    """

    def __init__(self, categories: int) -> None:
        super().__init__()
        self.categories = categories

    def forward(self, tokens: Tensor) -> Tensor:
        return F.one_hot(tokens, self.categories).to(torch.get_default_dtype())

"""Other ways than a sum in which wires become one, as modules."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Subtract(nn.Module):
    """Takes the others from the first, value by value, in the order of the wires.

    Shape: two or more of one shape -> the same
    Source: Bromley et al. 1993.
    """

    def forward(self, first: Tensor, *others: Tensor) -> Tensor:
        left = first
        for other in others:
            left = left - other
        return left


class Multiply(nn.Module):
    """Multiplies its inputs, value by value, in the order of the wires.

    Shape: two or more of one shape -> the same
    Source: Hochreiter and Schmidhuber 1997 (gates).
    """

    def forward(self, first: Tensor, *others: Tensor) -> Tensor:
        product = first
        for other in others:
            product = product * other
        return product


class Matmul(nn.Module):
    """The product of two matrices, or of two stacks of them.

    Shape: (N, ..., T, K), (N, ..., K, F) -> (N, ..., T, F)
    Source: Cayley 1858.
    """

    def __init__(self, transpose: bool = False) -> None:
        super().__init__()
        self.transpose = transpose

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        return left @ (right.transpose(-2, -1) if self.transpose else right)


class ConcatAlong(nn.Module):
    """Stacks its inputs along one side, in the order of the wires.

    Shape: alike but for that side -> that side is the sum
    Source: Szegedy et al. 2015 (Inception).
    """

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, *parts: Tensor) -> Tensor:
        return torch.cat(parts, dim=self.dim)


class Split(nn.Module):
    """The first channels or features, and the rest.

    Shape: (N, C, ...) -> (N, first, ...), (N, C - first, ...)
    Source: Ma et al. 2018 (ShuffleNet V2).
    """

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first

    def forward(self, inputs: Tensor) -> tuple[Tensor, Tensor]:
        return inputs[:, : self.first], inputs[:, self.first :]

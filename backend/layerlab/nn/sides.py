"""Modules that only lay values out otherwise."""

from __future__ import annotations

from torch import Tensor, nn


class Reshape(nn.Module):
    """The same values in rows of other sizes: one makes a vector, two a sequence, three an image.

    Shape: any -> (N, first), (N, first, second) or (N, first, second, third)
    Source: Iverson 1962.
    """

    def __init__(self, first: int, second: int | None = None, third: int | None = None) -> None:
        super().__init__()
        self.first, self.second, self.third = first, second, third

    def forward(self, inputs: Tensor) -> Tensor:
        sizes = [size for size in (self.first, self.second, self.third) if size is not None]
        return inputs.reshape(len(inputs), *sizes)


class Permute(nn.Module):
    """The sides of each sample in another order, counted from 1.

    Shape: (N, C, H, W) -> those in that order
    Source: Iverson 1962.
    """

    def __init__(self, order: tuple[int, ...]) -> None:
        super().__init__()
        self.order = order

    def forward(self, inputs: Tensor) -> Tensor:
        return inputs.permute(0, *self.order)


class Crop(nn.Module):
    """The map without so many rows and columns at its edges.

    Shape: (N, C, H, W) -> (N, C, H - top - bottom, W - left - right)
    Source: Ronneberger, Fischer and Brox 2015 (U-Net).
    """

    def __init__(self, top: int, bottom: int, left: int, right: int) -> None:
        super().__init__()
        self.top, self.bottom, self.left, self.right = top, bottom, left, right

    def forward(self, inputs: Tensor) -> Tensor:
        height, width = inputs.shape[-2:]
        return inputs[:, :, self.top : height - self.bottom, self.left : width - self.right]

"""The fields and shape rules that several layers share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.layers.base import ShapeError

KernelSide = Annotated[int, Field(ge=1, le=1_024)]
PaddingSide = Annotated[int, Field(ge=0, le=1_024)]
Pair = tuple[KernelSide, KernelSide]
"""Height and width of a window or step, in pixels."""
PaddingPair = tuple[PaddingSide, PaddingSide]
"""Rows above and below, columns left and right, in pixels."""


def window(
    sides: tuple[int, int],
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
    dilation: tuple[int, int] = (1, 1),
) -> tuple[int, int]:
    """The sides of what a sliding window gives. Raises ShapeError where the window does not fit."""
    result = []
    for side, k, s, p, d in zip(sides, kernel, stride, padding, dilation, strict=True):
        room = side + 2 * p - d * (k - 1) - 1
        if room < 0:
            raise _too_large(sides, kernel, padding, dilation)
        result.append(room // s + 1)
    return result[0], result[1]


def pool_padding(kernel: tuple[int, int], padding: tuple[int, int]) -> None:
    """PyTorch pools with a padding of at most half the window."""
    for k, p in zip(kernel, padding, strict=True):
        if 2 * p > k:
            raise ShapeError("padding_too_large", "padding", padding=p, kernel=k, largest=k // 2)


def _too_large(
    sides: tuple[int, int], kernel: tuple[int, int], padding: tuple[int, int], dilation: tuple[int, int]
) -> ShapeError:
    """Which kernel would fit, and which padding would make room for this one."""
    kernels, paddings = [], []
    for side, k, p, d in zip(sides, kernel, padding, dilation, strict=True):
        largest = (side + 2 * p - 1) // d + 1
        if k > largest and k % 2 == 1 and largest % 2 == 0:
            largest -= 1  # An odd kernel stays odd: it has a centre.
        kernels.append(min(k, largest))
        paddings.append(max(p, -(-(d * (k - 1) + 1 - side) // 2)))
    return ShapeError(
        "kernel_too_large",
        "kernel_size",
        kernel=f"{kernel[0]}×{kernel[1]}",
        input=f"{sides[0]}×{sides[1]}",
        fits_kernel=_short(kernels),
        fits_padding=_short(paddings),
    )


def _short(pair: list[int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}×{pair[1]}"

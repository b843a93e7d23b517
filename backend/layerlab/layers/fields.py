"""The fields and shape rules that several layers share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from layerlab.kit.document import QUIET
from layerlab.layers.base import ShapeError

KernelSide = Annotated[int, Field(ge=1, le=1_024)]
PaddingSide = Annotated[int, Field(ge=0, le=1_024)]
Pair = tuple[KernelSide, KernelSide]
"""Height and width of a window or step, in pixels."""
PaddingPair = tuple[PaddingSide, PaddingSide]
"""Rows above and below, columns left and right, in pixels."""


def added(usual: Any) -> Any:
    """A field that came later: a document without it means its usual value, which is never written down."""
    return Field(usual, exclude_if=lambda value: value == usual, json_schema_extra=QUIET)


def window(
    sides: tuple[int, int],
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
    dilation: tuple[int, int] = (1, 1),
    *,
    ceil: bool = False,
) -> tuple[int, int]:
    """The sides of what a sliding window gives. Raises ShapeError where the window does not fit.

    `ceil`: a last window that reaches over the edge counts, if it begins on the map or the padding before it.
    """
    result = []
    for side, k, s, p, d in zip(sides, kernel, stride, padding, dilation, strict=True):
        room = side + 2 * p - d * (k - 1) - 1
        steps = -(-room // s) if ceil else room // s
        if ceil and steps * s >= side + p:
            steps -= 1
        if steps < 0:
            raise _too_large(sides, kernel, padding, dilation)
        result.append(steps + 1)
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

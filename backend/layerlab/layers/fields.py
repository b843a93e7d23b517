"""The fields and shape rules that several layers share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from pydantic.config import JsonDict

from layerlab.kit.document import QUIET
from layerlab.kit.values import Length, Side, Value, words
from layerlab.layers.base import ShapeError

KernelSide = Annotated[int, Field(ge=1, le=1_024)]
PaddingSide = Annotated[int, Field(ge=0, le=1_024)]
Pair = tuple[KernelSide, KernelSide]
"""Height and width of a window or step, in pixels."""
PaddingPair = tuple[PaddingSide, PaddingSide]
"""Rows above and below, columns left and right, in pixels."""


def added(usual: Any, shown_with: dict[str, tuple[Any, ...]] | None = None) -> Any:
    """A field that came later: a document without it means its usual value, which is never written down.

    `shown_with`: another field, and at which of its values this one means anything.
    """
    shown: JsonDict = {"shown_with": {name: list(values) for name, values in (shown_with or {}).items()}}
    extra = {**QUIET, **(shown if shown_with else {})}
    return Field(usual, exclude_if=lambda value: value == usual, json_schema_extra=extra)


def even_groups(groups: int, channels: int) -> None:
    """Raises ShapeError where the channels can't be split into so many groups of one size."""
    if channels % groups:
        raise ShapeError("groups_in_channels", "groups", groups=groups, channels=channels)


def several_values(count: int) -> None:
    """Raises ShapeError where a mean would be taken of one value, which leaves nothing of it."""
    if count < 2:
        raise ShapeError("one_value")


def require_fixed(value: Value) -> None:
    """Raises ShapeError where a side differs from sample to sample."""
    if any(not isinstance(side, int) for side in value.sides):
        raise ShapeError("kind_not_taken", kind=value.kind)


def normed_sides(value: Value) -> tuple[int, ...]:
    """The sides over which a sample is normalised: all, but of a sequence each step by itself."""
    return value.shape[-1:] if value.kind == "sequence" else value.shape


def window(
    sides: tuple[int, ...],
    kernel: tuple[int, ...],
    stride: tuple[int, ...],
    padding: tuple[int, ...],
    dilation: tuple[int, ...] = (),
    *,
    ceil: bool = False,
) -> tuple[int, ...]:
    """The sides of what a sliding window gives. Raises ShapeError where the window does not fit.

    `ceil`: a last window that reaches over the edge counts, if it begins on the map or the padding before it.
    """
    result = []
    gaps = dilation or (1,) * len(sides)
    for side, k, s, p, d in zip(sides, kernel, stride, padding, gaps, strict=True):
        room = side + 2 * p - d * (k - 1) - 1
        steps = -(-room // s) if ceil else room // s
        if ceil and steps * s >= side + p:
            steps -= 1
        if steps < 0:
            raise _too_large(sides, kernel, padding, gaps)
        result.append(steps + 1)
    return tuple(result)


def window_over_time(
    steps: Side, kernel: int, stride: int, padding: int, dilation: int = 1, *, ceil: bool = False
) -> Side:
    """How many steps of a sequence a sliding window gives; a length that varies is told by how it comes about."""

    def left(count: int) -> int:
        (told,) = window((count,), (kernel,), (stride,), (padding,), (dilation,), ceil=ceil)
        return told

    if isinstance(steps, int):
        return left(steps)
    gained = 2 * padding - dilation * (kernel - 1)
    if stride == 1 and not gained:
        return steps
    rounded = "⌈⌉" if ceil else "⌊⌋"
    name = f"{rounded[0]}({steps.name}{gained - 1:+})/{stride}{rounded[1]}+1"
    # The shortest must fit, too.
    least = left(steps.least) if steps.least else 0
    usual = left(steps.usual)
    most = left(steps.most) if steps.most else 0
    return Length(f"{steps.name}{gained:+}" if stride == 1 else name, usual, least, most)


def pool_padding(kernel: tuple[int, ...], padding: tuple[int, ...]) -> None:
    """PyTorch pools with a padding of at most half the window."""
    for k, p in zip(kernel, padding, strict=True):
        if 2 * p > k:
            raise ShapeError("padding_too_large", "padding", padding=p, kernel=k, largest=k // 2)


def _too_large(
    sides: tuple[int, ...], kernel: tuple[int, ...], padding: tuple[int, ...], dilation: tuple[int, ...]
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
        kernel=words(kernel),
        input=words(sides),
        fits_kernel=_short(kernels),
        fits_padding=_short(paddings),
    )


def _short(sides: list[int]) -> str:
    return str(sides[0]) if len(set(sides)) == 1 else words(tuple(sides))

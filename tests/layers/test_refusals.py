"""What layers say when they refuse: the numbers in it lead out of the trouble."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layerlab.kit.values import Value
from layerlab.layers.base import Layer, ShapeError
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.max_pool2d import MaxPool2d
from support.networks import sample

side = st.integers(1, 12)


def output(layer: Layer, *shapes: tuple[int, ...]) -> Value:
    """What the layer makes of values of these shapes."""
    return layer.output(layer.given([sample(*shape) for shape in shapes]))


def _pair(text: object) -> tuple[int, int]:
    first, _, second = str(text).partition("×")
    return int(first), int(second or first)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    height=side,
    width=side,
    kernel=st.tuples(side, side),
    padding=st.integers(0, 2),
    dilation=st.integers(1, 3),
)
def test_both_ways_out_of_a_kernel_that_is_too_large_work(
    height: int, width: int, kernel: tuple[int, int], padding: int, dilation: int
) -> None:
    layer = Conv2d(kernel_size=kernel, padding=(padding, padding), dilation=(dilation, dilation))
    needed = max(dilation * (k - 1) + 1 - side for k, side in zip(kernel, (height, width), strict=True))
    if needed <= 2 * padding:
        assert output(layer, (1, height, width))
        return
    with pytest.raises(ShapeError) as caught:
        output(layer, (1, height, width))
    error = caught.value
    assert (error.code, error.field) == ("kernel_too_large", "kernel_size")
    smaller = layer.model_copy(update={"kernel_size": _pair(error.params["fits_kernel"])})
    padded = layer.model_copy(update={"padding": _pair(error.params["fits_padding"])})
    for way_out in (smaller, padded):
        assert all(n >= 1 for n in output(way_out, (1, height, width)).shape)


def test_the_example_of_the_design() -> None:
    with pytest.raises(ShapeError) as caught:
        output(Conv2d(kernel_size=(5, 5)), (6, 4, 4))
    assert caught.value.params == {"kernel": "5×5", "input": "4×4", "fits_kernel": "3", "fits_padding": "1"}


def test_pooling_takes_at_most_half_its_window_as_padding() -> None:
    with pytest.raises(ShapeError) as caught:
        output(MaxPool2d(kernel_size=(3, 3), padding=(2, 2)), (6, 4, 4))
    assert caught.value.params == {"padding": 2, "kernel": 3, "largest": 1}


@pytest.mark.parametrize(
    ("shapes", "code"),
    [([(4, 5, 5), (4, 6, 6)], "sizes_differ"), ([(4, 5, 5), (100,)], "kinds_differ")],
)
def test_concat_says_what_does_not_fit(shapes: list[tuple[int, ...]], code: str) -> None:
    with pytest.raises(ShapeError) as caught:
        output(Concat(), *shapes)
    assert caught.value.code == code


def test_concat_keeps_the_order_of_the_wires() -> None:
    assert output(Concat(), (4, 5, 5), (6, 5, 5)).sides == (10, 5, 5)
    assert output(Concat(), (4,), (6,), (1,)).sides == (11,)

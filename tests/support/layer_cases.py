"""Layers with settings drawn at random, and values that may arrive at them: most fit, some do not."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any, Literal, get_args, get_origin

import torch
from hypothesis import strategies as st

from layerlab.kit.members import members
from layerlab.kit.values import Shape, Value, ValueKind
from layerlab.layers import AnyLayer
from layerlab.layers.attention import Attention
from layerlab.layers.base import Given, Layer, ShapeError
from layerlab.layers.block import UseBlock
from layerlab.layers.matmul import Matmul
from layerlab.layers.permute import Permute
from layerlab.layers.reshape import Reshape
from layerlab.layers.unflatten import Unflatten
from support.networks import sample

LAYERS: dict[str, type[Layer]] = members(AnyLayer)
# A block is no layer of its own: what is inside of it is. `tests/network/test_blocks.py` looks at its uses.
INNER = [kind for kind, cls in LAYERS.items() if cls.inputs and cls.outputs and cls is not UseBlock]

Case = tuple[Layer, Given]

few = st.integers(1, 6)
SHAPES: dict[ValueKind, st.SearchStrategy[Shape]] = {
    "image": st.tuples(few, st.integers(1, 9), st.integers(1, 9)),
    "vector": st.tuples(st.integers(1, 20)),
    "sequence": st.tuples(st.integers(1, 9), few),
}
# Drawn evenly, hardly any of these would fit the rest of a layer.
FITTING = {
    "groups": st.sampled_from([1, 1, 1, 2, 3]),
    "stride": st.sampled_from([1, 1, 2, 3]),
    "padding": st.sampled_from([0, 0, 1, 2]),
    "output_padding": st.sampled_from([0, 0, 0, 1]),
    "dilation": st.sampled_from([1, 1, 2]),
    "factor": st.sampled_from([1, 2, 3]),
    "first": st.sampled_from([1, 2]),
    "num_layers": st.sampled_from([1, 1, 2, 3]),
    "proj_size": st.sampled_from([0, 0, 1, 2]),
    "heads": st.sampled_from([1, 1, 2, 3]),
    "positions": st.sampled_from([9, 9, 12, 2]),
    "top": st.integers(0, 3),
    "bottom": st.integers(0, 3),
    "left": st.integers(0, 3),
    "right": st.integers(0, 3),
}


def drawn_values(annotation: Any, name: str) -> st.SearchStrategy[Any]:
    """Small values of a field's type, within its bounds."""
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if annotation is bool:
        return st.booleans()
    if annotation is float:
        return st.floats(0.05, 0.95)
    side = FITTING.get(name, st.integers(1, 4))
    if "tuple" in str(annotation):
        return st.tuples(side, side)
    assert annotation is int, f"no values known for {name}"
    return side


@st.composite
def any_layer(draw: st.DrawFn, kind: str) -> Layer:
    """A layer of this kind, set at random."""
    cls = LAYERS[kind]
    fields = {
        name: draw(drawn_values(field.annotation, name))
        for name, field in cls.model_fields.items()
        if name != "kind"
    }
    return cls(**fields)


def takes_many(cls: type[Layer]) -> bool:
    """Whether one of its ports takes several wires."""
    return any(port.many for port in cls.inputs)


@st.composite
def case(draw: st.DrawFn, kind: str) -> Case:
    """A layer of this kind with what arrives at its ports."""
    if kind in SPECIAL:
        layer, shapes = draw(SPECIAL[kind]())
        ports = {port.name: [sample(*shape)] for port, shape in zip(layer.inputs, shapes, strict=False)}
        return layer, Given(ports)
    (port,) = LAYERS[kind].inputs
    fits = st.sampled_from([one for one in port.takes if one in SHAPES] or list(SHAPES))
    takes = draw(st.one_of(fits, fits, st.sampled_from(list(SHAPES))))
    if port.takes == ("tokens",):
        return draw(any_layer(kind)), Given({port.name: [draw(st.one_of(_tokens(), _tokens(), _anything()))]})
    shape = draw(SHAPES[takes])
    shapes = [shape]
    if port.many:
        others = st.tuples(few, *map(st.just, shape[1:]))
        shapes.append(draw(st.one_of(st.just(shape), others, SHAPES["image"])))
    return draw(any_layer(kind)), Given({port.name: [sample(*each) for each in shapes]})


def _tokens() -> st.SearchStrategy[Value]:
    return st.builds(
        lambda steps, categories: Value("tokens", (steps,), categories), st.integers(1, 9), st.integers(2, 9)
    )


def _anything() -> st.SearchStrategy[Value]:
    return st.one_of(*SHAPES.values()).map(lambda shape: sample(*shape))


@st.composite
def _unflatten(draw: st.DrawFn) -> tuple[Layer, list[Shape]]:
    channels, *size = draw(SHAPES["image"])
    fits = (channels * prod(size),)
    layer = Unflatten(channels=channels, size=(size[0], size[1]))
    return layer, [draw(st.one_of(st.just(fits), SHAPES["vector"]))]


@st.composite
def _reshape(draw: st.DrawFn) -> tuple[Layer, list[Shape]]:
    shape = draw(st.one_of(*SHAPES.values()))
    sizes = draw(st.sampled_from([shape, shape[::-1], (prod(shape),), (1, prod(shape)), (*shape[:1], 1, 7)]))
    return Reshape(sizes=sizes), [shape]


@st.composite
def _permute(draw: st.DrawFn) -> tuple[Layer, list[Shape]]:
    shape = draw(st.one_of(SHAPES["image"], SHAPES["sequence"]))
    order = draw(st.permutations(range(1, len(shape) + 1)))
    return Permute(order=draw(st.sampled_from([tuple(order), tuple(order), (1, 1)]))), [shape]


@st.composite
def _matmul(draw: st.DrawFn) -> tuple[Layer, list[Shape]]:
    layer = Matmul(transpose=draw(st.booleans()))
    left = draw(st.one_of(SHAPES["image"], SHAPES["sequence"]))
    columns = draw(few)
    fits = (*left[:-2], *((columns, left[-1]) if layer.transpose else (left[-1], columns)))
    return layer, [left, draw(st.one_of(st.just(fits), st.just(fits), SHAPES["image"]))]


@st.composite
def _attention(draw: st.DrawFn) -> tuple[Layer, list[Shape]]:
    """Of a sequence itself, of another one, or of another one with values of its own."""
    layer = draw(any_layer("attention"))
    assert isinstance(layer, Attention)
    size = layer.heads * draw(st.integers(1, 3))
    steps, keys = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    other = (keys, draw(st.sampled_from([size, size, 5])))
    value = (draw(st.sampled_from([keys, keys, 7])), layer.heads * draw(st.integers(1, 3)))
    query = (steps, draw(st.sampled_from([size, size, size, 5])))
    return layer, [query, other, value][: draw(st.integers(1, 3))]


SPECIAL: dict[str, Callable[[], st.SearchStrategy[tuple[Layer, list[Shape]]]]] = {
    "unflatten": _unflatten,
    "reshape": _reshape,
    "permute": _permute,
    "matmul": _matmul,
    "attention": _attention,
}


def numbers(value: Value, count: int, generator: torch.Generator | None = None) -> torch.Tensor:
    """So many samples of a value, drawn; of tokens the last one is among them."""
    if value.kind == "tokens":
        drawn = torch.randint(value.categories, (count, *value.shape), generator=generator)
        drawn[0, 0] = value.categories - 1
        return drawn
    return torch.randn(count, *value.shape, generator=generator)


def results_of(layer: Layer, given: Given) -> tuple[str, dict[str, Value]]:
    """The code of a refusal, or what it gives by port."""
    try:
        return "", layer.results(given)
    except ShapeError as error:
        return error.code, {}

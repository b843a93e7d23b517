"""Every member of the union keeps the layers' contract; a newcomer is tested before its author writes a test."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Literal, get_args, get_origin

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from torch import nn

from layerlab import nn as own
from layerlab.algorithms.supervised.classification import train_step
from layerlab.kit.call import Argument, Call
from layerlab.kit.members import members
from layerlab.kit.sentences import SENTENCES
from layerlab.kit.values import Shape, Value
from layerlab.layers import AnyLayer
from layerlab.layers.base import Layer, ShapeError
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.network.build import build, module, module_class
from layerlab.network.check import check
from layerlab.network.plan import plan
from layerlab.network.source import call_source
from layerlab.nn.initialise import initialise
from support.networks import ends, sample, wired

LAYERS: dict[str, type[Layer]] = members(AnyLayer)
INNER = [kind for kind, cls in LAYERS.items() if cls.inputs and cls.outputs]
ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyLayer)

# What Layerlab refuses and PyTorch would take: sums that broadcast, linear layers on the last side of an image.
STRICTER = {"shapes_differ", "expects_vector", "expects_image", "kinds_differ"}

images = st.tuples(st.integers(1, 6), st.integers(1, 9), st.integers(1, 9))
vectors = st.tuples(st.integers(1, 20))
side = st.integers(1, 4)


def _values(annotation: Any, name: str) -> st.SearchStrategy[Any]:
    """Small values of a field's type, within its bounds."""
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if "tuple" in str(annotation):
        low = 0 if name == "padding" else 1
        return st.tuples(st.integers(low, 4), st.integers(low, 4))
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(1, 6)
    assert annotation is float, f"no values known for {name}"
    return st.floats(0.05, 0.95)


def test_a_choice_among_words_has_values() -> None:
    assert _values(Literal["none", "tanh"], "approximate").validate() is None


@st.composite
def any_layer(draw: st.DrawFn, kind: str) -> Layer:
    cls = LAYERS[kind]
    fields = {
        name: draw(_values(field.annotation, name))
        for name, field in cls.model_fields.items()
        if name != "kind"
    }
    return cls(**fields)


@st.composite
def layer_with_inputs(draw: st.DrawFn, kind: str) -> tuple[Layer, list[Value]]:
    shape = draw(st.one_of(images, vectors))
    shapes = [shape]
    if takes_many(LAYERS[kind]):
        shapes.append(
            draw(st.one_of(st.just(shape), st.tuples(st.integers(1, 6), *map(st.just, shape[1:])), images))
        )
    return draw(any_layer(kind)), [sample(*shape) for shape in shapes]


@pytest.mark.parametrize("kind", INNER)
@settings(max_examples=80, deadline=None, derandomize=True)
@given(data=st.data())
def test_shape_and_cost_are_those_of_pytorch(kind: str, data: st.DataObject) -> None:
    layer, values = data.draw(layer_with_inputs(kind))
    refusal, output = _value_of(layer, values)
    if refusal:
        assert refusal in SENTENCES
        if refusal not in STRICTER:
            with pytest.raises((RuntimeError, ValueError)):
                _on_meta(layer, values)
        return
    real, built = _on_meta(layer, values)
    assert output is not None
    assert output.shape == real
    cost = layer.cost(layer.given(values), output)
    assert cost.parameters == sum(tensor.numel() for tensor in built.parameters())
    assert cost.buffers == sum(tensor.numel() for tensor in built.buffers())


def takes_many(cls: type[Layer]) -> bool:
    return any(port.many for port in cls.inputs)


def _value_of(layer: Layer, values: list[Value]) -> tuple[str, Value | None]:
    """The code of a refusal, or the value."""
    try:
        return "", layer.output(layer.given(values))
    except ShapeError as error:
        return error.code, None


def _on_meta(layer: Layer, values: list[Value]) -> tuple[Shape, nn.Module]:
    with torch.device("meta"):
        built = module(layer.call(layer.given(values)))
        result = built(*[torch.empty(2, *value.shape) for value in values])
    return tuple(result.shape[1:]), built


@pytest.mark.parametrize("kind", LAYERS)
def test_document_survives_json(kind: str) -> None:
    layer = LAYERS[kind]()
    text = json.dumps(ADAPTER.dump_python(layer, mode="json"))
    assert ADAPTER.validate_json(text) == layer
    assert json.loads(text)["kind"] == kind


@pytest.mark.parametrize("kind", INNER)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_what_is_printed_is_what_is_built(kind: str, data: st.DataObject) -> None:
    """What stands without its name is in its place, and what is left out is what PyTorch takes by itself."""
    layer, values = data.draw(layer_with_inputs(kind))
    refusal, _ = _value_of(layer, values)
    if refusal:
        return
    call = layer.call(layer.given(values))
    assert set(call.defaults) <= set(call.arguments)
    with torch.device("meta"):
        built = module(call)
        # The text comes from Layerlab's own printer: running it is the point of the test.
        printed = eval(call_source(call), {"nn": nn} | {name: getattr(own, name) for name in own.__all__})
        bare = eval(call_source(replace(call, arguments=_required(call))), {"nn": nn} | vars(own))
    assert type(printed) is type(built) is module_class(call.target)
    for name in call.arguments:
        assert _told(printed, name) == _told(built, name), name
    for name, value in call.defaults.items():
        assert _told(bare, name) == _told(
            module(replace(call, arguments=call.arguments | {name: value})), name
        )


def _required(call: Call) -> dict[str, Argument]:
    return {name: value for name, value in call.arguments.items() if name not in call.defaults}


def _told(built: nn.Module, name: str) -> Any:
    """What a module keeps of an argument: 2 and (2, 2) are the same size, a bias is there or not."""
    value = getattr(built, name)
    if value is None or isinstance(value, torch.Tensor):
        return value is None
    return (value, value) if type(value) is int else value


@pytest.mark.parametrize(
    "target",
    ["nn.functional", "nn.Parameter", "nn.Conv9d", "os.system", "system", "initialise", "annotations", "nn."],
)
def test_nothing_but_a_module_is_ever_called(target: str) -> None:
    with pytest.raises(KeyError):
        module_class(target)


PLACES = re.compile(r"\{(\w+)\}")
SIDES = {"in_c", "in_h", "in_w", "out_c", "out_h", "out_w", "in_features", "out_features"}


@pytest.mark.parametrize("kind", LAYERS)
def test_worked_formula_names_only_what_there_is(kind: str) -> None:
    cls = LAYERS[kind]
    known = SIDES | set(cls.model_fields)
    known |= {f"{name}_{half}" for name in cls.model_fields for half in "hw"}
    assert set(PLACES.findall(cls.worked)) <= known


@pytest.mark.parametrize("kind", LAYERS)
def test_beads_own_no_weight(kind: str) -> None:
    cls = LAYERS[kind]
    if cls.bead:
        network = _network_with(kind)
        checked = check(network, ends(sample(1, 6, 6), 4))
        assert checked.nodes["middle"].parameters == 0


@pytest.mark.parametrize("kind", INNER)
def test_a_network_with_it_learns(kind: str) -> None:
    network = build(plan(_network_with(kind), ends(sample(1, 6, 6), 4)))
    initialise(network, 0)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    generator = torch.Generator().manual_seed(0)
    inputs = torch.randn(32, 1, 6, 6, generator=generator)
    targets = torch.randint(0, 4, (32,), generator=generator)
    torch.manual_seed(0)
    losses = [train_step(network, optimizer, inputs, targets)[0].item() for _ in range(60)]
    assert sum(losses[-5:]) / 5 < 0.97 * losses[0]


def _network_with(kind: str) -> Any:
    """input -> the layer -> flatten -> linear -> output; before a layer of vectors stands what it needs."""
    cls = LAYERS[kind]
    layers = {
        "input": Input(),
        "flatten_1": Flatten(),
        "linear_9": Linear(out_features=4),
        "output": Output(),
    }
    if takes_many(cls):
        layers |= {"relu_9": LAYERS["relu"](), "tanh_9": LAYERS["tanh"](), "middle": cls()}
        wires = ["input relu_9", "input tanh_9", "relu_9 middle", "tanh_9 middle", "middle flatten_1"]
        return wired(layers, *wires, "flatten_1 linear_9", "linear_9 output")
    try:
        cls().output(cls().given([sample(1, 6, 6)]))
        layers["middle"] = cls()
        return wired(layers, "input middle", "middle flatten_1", "flatten_1 linear_9", "linear_9 output")
    except ShapeError:
        layers["middle"] = cls()
    try:
        cls().output(cls().given([sample(36)]))
        return wired(layers, "input flatten_1", "flatten_1 middle", "middle linear_9", "linear_9 output")
    except ShapeError as error:
        # It says itself how many numbers it needs.
        layers |= {"linear_8": Linear(out_features=int(error.params["needed"])), "flatten_2": Flatten()}
        wires = ["input flatten_1", "flatten_1 linear_8", "linear_8 middle", "middle flatten_2"]
        return wired(layers, *wires, "flatten_2 linear_9", "linear_9 output")

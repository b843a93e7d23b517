"""Every member of the union keeps the layers' contract; a newcomer is tested before its author writes a test."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from torch import nn

from layerlab import nn as own
from layerlab.algorithms.supervised.classification import train_step
from layerlab.kit.call import Argument, Call
from layerlab.kit.sentences import SENTENCES
from layerlab.kit.values import Shape, Value
from layerlab.layers import AnyLayer
from layerlab.layers.base import Given, Layer
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.learning import RATE
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.reshape import Reshape
from layerlab.network.build import build, module, module_class
from layerlab.network.check import check
from layerlab.network.plan import plan
from layerlab.network.source import call_source
from layerlab.nn.initialise import initialise
from layerlab.nn.initialised import initialised
from support.layer_cases import INNER, LAYERS, case, drawn_values, numbers, results_of
from support.networks import ends, sample, wired

ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyLayer)

# What Layerlab refuses and PyTorch would take: sums that broadcast, linear layers on the last side of an image,
# norms of one value, a share of all channels.
STRICTER = {
    "shapes_differ",
    "expects_vector",
    "expects_one_vector",
    "expects_image",
    "kind_not_taken",
    "kinds_differ",
    "one_value",
    "split_of_all",
    "cropped_to_nothing",
    "matmul_mismatch",
    "transposed_to_nothing",
    "keys_unlike_queries",
    "positions_too_few",
}


def test_a_choice_among_words_has_values() -> None:
    assert drawn_values(Literal["none", "tanh"], "approximate").validate() is None


@pytest.mark.parametrize("kind", INNER)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(data=st.data())
def test_shape_and_cost_are_those_of_pytorch(kind: str, data: st.DataObject) -> None:
    layer, arriving = data.draw(case(kind))
    refusal, results = results_of(layer, arriving)
    if refusal:
        assert refusal in SENTENCES
        if refusal not in STRICTER:
            # Without numbers PyTorch does not look at everything.
            with pytest.raises((RuntimeError, ValueError)):
                _on("cpu", layer, arriving)
        return
    real, built = _on("meta", layer, arriving)
    assert [value.shape for value in results.values()] == real
    cost = layer.cost(arriving, next(iter(results.values())))
    assert cost.parameters == sum(tensor.numel() for tensor in built.parameters())
    assert cost.buffers == sum(tensor.numel() for tensor in built.buffers())
    assert layer.weights(arriving) == {
        name: tuple(tensor.shape) for name, tensor in built.state_dict().items()
    }
    assert RATE in layer.live_fields or not layer.weights(arriving), "what learns can be frozen"


def _on(device: str, layer: Layer, arriving: Given) -> tuple[list[Shape], nn.Module]:
    with torch.device(device):
        built = module(layer.call(arriving))
        results = built(*[numbers(value, 2) for value in arriving.values])
    several = results if isinstance(results, tuple) else (results,)
    return [tuple(result.shape[1:]) for result in several], built


@pytest.mark.parametrize("kind", LAYERS)
def test_document_survives_json(kind: str) -> None:
    layer = LAYERS[kind]()
    text = json.dumps(ADAPTER.dump_python(layer, mode="json"))
    assert ADAPTER.validate_json(text) == layer
    assert json.loads(text)["kind"] == kind


@pytest.mark.parametrize("kind", INNER)
@settings(max_examples=15, deadline=None, derandomize=True)
@given(data=st.data())
def test_what_is_printed_is_what_is_built(kind: str, data: st.DataObject) -> None:
    """What stands without its name is in its place, and what is left out is what PyTorch takes by itself."""
    layer, arriving = data.draw(case(kind))
    if results_of(layer, arriving)[0]:
        return
    call = layer.call(arriving)
    assert set(call.defaults) <= set(call.arguments)
    with torch.device("meta"):
        built = module(call)
        # The text comes from Layerlab's own printer: running it is the point of the test.
        printed = eval(call_source(call), vars(own) | {"nn": nn, "initialised": initialised})
        bare = eval(
            call_source(replace(call, arguments=_required(call))),
            vars(own) | {"nn": nn, "initialised": initialised},
        )
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
SIDES = {f"{end}_{side}" for end in ("in", "out") for side in ("c", "h", "w", "t", "features")}


@pytest.mark.parametrize("kind", LAYERS)
def test_worked_formula_names_only_what_there_is(kind: str) -> None:
    cls = LAYERS[kind]
    known = SIDES | set(cls.model_fields)
    known |= {f"{name}_{half}" for name in cls.model_fields for half in "hw"}
    assert set(cls.worked_with) <= set(cls.model_fields)
    for line in (cls.worked, *cls.worked_with.values()):
        assert set(PLACES.findall(line)) <= known


@pytest.mark.parametrize("kind", LAYERS)
def test_beads_own_no_weight(kind: str) -> None:
    cls = LAYERS[kind]
    if cls.bead:
        network = _network_with(kind)
        checked = check(network, ends(sample(1, 6, 6), 4))
        assert checked.nodes["middle"].parameters == 0


@pytest.mark.parametrize("kind", INNER)
def test_a_network_with_it_learns(kind: str) -> None:
    network = build(plan(_network_with(kind), ends(_entering(kind), 4)))
    initialise(network, 0)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    generator = torch.Generator().manual_seed(0)
    inputs = numbers(_entering(kind), 32, generator)
    targets = torch.randint(0, 4, (32,), generator=generator)
    torch.manual_seed(0)
    losses = [train_step(network, optimizer, inputs, targets)[0].item() for _ in range(40)]
    assert sum(losses[-5:]) / 5 < 0.97 * losses[0]


@pytest.mark.parametrize("kind", INNER)
def test_a_layer_says_whether_it_draws(kind: str) -> None:
    """A run draws anew for each step only where something does."""
    network = build(plan(_network_with(kind), ends(_entering(kind), 4))).train()
    inputs = numbers(_entering(kind), 8, torch.Generator().manual_seed(0))
    torch.manual_seed(0)
    before = torch.get_rng_state()
    network(inputs)
    assert bool((torch.get_rng_state() != before).any()) == LAYERS[kind].draws


# What stands before a layer, so that one of these gives it what it needs: an image, maps, numbers, a sequence.
FRONTS: dict[tuple[int, ...], tuple[Layer, ...]] = {
    (1, 6, 6): (),
    (8, 6, 6): (Conv2d(out_channels=8, same=True),),
    (36,): (Flatten(),),
    (64,): (Flatten(), Linear(out_features=64)),
    (784,): (Flatten(), Linear(out_features=784)),
    (6, 6): (Reshape(sizes=(6, 6)),),
}


def _entering(kind: str) -> Value:
    """What enters such a network."""
    takes_tokens = LAYERS[kind].inputs[0].takes == ("tokens",)
    return Value("tokens", (6,), 5) if takes_tokens else sample(1, 6, 6)


def _network_with(kind: str) -> Any:
    """input -> what the layer needs -> the layer -> flatten -> linear -> output; where it joins, two branches."""
    layer = LAYERS[kind]()
    if _entering(kind).kind == "tokens":
        shape, given = (1, 6, 6), _arriving(layer, _entering(kind))
    else:
        shape, given = next(
            (shape, given)
            for shape in FRONTS
            if not results_of(layer, given := _arriving(layer, sample(*shape)))[0]
        )
    ends_with = next(iter(layer.results(given).values()))
    layers: dict[str, Any] = {"input": Input(), "middle": layer, "output": Output()}
    layers |= {f"front_{at}": front for at, front in enumerate(FRONTS[shape])}
    line = ["input", *(f"front_{at}" for at in range(len(FRONTS[shape])))]
    wires = [f"{one} {other}" for one, other in pairwise(line)]
    if len(given.values) == 1:
        wires.append(f"{line[-1]} middle")
    else:
        layers |= {"branch_0": LAYERS["relu"](), "branch_1": LAYERS["tanh"]()}
        ports = [port.name for port in layer.inputs] * max(1, 3 - len(layer.inputs))
        wires += [f"{line[-1]} branch_{at}" for at in range(2)]
        wires += [f"branch_{at} middle.{ports[at]}" for at in range(2)]
    row = Reshape(sizes=(ends_with.count(),)) if ends_with.kind == "sequence" else Flatten()
    layers |= {"row": row, "head": Linear(out_features=4)}
    if len(layer.outputs) == 1:
        wires.append("middle row")
    else:
        layers["join"] = LAYERS["concat"]()
        wires += [*(f"middle.{port} join" for port in layer.outputs), "join row"]
    return wired(layers, *wires, "row head", "head output")


def _arriving(layer: Layer, value: Value) -> Given:
    """This value at each port, twice where several arrive."""
    return Given({port.name: [value] * (2 if port.many else 1) for port in layer.inputs})

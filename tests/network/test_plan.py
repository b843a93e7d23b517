"""One order, whatever the order of writing; the built network and the printed class follow it."""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from layerlab.kit.call import Call
from layerlab.kit.errors import LayerlabError
from layerlab.layers.add import Add
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.layers.tanh import Tanh
from layerlab.network.build import PlannedNetwork, build
from layerlab.network.document import Network
from layerlab.network.graph import Ref
from layerlab.network.names import natural, reserved
from layerlab.network.plan import Plan, Step, plan
from layerlab.network.source import class_source
from layerlab.nn import add, concat
from layerlab.nn.initialise import initialise
from support.networks import IMAGE, ends, sample, wired

LAYERS = {
    "input": Input(),
    "conv2d_1": Conv2d(out_channels=3, padding=(1, 1)),
    "conv2d_2": Conv2d(out_channels=3, kernel_size=(3, 1), stride=(1, 2), padding=(1, 0), bias=False),
    "conv2d_10": Conv2d(out_channels=3, padding=(1, 1)),
    "relu_1": Relu(),
    "tanh_1": Tanh(),
    "add_1": Add(),
    "max_pool2d_1": MaxPool2d(kernel_size=(3, 3), stride=(1, 1), padding=(1, 1)),
    "concat_1": Concat(),
    "dropout_1": Dropout(p=0.1),
    "flatten_1": Flatten(),
    "linear_1": Linear(out_features=5),
    "output": Output(),
}
WIRES = [
    "input conv2d_10",
    "input conv2d_1",
    "conv2d_10 relu_1",
    "conv2d_1 tanh_1",
    "relu_1 add_1",
    "input add_1",
    "tanh_1 add_1",
    "add_1 max_pool2d_1",
    "max_pool2d_1 concat_1",
    "add_1 concat_1",
    "concat_1 conv2d_2",
    "conv2d_2 dropout_1",
    "dropout_1 flatten_1",
    "flatten_1 linear_1",
    "linear_1 output",
]
BRANCHED = wired(LAYERS, *WIRES)


def test_the_order_is_that_of_the_wires_then_of_the_names() -> None:
    planned = plan(BRANCHED, ends(IMAGE, 5))
    assert [step.node for step in planned.steps] == [
        "conv2d_1",
        "conv2d_10",
        "relu_1",
        "tanh_1",
        "add_1",
        "max_pool2d_1",
        "concat_1",
        "conv2d_2",
        "dropout_1",
        "flatten_1",
        "linear_1",
    ]
    assert [ref.node for ref in planned.steps[4].inputs] == ["relu_1", "input", "tanh_1"], (
        "branches keep the order of their wires"
    )


def test_the_plan_does_not_depend_on_the_order_of_the_nodes() -> None:
    backwards = wired(dict(reversed(LAYERS.items())), *WIRES)
    assert plan(backwards, ends(IMAGE, 5)) == plan(BRANCHED, ends(IMAGE, 5))


def test_an_unsound_network_has_no_plan() -> None:
    with pytest.raises(LayerlabError) as caught:
        plan(Network(), ends(IMAGE, 5))
    assert [problem.code for problem in caught.value.problems] == ["no_input_node", "no_output_node"]


def built() -> PlannedNetwork:
    network = build(plan(BRANCHED, ends(IMAGE, 5)))
    initialise(network, 3)
    return network


def test_weights_bear_the_names_of_the_nodes() -> None:
    assert set(built().state_dict()) == {
        "conv2d_1.weight",
        "conv2d_1.bias",
        "conv2d_10.weight",
        "conv2d_10.bias",
        "conv2d_2.weight",
        "linear_1.weight",
        "linear_1.bias",
    }


def test_a_trace_shows_every_node_and_ends_with_the_answer() -> None:
    network, x = built().eval(), torch.randn(2, *IMAGE.shape)
    seen = network.trace(x)
    assert list(seen) == ["input", *(step.node for step in network.plan.steps), "output"]
    for step in network.plan.steps:
        assert tuple(seen[step.node].shape) == (2, *step.value.shape)
    assert torch.equal(seen["output"], network(x))


def test_the_printed_class_gives_the_same_bits() -> None:
    network = built().eval()
    source = class_source(network.plan, "Printed", "A test.")
    # The text comes from Layerlab's own printer: running it is the point of the test.
    space: dict[str, Any] = {"nn": nn, "Tensor": Tensor, "Add": add.Add, "Concat": concat.Concat}
    exec(compile(source, "printed", "exec"), space)
    printed = space["Printed"]().eval()
    printed.load_state_dict(network.state_dict())
    x = torch.randn(4, *IMAGE.shape)
    assert torch.equal(printed(x), network(x))


NODE_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


def test_no_node_can_take_a_name_that_pytorch_or_python_needs() -> None:
    taken = {name for name in dir(nn.Module()) if NODE_NAME.match(name)}
    taken |= {name for name in dir(PlannedNetwork) if NODE_NAME.match(name)}
    assert {name for name in taken if not reserved(name)} == set()
    assert all(reserved(word) for word in ("class", "return", "match", "self", "torch", "nn", "x", "plan"))
    assert not any(reserved(name) or iskeyword(name) for name in LAYERS)


def test_numbers_in_names_sort_as_numbers() -> None:
    names = ["relu_10", "relu_2", "relu", "relu_x", "add_1"]
    assert sorted(names, key=natural) == ["add_1", "relu", "relu_2", "relu_10", "relu_x"]


def test_several_values_enter_and_leave_in_the_order_of_the_plan() -> None:
    """Latent and label into one network, two heads out of it: what generators and auxiliary heads need."""
    six, four = sample(6), sample(4)
    join = Step("concat_1", Call("Concat"), (Ref("latent"), Ref("label")), {"out": sample(10)})
    linear = Call("nn.Linear", {"in_features": 10, "out_features": 2})
    head = Step("linear_1", linear, (Ref("concat_1"),), {"out": sample(2)})
    planned = Plan(
        {"latent": six, "label": four}, (join, head), {"both": Ref("concat_1"), "output": Ref("linear_1")}
    )
    network = build(planned)
    latent, label = torch.randn(3, 6), torch.randn(3, 4)
    both, answer = network(latent, label)
    assert torch.equal(both, torch.cat([latent, label], dim=1))
    assert torch.equal(answer, network.get_submodule("linear_1")(both))
    assert list(network.trace(latent, label)) == ["latent", "label", "concat_1", "linear_1", "both", "output"]
    source = class_source(planned, "Head", "Two in, two out.")
    assert "def forward(self, latent: Tensor, label: Tensor) -> tuple[Tensor, Tensor]:" in source
    scope: dict[str, Any] = {"nn": nn, "Tensor": Tensor, "Concat": concat.Concat}
    exec(source, scope)
    printed = scope["Head"]()
    printed.load_state_dict(network.state_dict())
    assert all(torch.equal(a, b) for a, b in zip(printed(latent, label), (both, answer), strict=True))

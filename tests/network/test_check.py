"""All problems at once, each at its node, in time, however bad the network."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.kit.sentences import SENTENCES, sentence
from layerlab.kit.values import Value
from layerlab.layers.add import Add
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.check import check
from layerlab.network.document import MAX_NODES, Edge, Network, Node
from layerlab.network.limits import MAX_DEPTH
from support.networks import IMAGE, codes, ends, problems, sample, wired

ENDS = {"input": Input(), "output": Output()}


def test_lenet5_costs_what_it_is_known_to_cost() -> None:
    checked = check(lenet5_mnist().networks["classifier"], ends(sample(1, 28, 28), 10))
    assert checked.problems == ()
    assert (checked.parameters, checked.flops) == (61_706, 833_040)
    assert checked.nodes["conv2d_2"].inputs == (sample(6, 14, 14),)
    assert checked.nodes["conv2d_2"].output == sample(16, 10, 10)


def test_an_empty_network_wants_its_ends() -> None:
    assert codes(Network()) == [("no_input_node", ""), ("no_output_node", "")]


def test_every_fault_is_told_at_once() -> None:
    network = wired(
        {
            **ENDS,
            "flatten_1": Flatten(),
            "conv2d_1": Conv2d(),
            "relu_1": Relu(),
            "linear_1": Linear(),
            "add_1": Add(),
        },
        "input flatten_1",
        "flatten_1 conv2d_1",
        "linear_1 add_1",
        "add_1 output",
    )
    assert set(codes(network)) == {
        ("expects_image_move", "conv2d_1"),
        ("missing_output", "conv2d_1"),
        ("not_connected", "relu_1"),
        ("missing_input", "linear_1"),
        ("too_few_wires", "add_1"),
    }


def test_the_sentence_names_the_neighbour_and_the_way_out() -> None:
    network = wired(
        {**ENDS, "flatten_1": Flatten(), "relu_1": Relu(), "conv2d_3": Conv2d()},
        "input flatten_1",
        "flatten_1 relu_1",
        "relu_1 conv2d_3",
        "conv2d_3 output",
    )
    (problem,) = problems(network)
    assert sentence(problem.code, problem.params) == (
        "conv2d_3 expects an image (C, H, W), but relu_1 gives (432,). Move it before flatten_1."
    )


def test_the_output_has_one_number_for_each_class() -> None:
    layers = {**ENDS, "flatten_1": Flatten(), "linear_1": Linear(out_features=12), "relu_1": Relu()}
    network = wired(layers, "input flatten_1", "flatten_1 linear_1", "linear_1 relu_1", "relu_1 output")
    (problem,) = problems(network, classes=10)
    assert problem.code == "wrong_output_size_linear"
    assert problem.params["linear"] == "linear_1"
    network = wired({**ENDS, "flatten_1": Flatten()}, "input flatten_1", "flatten_1 output")
    assert codes(network, classes=10) == [("wrong_output_size", "output")]


def test_sums_of_unequal_shapes() -> None:
    network = wired(
        {**ENDS, "conv2d_1": Conv2d(out_channels=3), "add_1": Add(), "flatten_1": Flatten()},
        "input conv2d_1",
        "conv2d_1 add_1",
        "input add_1",
        "add_1 flatten_1",
        "flatten_1 output",
    )
    (problem,) = problems(network)
    assert sentence(problem.code, problem.params) == "add_1 joins equal shapes: 3×10×10 and 3×12×12 differ."


@pytest.mark.parametrize(
    ("layers", "wires", "expected"),
    [
        ({"relu_1": Relu()}, ["relu_1 relu_1"], {("itself", "relu_1")}),
        ({"relu_1": Relu(), "relu_2": Relu()}, ["relu_1 relu_2", "relu_2 relu_1"], {("cycle", "relu_1")}),
        ({"relu_1": Relu()}, ["input relu_1", "input relu_1"], {("duplicate_wire", "relu_1")}),
        ({"relu_1": Relu()}, ["input relu_1", "nobody relu_1"], {("unknown_node", "relu_1")}),
        ({"input_2": Input()}, [], {("two_inputs", "input_2"), ("not_connected", "input_2")}),
        ({"output_2": Output()}, [], {("two_outputs", "output_2"), ("not_connected", "output_2")}),
        ({"relu_1": Relu()}, ["output relu_1"], {("gives_no_wire", "output")}),
        ({"relu_1": Relu()}, ["relu_1 input"], {("takes_no_wire", "input")}),
        ({"train": Relu()}, ["input train"], {("reserved_name", "train")}),
        ({"class": Relu()}, ["input class"], {("reserved_name", "class")}),
        ({"relu_1": Relu()}, ["input relu_1", "flatten_1 relu_1"], {("too_many_wires", "relu_1")}),
    ],
)
def test_faults_of_wires(layers: dict[str, Relu], wires: list[str], expected: set[tuple[str, str]]) -> None:
    sound = {**ENDS, "flatten_1": Flatten()}
    network = wired({**sound, **layers}, "input flatten_1", "flatten_1 output", *wires)
    assert expected <= set(codes(network))


def test_of_two_ends_the_one_that_came_later_is_too_many() -> None:
    """Whatever they are called: the document says which was there first."""
    layers = {"input": Input(), "output": Output(), "a_input": Input(), "a_output": Output()}
    found = problems(wired(layers, "input output"))
    told = [sentence(p.code, p.params) for p in found if p.code.startswith("two_")]
    assert told == [
        "a_input is a second input beside input. Keep one of them.",
        "a_output is a second output beside output. Keep one of them.",
    ]


def test_every_code_has_its_sentence() -> None:
    for network in (Network(), wired({"class": Relu()}, "class class", "class nobody")):
        assert {code for code, _ in codes(network)} <= set(SENTENCES)


def test_a_diamond_of_sixty_storeys_is_walked_once() -> None:
    layers = {**ENDS, "relu_0": Relu()}
    wires = ["input relu_0"]
    for n in range(60):
        layers |= {f"tanh_{n}": Relu(), f"copy_{n}": Relu(), f"relu_{n + 1}": Concat()}
        wires += [
            f"relu_{n} tanh_{n}",
            f"relu_{n} copy_{n}",
            f"tanh_{n} relu_{n + 1}",
            f"copy_{n} relu_{n + 1}",
        ]
    network = wired(layers, *wires, "relu_60 output")
    started = time.process_time()
    found = codes(network)
    assert time.process_time() - started < 0.2
    assert [code for code, _ in found].count("too_many_activations") == 1


def test_huge_layers_are_counted_not_built() -> None:
    layers = {**ENDS, "flatten_1": Flatten()}
    for n in (1, 2):
        layers[f"linear_{n}"] = Linear.model_construct(kind="linear", out_features=10**9, bias=True)
    network = Network.model_construct(
        nodes={name: Node.model_construct(layer=layer) for name, layer in layers.items()},
        edges=tuple(
            Edge(source=a, target=b)
            for a, b in [
                ("input", "flatten_1"),
                ("flatten_1", "linear_1"),
                ("linear_1", "linear_2"),
                ("linear_2", "output"),
            ]
        ),
    )
    started = time.process_time()
    assert ("too_many_activations", "linear_1") in codes(network, sample(2**63, 2**63, 2**63)) + codes(
        network
    )
    assert time.process_time() - started < 0.05


def test_parameters_are_capped_where_most_of_them_are() -> None:
    network = wired(
        {
            **ENDS,
            "flatten_1": Flatten(),
            "linear_1": Linear(out_features=600_000),
            "linear_2": Linear(out_features=600_000),
        },
        "input flatten_1",
        "flatten_1 linear_1",
        "linear_1 linear_2",
        "linear_2 output",
    )
    (problem,) = problems(network)
    assert (problem.code, problem.where.node) == ("too_many_parameters", "linear_2")
    assert problem.params["count"] == 600_000 * (600_001 + 433)


def _line(count: int) -> Network:
    names = ["input", *(f"relu_{n}" for n in range(count)), "output"]
    layers = dict.fromkeys(names, Node(layer=Relu()))
    layers["input"], layers["output"] = Node(layer=Input()), Node(layer=Output())
    edges = tuple(Edge.model_construct(source=a, target=b) for a, b in pairwise(names))
    return Network.model_construct(nodes=layers, edges=edges)


def test_a_hundred_thousand_nodes_are_refused_at_once() -> None:
    network = _line(100_000)
    started = time.process_time()
    assert codes(network) == [("node_cap", "")]
    assert time.process_time() - started < 0.2


def test_depth_is_capped_and_needs_no_recursion() -> None:
    assert ("depth_cap", "") in codes(_line(MAX_NODES - 2))
    assert ("depth_cap", "") not in codes(_line(MAX_DEPTH - 2))


def test_a_circle_of_all_nodes_needs_no_recursion() -> None:
    names = [f"relu_{n}" for n in range(1_900)]
    wires = [f"{a} {b}" for a, b in zip(names, [*names[1:], names[0]], strict=True)]
    found = codes(wired({**ENDS, **{name: Relu() for name in names}}, *wires))
    assert [code for code, _ in found].count("cycle") == 1


def test_a_check_is_fast_enough_for_every_key_stroke() -> None:
    lenet = lenet5_mnist().networks["classifier"]
    large = _line(198)
    for network, value, limit in ((lenet, sample(1, 28, 28), 0.020), (large, IMAGE, 0.100)):
        best = min(_seconds(network, value) for _ in range(5))
        assert best < limit


def _seconds(network: Network, value: Value) -> float:
    started = time.process_time()
    check(network, ends(value, 10))
    return time.process_time() - started

"""Nodes with several ports: wires say which, values keep to theirs, and what is built and printed follows."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pytest
import torch
from torch import Tensor, nn

from layerlab import nn as own
from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.build import build
from layerlab.network.check import check
from layerlab.network.document import Edge, Network, Node
from layerlab.network.graph import Ref
from layerlab.network.plan import plan
from layerlab.network.source import class_source
from layerlab.network.targets import targets
from support.networks import ends, sample

VECTOR = sample(6)


class Gate(Layer):
    """Lets a value through as far as a second one says; the rest leaves by a port of its own."""

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (
        Port("value", ("vector",)),
        Port("gate", ("vector",)),
        Port("scale", ("vector",), optional=True),
    )
    outputs: ClassVar[tuple[str, ...]] = ("passed", "rest")

    kind: Literal["gate"] = "gate"

    def infer(self, given: Given) -> dict[str, Value]:
        return {"passed": given["value"], "rest": Value("vector", (given["value"].shape[0] + 1,))}

    def call(self, given: Given) -> Call:
        return Call("GateModule")


class GateModule(nn.Module):
    def forward(self, value: Tensor, gate: Tensor, scale: Tensor | None = None) -> tuple[Tensor, Tensor]:
        passed = value * gate.sigmoid() * (1 if scale is None else scale)
        return passed, torch.cat([value - passed, gate[:, :1]], dim=1)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "GateModule", GateModule, raising=False)
    monkeypatch.setattr(own, "__all__", (*own.__all__, "GateModule"))


def network(*wires: str, output: str = "linear_2") -> Network:
    """A gate whose both inputs come from one input, and of whose results the second goes on."""
    layers = {
        "input": Input(),
        "linear_1": Linear(out_features=6),
        "gate_1": Gate(),
        "linear_2": Linear(out_features=3),
        "output": Output(),
    }
    edges = []
    for wire in (*wires, f"{output} output"):
        source, _, target = wire.partition(" ")
        (source, _, leaves), (target, _, arrives) = source.partition("."), target.partition(".")
        edges.append(
            Edge(source=source, target=target, source_port=leaves or "out", target_port=arrives or "in")
        )
    # Gate is no member of the union: a document that was read has no such node.
    nodes = {name: Node.model_construct(layer=layer) for name, layer in layers.items()}
    return Network.model_construct(nodes=nodes, edges=tuple(edges), comments={}, groups={})


SOUND = ("input gate_1.value", "input linear_1", "linear_1 gate_1.gate", "gate_1.rest linear_2")


def codes(*wires: str) -> list[tuple[str, str]]:
    found = check(network(*wires), ends(VECTOR, 3)).problems
    return [(problem.code, problem.where.node) for problem in found]


def test_each_port_gives_what_is_its_own() -> None:
    checked = check(network(*SOUND), ends(VECTOR, 3))
    assert checked.problems == ()
    assert dict(checked.nodes["gate_1"].outputs) == {"passed": sample(6), "rest": sample(7)}
    assert checked.nodes["linear_2"].inputs == (sample(7),)
    assert checked.nodes["gate_1"].activations == 13


def test_one_node_may_feed_two_ports_of_another() -> None:
    both = ("input gate_1.value", "input gate_1.gate", "gate_1.rest linear_2")
    assert codes(*both) == [("not_connected", "linear_1")]


@pytest.mark.parametrize(
    ("wires", "code"),
    [
        (
            ("input gate_1.value", "input linear_1", "linear_1 gate_1.door", "gate_1.rest linear_2"),
            "unknown_port",
        ),
        (
            ("input gate_1.value", "input linear_1", "linear_1 gate_1.value", "gate_1.rest linear_2"),
            "too_many_wires",
        ),
        (
            ("input gate_1.value", "input linear_1", "linear_1 gate_1.scale", "gate_1.rest linear_2"),
            "missing_port",
        ),
        ((*SOUND, "input gate_1.value"), "duplicate_wire"),
        ((*SOUND[:3], "gate_1.side linear_2"), "unknown_port"),
    ],
)
def test_a_wire_at_the_wrong_port_is_told(wires: tuple[str, ...], code: str) -> None:
    assert (code, "gate_1") in codes(*wires)


@pytest.mark.parametrize("scaled", [False, True])
def test_what_is_built_and_what_is_printed_follow_the_ports(scaled: bool) -> None:
    wires = (*SOUND, "input gate_1.scale") if scaled else SOUND
    planned = plan(network(*wires), ends(VECTOR, 3))
    built = build(planned)
    x = torch.randn(4, 6)
    gate = built.get_submodule("linear_1")(x)
    _, rest = GateModule()(x, gate, x if scaled else None)
    assert torch.equal(built(x), built.get_submodule("linear_2")(rest))
    assert [ref for step in planned.steps if step.node == "linear_2" for ref in step.inputs] == [
        Ref("gate_1", "rest")
    ]
    scope: dict[str, Any] = {"nn": nn, "Tensor": Tensor, "GateModule": GateModule}
    source = class_source(planned, "Printed", "A test.")
    exec(compile(source, "printed", "exec"), scope)
    printed = scope["Printed"]()
    printed.load_state_dict(built.state_dict())
    assert torch.equal(printed(x), built(x))
    taken = source.split("self.gate_1(")[-1].split(")")[0].split(", ")
    assert len(taken) == (3 if scaled else 2), "a person leaves out what is free at the end"
    assert "None" not in taken


def test_a_wire_is_asked_for_port_by_port() -> None:
    started = network("input gate_1.value", "input linear_1", "gate_1.rest linear_2")
    found = targets(started, ends(VECTOR, 3), Ref("linear_1"))
    assert {port: problem is None for port, problem in found["gate_1"].items()} == {
        "value": True,
        "gate": True,
        "scale": True,
    }
    assert found["input"]["in"] is not None
    pulled = targets(started, ends(VECTOR, 3), Ref("linear_2", "in"), backwards=True)
    told = {port: problem.code if problem else "" for port, problem in pulled["gate_1"].items()}
    assert told == {"passed": "", "rest": "wire_exists"}


def test_a_refusal_names_who_gives_what_the_port_does_not_take() -> None:
    """Whatever else arrives at the layer: its sentence has places for the source and for what that gives."""
    layers = {"input": Input(), "flatten_1": Flatten(), "gate_1": Gate(), "output": Output()}
    wires = [("input", "flatten_1", "in"), ("flatten_1", "gate_1", "value"), ("flatten_1", "gate_1", "scale")]
    edges = [Edge(source=a, target=b, target_port=port) for a, b, port in wires]
    nodes = {name: Node.model_construct(layer=layer) for name, layer in layers.items()}
    started = Network.model_construct(nodes=nodes, edges=tuple(edges), comments={}, groups={})
    image = sample(1, 4, 4)
    told = targets(started, ends(image, 3), Ref("input"))["gate_1"]
    drawn = started.model_copy(
        update={"edges": (*edges, Edge(source="input", target="gate_1", target_port="gate"))}
    )
    found = next(each for each in check(drawn, ends(image, 3)).problems if each.code == "expects_vector")
    for problem in (told["gate"], told["scale"], found):
        assert problem is not None
        assert problem.code == "expects_vector"
        assert problem.params == {"node": "gate_1", "source": "input", "shape": "1×4×4"}


def test_the_usual_ports_are_not_written_down() -> None:
    usual = Edge(source="a", target="b")
    assert usual.model_dump() == {"source": "a", "target": "b"}
    named = Edge(source="a", target="b", source_port="rest", target_port="gate")
    assert Edge.model_validate_json(named.model_dump_json()) == named
    assert Relu.outputs == ("out",)

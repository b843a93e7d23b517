"""Checks while editing: complete, quick, and safe with any size."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from starlette.testclient import TestClient

from layerlab.api.reckoning import value_body
from layerlab.kit.values import Length, Value
from layerlab.network.limits import MAX_DEPTH


def lenet(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api/presets/lenet5_mnist").json()
    return document


def check(client: TestClient, document: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/check", json={"experiment": document})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def values_of(network: dict[str, Any]) -> dict[str, Any]:
    """The nodes, with their values in place of where these stand among the network's."""
    values = network["values"]
    return {
        name: {
            "given": {port: [values[at] for at in places] for port, places in node["given"].items()},
            "outputs": {port: values[at] for port, at in node["outputs"].items()},
        }
        for name, node in network["nodes"].items()
    }


def chain(*layers: dict[str, Any]) -> dict[str, Any]:
    named = {f"n{i}": {"layer": layer} for i, layer in enumerate(layers)}
    names = list(named)
    edges = [{"source": a, "target": b} for a, b in pairwise(names)]
    return {"nodes": named, "edges": edges}


def test_the_default_is_sound_and_counted(client: TestClient) -> None:
    report = check(client, lenet(client))
    assert report["problems"] == []
    network = report["networks"]["classifier"]
    assert (network["parameters"], network["flops"]) == (61_706, 833_040)
    nodes = values_of(network)
    assert nodes["conv2d_1"]["outputs"] == {"out": {"kind": "image", "sides": [6, 28, 28], "categories": 0}}
    assert nodes["conv2d_2"]["given"] == {"in": [{"kind": "image", "sides": [6, 14, 14], "categories": 0}]}
    assert nodes["output"]["outputs"] == {"out": {"kind": "vector", "sides": [10], "categories": 0}}
    assert report["memory"]["weights"] == 4 * 61_706
    assert (report["steps_per_epoch"], report["total_steps"]) == (938, 2_814)


def test_blocks_are_told_as_a_whole_and_by_path(client: TestClient) -> None:
    document = client.get("/api/presets/resnet152").json()
    began = time.perf_counter()
    report = check(client, document)
    assert time.perf_counter() - began < 2
    nodes = report["networks"]["classifier"]["nodes"]
    told = values_of(report["networks"]["classifier"])
    assert len(nodes) == 516 + 8
    assert told["bottleneck_3"]["outputs"]["out"]["sides"] == [1024, 14, 14]
    assert told["bottleneck_3"]["given"]["in"] == told["bottleneck_3/0/conv2d_1"]["given"]["in"]
    inner = [node for path, node in nodes.items() if path.startswith("bottleneck_3/")]
    for cost in ("parameters", "buffers", "flops"):
        assert nodes["bottleneck_3"][cost] == sum(node[cost] for node in inner) > 0
    assert report["networks"]["classifier"]["parameters"] == 60_192_808


def test_a_wire_may_start_at_a_block(client: TestClient) -> None:
    document = client.get("/api/presets/resnet18").json()
    body = {"experiment": document, "role": "classifier", "source": "res_1"}
    targets = client.post("/api/targets", json=body).json()["targets"]
    assert targets["res_down_1"]["in"]["problem"]["code"] == "wire_exists"
    assert targets["res_2"]["in"]["problem"]["where"]["node"] == "res_2/add_1"
    assert targets["linear_1"]["in"]["problem"]["code"] == "expects_vector"


def test_what_can_be_read_is_told_of_each_network(client: TestClient) -> None:
    report = check(client, client.get("/api/presets/ring_gan").json())
    read = {role: network["readable_probes"] for role, network in report["networks"].items()}
    # No sample of the data enters the generator: it is read for noise. The discriminator tells no classes apart.
    assert read["generator"] == ["feature_maps", "histograms", "layer_health"]
    assert [report["networks"][role]["is_shown_samples"] for role in read] == [False, True]
    assert "feature_maps" in read["discriminator"]
    assert "gradient_maps" not in read["discriminator"]


def test_what_differs_from_sample_to_sample_is_told_by_its_name() -> None:
    tokens = value_body(Value("tokens", (Length("T", 128),), categories=65))
    assert tokens.model_dump() == {"kind": "tokens", "sides": ["T"], "categories": 65}


def test_a_value_that_is_not_known_is_left_out(client: TestClient) -> None:
    document = lenet(client)
    document["networks"]["classifier"]["nodes"]["conv2d_2"]["layer"]["kernel_size"] = [99, 99]
    nodes = values_of(check(client, document)["networks"]["classifier"])
    assert (nodes["conv2d_2"]["outputs"], nodes["relu_2"]["given"]) == ({}, {"in": []})
    assert nodes["input"]["given"] == {"in": [{"kind": "image", "sides": [1, 28, 28], "categories": 0}]}


def test_presets_are_listed_with_both_languages(client: TestClient) -> None:
    listed = client.get("/api/presets").json()
    assert listed[0]["id"] == "lenet5_mnist"
    for preset in listed:
        assert preset["title"]["en"]
        assert preset["summary"]["zh"]
        assert check(client, client.get(f"/api/presets/{preset['id']}").json())["problems"] == []


def test_targets_say_why_not(client: TestClient) -> None:
    body = {"experiment": lenet(client), "role": "classifier", "source": "flatten_1"}
    targets = client.post("/api/targets", json=body).json()["targets"]
    assert set(targets["linear_1"]) == {"in"}
    targets = {node: next(iter(ports.values())) for node, ports in targets.items()}
    assert targets["linear_1"]["problem"] is None or not targets["linear_1"]["allowed"]
    refused = targets["conv2d_1"]
    assert refused["allowed"] is False
    assert refused["problem"]["code"]
    assert targets["output"]["allowed"] == (targets["output"]["problem"] is None)


@pytest.mark.parametrize("ends", [{}, {"source": "relu_1", "target": "relu_2"}])
def test_one_end_of_a_wire_is_asked_for(client: TestClient, ends: dict[str, str]) -> None:
    body = {"experiment": lenet(client), "role": "classifier", **ends}
    assert client.post("/api/targets", json=body).json()["code"] == "one_end_of_wire"


def test_an_unknown_role_is_told(client: TestClient) -> None:
    body = {"experiment": lenet(client), "role": "generator", "source": "relu_1"}
    assert client.post("/api/targets", json=body).json()["code"] == "missing_role"


HUGE = {
    "linear": chain(
        {"kind": "input"},
        {"kind": "flatten"},
        {"kind": "linear", "out_features": 10**9},
        {"kind": "linear", "out_features": 10**9},
        {"kind": "output"},
    ),
    "conv": chain({"kind": "input"}, *[{"kind": "conv2d", "out_channels": 10**9}] * 3, {"kind": "output"}),
    "padding": chain({"kind": "input"}, {"kind": "conv2d", "padding": [10**9, 10**9]}, {"kind": "output"}),
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_sizes_are_refused_at_once(client: TestClient, name: str) -> None:
    body = {"experiment": lenet(client) | {"networks": {"classifier": HUGE[name]}}}
    client.post("/api/check", json=body)
    before = time.process_time()
    answer = client.post("/api/check", json=body)
    took_s = time.process_time() - before
    assert answer.status_code == 422 or answer.json()["problems"]
    assert took_s < 0.5, "no torch, no memory: whole numbers only"


def diamonds(count: int) -> dict[str, Any]:
    nodes: dict[str, Any] = {"a0": {"layer": {"kind": "input"}}}
    edges = []
    for i in range(count):
        nodes |= {
            f"l{i}": {"layer": {"kind": "relu"}},
            f"r{i}": {"layer": {"kind": "tanh"}},
            f"a{i + 1}": {"layer": {"kind": "add"}},
        }
        for source, target in (
            (f"a{i}", f"l{i}"),
            (f"a{i}", f"r{i}"),
            (f"l{i}", f"a{i + 1}"),
            (f"r{i}", f"a{i + 1}"),
        ):
            edges.append({"source": source, "target": target})
    return {"nodes": nodes, "edges": edges}


GRAPHS = {
    "sixty diamonds": diamonds(60),
    "self-loop": {"nodes": {"a": {"layer": {"kind": "add"}}}, "edges": [{"source": "a", "target": "a"}] * 3},
    "longest": chain({"kind": "input"}, *[{"kind": "relu"}] * 1_900, {"kind": "output"}),
    "ring": {
        "nodes": {f"n{i}": {"layer": {"kind": "relu"}} for i in range(1_000)},
        "edges": [{"source": f"n{i}", "target": f"n{(i + 1) % 1_000}"} for i in range(1_000)],
    },
    "unknown ends": {"nodes": {}, "edges": [{"source": "a", "target": "b"}] * 8_000},
}


@pytest.mark.parametrize("name", GRAPHS)
def test_wicked_graphs_are_answered(client: TestClient, name: str) -> None:
    assert len(GRAPHS["longest"]["nodes"]) > MAX_DEPTH
    body = {"experiment": lenet(client) | {"networks": {"classifier": GRAPHS[name]}}}
    # Of the processor: the machine that tests may be busy with something else.
    before = time.process_time()
    answer = client.post("/api/check", json=body)
    took_s = time.process_time() - before
    assert answer.status_code == 200
    assert answer.json()["problems"] or name == "sixty diamonds"
    assert took_s < 2


def test_too_many_nodes_are_refused(client: TestClient) -> None:
    network = chain(*[{"kind": "relu"}] * 2_500)
    answer = client.post(
        "/api/check", json={"experiment": lenet(client) | {"networks": {"classifier": network}}}
    )
    assert answer.status_code == 422
    assert answer.json()["where"]["role"] == "classifier"


def test_a_block_is_told_as_the_class_that_it_would_be(client: TestClient) -> None:
    document = client.get("/api/presets/resnet_small").json()
    asked = {"experiment": document, "block": "res_down"}
    source = client.post("/api/class", json=asked).json()["source"]
    assert source.startswith("class ResDown(nn.Module):")
    assert "class Res(" not in source, "the one alone"
    assert client.post("/api/class", json=asked | {"block": "nowhere"}).json() == {"source": ""}
    document["networks"]["classifier"]["edges"] = []
    refused = client.post("/api/class", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_connected")

"""What an untrained network shows: asked about a document, by anyone, within limits."""

from __future__ import annotations

import base64
from typing import Any

import msgpack
import pytest
from starlette.testclient import TestClient

from layerlab.api.services import LOOK_BURST
from layerlab.protocol.queries import ShowKernels
from support.api_house import ApiHouse
from support.questions import of_drawing, of_sample

SAMPLE = {"kind": "show", "input": {"kind": "sample", "index": 3}}
PIXELS = bytes([251, 255, 62, 63, *range(9)])
"""Whose base 64 has both signs that are others in an address."""


@pytest.fixture
def lenet(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api/presets/lenet5_mnist").json()
    return document


def test_a_document_is_shown_before_it_runs(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any]
) -> None:
    answer = client.post("/api/look", json={"experiment": lenet, "query": SAMPLE})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/msgpack"
    assert [frame["kind"] for frame in msgpack.unpackb(answer.content)["frames"]] == ["node_outputs"]
    drawing = base64.b64encode(PIXELS).decode()
    drawn = {"kind": "show", "input": {"kind": "pixels", "pixels": drawing}, "of": ["outputs", "saliency"]}
    client.post("/api/look", json={"experiment": lenet, "query": drawn})
    client.post("/api/look", json={"experiment": lenet, "query": {"kind": "show_kernels", "channel": 4}})
    assert [query for _, query in house.engine.looked] == [
        of_sample(3),
        of_drawing(PIXELS, "outputs", "saliency"),
        ShowKernels(channel=4),
    ]


@pytest.mark.parametrize("drawing", ["not base 64", "", 7, None])
def test_what_is_no_drawing_is_refused(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any], drawing: Any
) -> None:
    query = {"kind": "show", "input": {"kind": "pixels", "pixels": drawing}}
    answer = client.post("/api/look", json={"experiment": lenet, "query": query})
    assert answer.status_code == 422
    assert house.engine.looked == []


def test_where_nothing_can_be_shown_nobody_is_asked(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any]
) -> None:
    del lenet["networks"]["classifier"]["nodes"]["input"]
    answer = client.post("/api/look", json={"experiment": lenet, "query": SAMPLE})
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert house.engine.looked == []


def test_a_fault_hides_only_what_stands_behind_it(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any]
) -> None:
    lenet["networks"]["classifier"]["edges"].pop()
    assert client.post("/api/check", json={"experiment": lenet}).json()["can_be_shown_untrained"]
    assert client.post("/api/look", json={"experiment": lenet, "query": SAMPLE}).status_code == 200
    assert len(house.engine.looked) == 1


@pytest.mark.parametrize(
    ("features", "named", "modest"),
    [
        (3_000, {}, True),
        # 50,000 * 400 + 50,000 * 84 weights are drawn anew at every edit: of so many little is told.
        (50_000, {}, False),
        (50_000, {"small": True}, False),
        (50_000, {"nodes": ["conv2d_1", "linear_1"]}, False),
        (50_000, {"nodes": ["conv2d_1", "linear_1"], "small": True}, True),
        (50_000, {"nodes": ["conv2d_1"]}, True),
        (400_000, {"nodes": ["conv2d_1"], "small": True}, False),
    ],
)
def test_what_costs_too_much_is_not_asked(
    house: ApiHouse,
    client: TestClient,
    lenet: dict[str, Any],
    features: int,
    named: dict[str, Any],
    modest: bool,
) -> None:
    lenet["networks"]["classifier"]["nodes"]["linear_1"]["layer"]["out_features"] = features
    checked = client.post("/api/check", json={"experiment": lenet}).json()
    assert checked["is_shown_in_part"] == (features > 3_000)
    assert checked["can_be_shown_untrained"] == (features < 400_000)
    answer = client.post("/api/look", json={"experiment": lenet, "query": {**SAMPLE, **named}})
    assert (answer.status_code == 200) == modest
    assert len(house.engine.looked) == modest
    if not modest:
        assert answer.json()["code"] == "too_costly_untrained"


def test_no_visitor_looks_without_end(house: ApiHouse, client: TestClient, lenet: dict[str, Any]) -> None:
    body = {"experiment": lenet, "query": SAMPLE}
    with house.stranger() as one, house.stranger("203.0.113.77") as other:
        codes = [one.post("/api/look", json=body).status_code for _ in range(LOOK_BURST + 25)]
        assert codes[:LOOK_BURST] == [200] * LOOK_BURST
        assert codes[-1] == 429
        assert other.post("/api/look", json=body).status_code == 200
        assert client.post("/api/look", json=body).status_code == 200


@pytest.mark.parametrize("drawing", ["@@@", "abc"])
def test_a_drawing_that_is_none_is_refused(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any], drawing: str
) -> None:
    body = {"experiment": lenet, "show": "drawing", "drawing": drawing}
    assert client.post("/api/look", json=body).status_code == 422
    assert house.engine.looked == []

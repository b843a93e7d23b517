"""What an untrained network shows: asked about a document, by anyone, within limits."""

from __future__ import annotations

import base64
from typing import Any

import msgpack
import pytest
from starlette.testclient import TestClient

from layerlab.api.services import LOOK_BURST
from layerlab.protocol.queries import ShowDrawing, ShowKernels, ShowSample
from support.api_house import ApiHouse


@pytest.fixture
def lenet(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api/presets/lenet5_mnist").json()
    return document


def test_a_document_is_shown_before_it_runs(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any]
) -> None:
    answer = client.post("/api/look", json={"experiment": lenet, "sample": 3})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/msgpack"
    assert msgpack.unpackb(answer.content)["kind"] == "node_outputs_shown"
    drawing = base64.b64encode(bytes(range(7))).decode()
    client.post("/api/look", json={"experiment": lenet, "show": "drawing", "drawing": drawing})
    client.post("/api/look", json={"experiment": lenet, "show": "kernels", "channel": 4})
    assert [query for _, query in house.engine.looked] == [
        ShowSample(sample=3),
        ShowDrawing(pixels=bytes(range(7))),
        ShowKernels(channel=4),
    ]


def test_where_nothing_can_be_shown_nobody_is_asked(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any]
) -> None:
    del lenet["networks"]["classifier"]["nodes"]["input"]
    answer = client.post("/api/look", json={"experiment": lenet})
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert house.engine.looked == []


def test_a_fault_hides_only_what_stands_behind_it(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any]
) -> None:
    lenet["networks"]["classifier"]["edges"].pop()
    assert client.post("/api/check", json={"experiment": lenet}).json()["can_be_shown_untrained"]
    assert client.post("/api/look", json={"experiment": lenet}).status_code == 200
    assert len(house.engine.looked) == 1


@pytest.mark.parametrize("features", [50_000, 3_000])
def test_what_costs_too_much_is_not_asked(
    house: ApiHouse, client: TestClient, lenet: dict[str, Any], features: int
) -> None:
    lenet["networks"]["classifier"]["nodes"]["linear_1"]["layer"]["out_features"] = features
    body = {"experiment": lenet}
    fits = client.post("/api/check", json=body).json()["can_be_shown_untrained"]
    answer = client.post("/api/look", json=body)
    assert fits == (answer.status_code == 200) == (features == 3_000)
    assert len(house.engine.looked) == fits
    if not fits:
        # 50,000 * 400 + 50,000 * 84 weights would be drawn at every edit.
        assert answer.json()["code"] == "too_costly_untrained"


def test_no_visitor_looks_without_end(house: ApiHouse, client: TestClient, lenet: dict[str, Any]) -> None:
    body = {"experiment": lenet}
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

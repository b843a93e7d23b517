"""Bad input: a clear 4xx that names the place and repeats nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from support.api_house import ApiHouse, started

JSON = {"content-type": "application/json"}
HOSTILE = {
    "NaN": (b'{"revision": NaN}', "number_not_finite"),
    "infinity": (b'{"revision": -Infinity}', "number_not_finite"),
    "overflow": (b'{"revision": 1e999}', "number_not_finite"),
    "surrogate": (b'{"revision": "\\ud800"}', "invalid_text"),
    "surrogate key": (b'{"\\ud800": 1}', "invalid_text"),
    "NUL": (b'{"revision": "a\\u0000b"}', "invalid_text"),
    "long integer": (b'{"revision": 1234567890123456}', "number_too_long"),
    "huge integer": (b'{"revision": ' + b"9" * 10_000 + b"}", "number_too_long"),
    "deep list": (b"[" * 300 + b"]" * 300, "json_too_deep"),
    "deep object": (b'{"a":' * 300 + b"1" + b"}" * 300, "json_too_deep"),
    "deepest list": (b"[" * 12_000 + b"]" * 12_000, "json_too_deep"),
    # Two megabytes of empty lists hold up every socket of the server for a second.
    "many lists": (b"[" + b"[]," * 600_000 + b"[]]", "json_too_many_parts"),
    "many objects": (b"[" + b"{}," * 600_000 + b"{}]", "json_too_many_parts"),
    "many values": (b"[" + b"1," * 900_000 + b"1]", "json_too_many_values"),
    "many keys": (b"{" + b",".join(b'"k%d":1' % i for i in range(130_000)) + b"}", "json_too_many_values"),
    "not JSON": (b"{secret-input", "invalid_json"),
    "not UTF-8": (b'{"a": "\xff"}', "not_utf8"),
    "UTF-16": ('{"secret-input": 1}'.encode("utf-16"), "utf16_text"),
    "a key twice": (b'{"revision": 1, "revision": 2}', "duplicate_key"),
    "wrong type": (b'"secret-input"', "invalid_field"),
}
ROUTES = [
    ("POST", "/api/check"),
    ("POST", "/api/targets"),
    ("POST", "/api/experiments"),
    ("PUT", "/api/experiments/none"),
    ("POST", "/api/experiments/none/runs"),
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_hostile_json_is_a_4xx(client: TestClient, method: str, path: str, name: str) -> None:
    body, code = HOSTILE[name]
    answer = client.request(method, path, content=body, headers=JSON)
    assert 400 <= answer.status_code < 500
    assert answer.json()["code"] == code
    assert "secret-input" not in answer.text


def lenet(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api/presets/lenet5_mnist").json()
    return document


def problem(client: TestClient, document: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/check", json={"experiment": document})
    assert answer.status_code == 422, answer.text
    assert "secret-input" not in answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_a_field_of_a_layer_is_named_with_its_node(client: TestClient) -> None:
    document = lenet(client)
    document["networks"]["classifier"]["nodes"]["conv2d_1"]["layer"]["out_channels"] = -5
    body = problem(client, document)
    assert body["code"] == "invalid_field"
    assert body["where"] == {"role": "classifier", "node": "conv2d_1", "field": "out_channels"}
    assert body["params"]["constraint"] == "greater_than_equal"


def test_a_part_of_a_pair_is_named(client: TestClient) -> None:
    document = lenet(client)
    document["networks"]["classifier"]["nodes"]["conv2d_2"]["layer"]["kernel_size"] = [3, "secret-input"]
    assert problem(client, document)["where"]["field"] == "kernel_size.1"


def test_a_setting_is_named_without_the_unions_tag(client: TestClient) -> None:
    document = lenet(client)
    document["optimizers"]["classifier"]["optimizer"]["learning_rate"] = 1_000
    body = problem(client, document)
    assert body["where"] == {"role": "", "node": "", "field": "optimizers.classifier.optimizer.learning_rate"}
    assert body["params"]["le"] == 100


def test_all_problems_are_told_at_once(client: TestClient) -> None:
    document = lenet(client)
    document["seed"] = -1
    document["pace"]["batch_size"] = 0
    fields = {found["where"]["field"] for found in problem(client, document)["problems"]}
    assert fields == {"seed", "pace.batch_size"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Conv 1", "“Conv 1”"),
        ("x" * 5_000, f"“{'x' * 40}…”"),
        ("<script>", "“·script·”"),
        ("conv2d_1\n", "“conv2d_1·”"),
        ("{{$t(a)}}", "“···t(a)··”"),
    ],
)
def test_unknown_names_are_told_as_a_strangers_text(client: TestClient, name: str, shown: str) -> None:
    """Who wrote them has to find them; they are shown short, on one line, and as nothing that could be obeyed."""
    document = lenet(client)
    document[name] = 1
    node = {"layer": {"kind": "relu"}}
    document["networks"]["classifier"]["nodes"][name] = node
    body = problem(client, document)
    told = {
        (found["where"]["node"], found["where"]["field"], found["params"]["constraint"])
        for found in body["problems"]
    }
    assert told == {(shown, "", "not_a_name"), ("", shown, "extra_forbidden")}
    assert name not in json.dumps(body, ensure_ascii=False).replace(shown, "")
    assert len(json.dumps(body)) < 4_000


def test_a_mark_before_utf8_is_no_fault(client: TestClient) -> None:
    body = json.dumps({"experiment": lenet(client)}).encode("utf-8-sig")
    assert client.post("/api/check", content=body, headers=JSON).status_code == 200


def test_questions_are_texts_and_stay_so(client: TestClient) -> None:
    """A query string has no other type."""
    answer = client.get("/api/datasets/mnist/samples", params={"start": "2", "count": "1"})
    assert answer.status_code == 200


def test_unknown_kinds_are_not_repeated(client: TestClient) -> None:
    document = lenet(client)
    document["datasets"]["data"] = {"kind": "secret-input"}
    body = problem(client, document)
    assert body["where"]["field"] == "datasets.data"


def test_unknown_routes_and_methods_are_told_apart(client: TestClient) -> None:
    assert client.get("/api/nothing").json()["code"] == "not_found"
    assert client.put("/api/health").json()["code"] == "method_not_allowed"


def test_a_fault_of_ours_tells_nothing(house: ApiHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(run: str) -> None:
        raise RuntimeError("secret-input")

    monkeypatch.setattr(house.engine, "enqueue", broken)
    with house.local() as client:
        client._transport.raise_server_exceptions = False  # type: ignore[attr-defined] # the client has no public way
        experiment = client.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
        answer = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1})
    assert answer.status_code == 500
    assert answer.json() == {"code": "internal", "params": {}, "where": {"role": "", "node": "", "field": ""}}
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_full_disk_refuses_writing_and_goes_on_reading(
    house: ApiHouse, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment, _ = started(client)
    document = lenet(client)
    monkeypatch.setattr(house.services.artifacts, "_reserve_bytes", 2**62)
    for answer in (
        client.post("/api/experiments", json={"preset": "lenet5_mnist"}),
        client.put(f"/api/experiments/{experiment}", json={"revision": 1, "document": document}),
        client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert client.get(f"/api/experiments/{experiment}").status_code == 200
    assert client.delete(f"/api/experiments/{experiment}").status_code == 204

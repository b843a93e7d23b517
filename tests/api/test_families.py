"""Families of runs: the variants of an experiment, begun together, each a plain experiment by itself."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from starlette.testclient import TestClient

from layerlab.experiment.presets import fine_tuning
from layerlab.kit.tensor_file import read_head
from layerlab.worker.beginnings import start_file
from support.api_house import ApiHouse


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    """LeNet-5 at two rates; the first is the experiment's own."""
    document: dict[str, Any] = client.get("/api/presets/lenet5_mnist").json()
    own = document["optimizers"]
    fast = {"classifier": own["classifier"] | {"clip_norm": 1.0}}
    document["variants"] = [{"name": "as it is"}, {"name": "clipped", "optimizers": fast}]
    return document


def create(client: TestClient, document: dict[str, Any]) -> str:
    made: str = client.post("/api/experiments", json={"document": document}).json()["id"]
    return made


def test_each_variant_is_queued_in_its_order_as_a_plain_experiment(
    house: ApiHouse, client: TestClient, document: dict[str, Any]
) -> None:
    experiment = create(client, document)
    made = client.post(f"/api/experiments/{experiment}/family", json={"revision": 1}).json()
    assert [(run["number"], run["variant"]) for run in made] == [(1, "as it is"), (2, "clipped")]
    assert [call for call in house.engine.calls if call[0] == "enqueue"] == [
        ("enqueue", run["id"]) for run in made
    ]
    snapshots = [client.get(f"/api/runs/{run['id']}/snapshot").json() for run in made]
    plain = {name: value for name, value in document.items() if name != "variants"}
    assert snapshots[0] == plain
    assert snapshots[1] == plain | {"optimizers": document["variants"][1]["optimizers"]}


def test_some_of_them_are_run_where_they_are_named(client: TestClient, document: dict[str, Any]) -> None:
    experiment = create(client, document)
    asked = {"revision": 1, "only": ["clipped"]}
    made = client.post(f"/api/experiments/{experiment}/family", json=asked).json()
    assert [run["variant"] for run in made] == ["clipped"]


def test_a_run_of_the_experiment_itself_is_the_variant_that_it_equals(
    client: TestClient, document: dict[str, Any]
) -> None:
    experiment = create(client, document)
    run = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1}).json()
    assert run["variant"] == "as it is"
    assert "variants" not in client.get(f"/api/runs/{run['id']}/snapshot").json()
    other = create(client, document | {"seed": 3, "variants": document["variants"][1:]})
    assert client.post(f"/api/experiments/{other}/runs", json={"revision": 1}).json()["variant"] == ""


def test_where_one_cannot_train_none_is_begun_and_it_is_named(
    house: ApiHouse, client: TestClient, document: dict[str, Any]
) -> None:
    document["variants"].append({"name": "nothing", "networks": {"classifier": {}}})
    experiment = create(client, document)
    answer = client.post(f"/api/experiments/{experiment}/family", json={"revision": 1})
    body = answer.json()
    assert (answer.status_code, body["code"], body["params"]["variant"]) == (
        422,
        "variant_invalid",
        "nothing",
    )
    assert body["problems"]
    assert client.get(f"/api/experiments/{experiment}/runs").json() == []
    assert not [call for call in house.engine.calls if call[0] == "enqueue"]


def test_where_the_queue_has_no_room_for_all_none_is_begun(
    client: TestClient, document: dict[str, Any]
) -> None:
    document["variants"] = [{"name": f"{number}"} for number in range(8)]
    experiment = create(client, document)
    for expected in (201, 201, 429):
        answer = client.post(f"/api/experiments/{experiment}/family", json={"revision": 1})
        assert answer.status_code == expected
    assert answer.json()["code"] == "too_many_runs"
    assert len(client.get(f"/api/experiments/{experiment}/runs").json()) == 16


def test_without_variants_there_is_no_family(client: TestClient) -> None:
    experiment = client.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
    answer = client.post(f"/api/experiments/{experiment}/family", json={"revision": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_variants")


def test_a_link_shows_the_variants_of_its_runs(client: TestClient, document: dict[str, Any]) -> None:
    experiment = create(client, document)
    client.post(f"/api/experiments/{experiment}/family", json={"revision": 1})
    secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
    shared = client.get(f"/api/shared/{secret}").json()
    assert [run["variant"] for run in shared["runs"]] == ["clipped", "as it is"]
    assert shared["document"]["variants"] == document["variants"]


def test_ways_of_fine_tuning_start_from_weights_that_ship(house: ApiHouse, client: TestClient) -> None:
    experiment = client.post("/api/experiments", json={"preset": "fine_tuning_digits"}).json()["id"]
    made = client.post(f"/api/experiments/{experiment}/family", json={"revision": 1}).json()
    assert [run["variant"] for run in made] == [
        "from scratch",
        "all layers",
        "convolutions frozen",
        "head only",
    ]
    begun = [start_file(house.services.artifacts.folder(run["id"]), "classifier") for run in made]
    assert [file.is_file() for file in begun] == [False, True, True, True]
    head = read_head(begun[1])
    assert "conv2d_1.weight" in head.tensors
    assert not any(name.startswith(fine_tuning.HEAD) for name in head.tensors)
    kept = house.services.weights.path(fine_tuning.DIGITS_0_4)
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == fine_tuning.DIGITS_0_4

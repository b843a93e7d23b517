"""Runs: started under checks and caps, read, deleted."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from layerlab.store import runs
from support.api_house import ApiHouse, started


def test_a_run_executes_what_was_saved(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    assert ("enqueue", run) in house.engine.calls
    body = client.get(f"/api/runs/{run}").json()
    assert (body["number"], body["state"], body["total_steps"]) == (1, "queued", 2_814)
    document = client.get(f"/api/experiments/{experiment}").json()["document"]
    changed = {"revision": 1, "document": document | {"seed": 9}}
    assert client.put(f"/api/experiments/{experiment}", json=changed).status_code == 200
    assert client.get(f"/api/runs/{run}/snapshot").json() == document


def test_a_run_may_wait_before_its_first_step(house: ApiHouse, client: TestClient) -> None:
    experiment, first = started(client)
    asked = {"revision": 1, "paused": True}
    second = client.post(f"/api/experiments/{experiment}/runs", json=asked).json()["id"]
    with house.services.database.reading() as session:
        wishes = {run: runs.get(session, run).desired for run in (first, second)}
    assert wishes == {first: "running", second: "paused"}


def test_runs_are_numbered_and_listed_newest_first(client: TestClient) -> None:
    experiment, _ = started(client)
    client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1})
    listed = client.get(f"/api/experiments/{experiment}/runs").json()
    assert [run["number"] for run in listed] == [2, 1]
    assert client.get(f"/api/experiments/{experiment}").json()["runs"] == listed


def test_another_revision_is_not_run(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    answer = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 2})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_revision")


def test_what_cannot_train_is_refused_with_all_problems(house: ApiHouse, client: TestClient) -> None:
    document = client.get("/api/presets/lenet5_mnist").json()
    network = document["networks"]["classifier"]
    network["edges"] = [edge for edge in network["edges"] if edge["target"] not in {"conv2d_2", "linear_3"}]
    experiment = client.post("/api/experiments", json={"document": document}).json()["id"]
    answer = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1})
    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "experiment_invalid")
    assert body["params"]["count"] == len(body["problems"]) >= 2
    assert {"conv2d_2", "linear_3"} <= {problem["where"]["node"] for problem in body["problems"]}
    assert not [call for call in house.engine.calls if call[0] == "enqueue"]


def test_without_data_it_is_said_what_to_do(house: ApiHouse, client: TestClient) -> None:
    experiment = client.post("/api/experiments", json={"preset": "resnet18"}).json()["id"]
    answer = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1})
    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "no_data_to_train")
    assert body["where"]["field"] == "datasets.data"
    assert not [call for call in house.engine.calls if call[0] == "enqueue"]


def test_waiting_runs_have_a_limit(tmp_path: Path) -> None:
    house = ApiHouse.build(tmp_path, max_queued_per_owner=2)
    with house.local() as client:
        experiment, _ = started(client)
        path = f"/api/experiments/{experiment}/runs"
        assert client.post(path, json={"revision": 1}).status_code == 201
        answer = client.post(path, json={"revision": 1})
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_runs")
        assert answer.json()["params"] == {"limit": 2}
        # Another owner's queue is another queue.
        started(house.stranger())


def test_kept_runs_have_a_limit(tmp_path: Path) -> None:
    house = ApiHouse.build(tmp_path, max_runs_per_experiment=1)
    with house.local() as client:
        experiment, _ = started(client)
        answer = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1})
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_runs_kept")


def test_deleting_a_run_ends_it_first(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    folder = house.services.artifacts.folder(run)
    (folder / "file").write_text("x", encoding="ascii")
    assert client.delete(f"/api/runs/{run}").status_code == 204
    assert ("forget", run) in house.engine.calls
    assert not folder.exists()
    assert client.get(f"/api/experiments/{experiment}").json()["runs"] == []
    assert client.delete(f"/api/runs/{run}").status_code == 404

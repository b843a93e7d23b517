"""Weights to start from: of runs, of links, of files, and what becomes of them when a run is started."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
from starlette.testclient import TestClient

from layerlab.experiment.matching import layer_shapes
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.protocol.events import CheckpointSaved, RunStarted
from layerlab.store.weights import MAX_FILE_BYTES, WeightStore
from layerlab.worker.beginnings import start_file
from layerlab.worker.checkpoint_store import CheckpointStore, Manifest, Tensors
from support.api_house import LOOPBACK, ApiHouse, report, started

OCTETS = {"content-type": "application/octet-stream"}


def arrays(value: float) -> Tensors:
    """The weights of LeNet-5, all of one value."""
    shapes = layer_shapes(lenet5_mnist(), "classifier")
    return {
        f"{node}.{name}": np.full(shape, value, np.float32)
        for node, own in shapes.items()
        for name, shape in own.items()
    }


def saved(house: ApiHouse, run: str, steps: tuple[int, ...] = (10, 20), best: int = -1) -> None:
    """Checkpoints of a run, each with its step in all weights."""
    checkpoints = CheckpointStore(house.services.artifacts.folder(run))
    for step in steps:
        tensors = {f"networks.classifier.{name}": array for name, array in arrays(step).items()}
        memory = {"optimizers.classifier.0.momentum_buffer": np.ones(3, np.float32)}
        checkpoints.put({**tensors, **memory}, Manifest(step, {}, evaluations={"best_step": best}))
    report(house, run, RunStarted(**STARTED), *(CheckpointSaved(step=step) for step in steps))


STARTED: dict[str, Any] = {
    "total_steps": 20,
    "steps_per_epoch": 10,
    "batch_size": 8,
    "device": "cpu",
    "exact": True,
    "environment": {},
}


def document(client: TestClient, experiment: str) -> dict[str, Any]:
    read: dict[str, Any] = client.get(f"/api/experiments/{experiment}").json()
    return read


def begin_with(client: TestClient, experiment: str, start: dict[str, Any]) -> Any:
    """Save what the experiment starts from, and start a run."""
    read = document(client, experiment)
    body = {"revision": read["revision"], "document": read["document"] | {"start": {"classifier": start}}}
    assert client.put(f"/api/experiments/{experiment}", json=body).status_code == 200
    return client.post(f"/api/experiments/{experiment}/runs", json={"revision": read["revision"] + 1})


def take(client: TestClient, experiment: str, run: str, **more: Any) -> Any:
    body = {"role": "classifier", "run": run, **more}
    return client.post(f"/api/experiments/{experiment}/weights_of_run", json=body)


def value_in(house: ApiHouse, run: str) -> float:
    """What the first weight of a run's own start is."""
    file = start_file(house.services.artifacts.runs / run, "classifier")
    return float(safetensors.numpy.load_file(file)["conv2d_1.weight"].flat[0])


@pytest.mark.parametrize(
    ("wanted", "best", "step"), [({}, 10, 10), ({}, -1, 20), ({"step": -1}, 10, 20), ({"step": 10}, -1, 10)]
)
def test_a_run_starts_from_the_step_that_was_chosen(
    house: ApiHouse, client: TestClient, wanted: dict[str, int], best: int, step: int
) -> None:
    experiment, run = started(client)
    saved(house, run, best=best)
    assert client.get(f"/api/runs/{run}/checkpoints").json() == {"steps": [10, 20], "best": best}
    answer = take(client, experiment, run, **wanted)
    assert answer.status_code == 201, answer.text
    start = answer.json()["start"]
    assert (start["title"], start["run"], start["step"]) == ("LeNet-5 on MNIST", 1, step)
    second = begin_with(client, experiment, start)
    assert second.status_code == 201, second.text
    assert value_in(house, second.json()["id"]) == step
    assert [one["id"] for one in client.get("/api/weights/runs").json()] == [run]


def test_nothing_of_the_origin_is_needed_any_more(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    other, _ = started(client)
    saved(house, run)
    start = take(client, other, run).json()["start"]
    assert client.delete(f"/api/experiments/{experiment}").status_code == 204
    begun = begin_with(client, other, start).json()["id"]
    assert value_in(house, begun) == 20
    for path in (f"/api/runs/{begun}/start/classifier", f"/api/experiments/{other}/start/classifier"):
        answer = client.get(path)
        assert 'filename="lenet_5_on_mnist_start.safetensors"' in answer.headers["content-disposition"]
        assert safetensors.numpy.load(answer.content)["linear_3.bias"][0] == 20
    # Nor the file in the store, once a run has it.
    house.services.weights.path(start["weights"]).unlink()
    assert client.get(f"/api/runs/{begun}/start/classifier").status_code == 200
    gone = client.post(f"/api/experiments/{other}/runs", json={"revision": 2})
    assert (gone.status_code, gone.json()["code"]) == (409, "weights_gone")


def test_the_holder_of_a_link_starts_from_what_it_shows(house: ApiHouse) -> None:
    with house.local():
        owner, reader = house.stranger(), house.stranger()
        experiment, run = started(owner)
        saved(house, run)
        secret = owner.post(f"/api/experiments/{experiment}/shares").json()["secret"]
        assert reader.get(f"/api/shared/{secret}/runs/{run}/checkpoints").json()["steps"] == [10, 20]
        # A link is for looking: who has no experiment has nothing that could start from it.
        assert take(reader, experiment, run, share=secret).status_code == 404
        fork = reader.post(f"/api/shared/{secret}/fork").json()["id"]
        assert take(reader, fork, run).json()["code"] == "run_not_found"
        start = take(reader, fork, run, share=secret).json()["start"]
        begun = begin_with(reader, fork, start)
        assert value_in(house, begun.json()["id"]) == 20
        assert secret not in json.dumps(document(reader, fork)), "a copy must not hand the link on"


def send(client: TestClient, experiment: str, content: bytes, name: str = "lenet.safetensors") -> Any:
    path = f"/api/experiments/{experiment}/weights"
    return client.post(path, content=content, params={"name": name}, headers=OCTETS)


def test_a_file_is_sent_and_started_from(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    answer = send(client, experiment, safetensors.numpy.save(dict(arrays(3))), "my\x00 weights\n.safetensors")
    assert answer.status_code == 201, answer.text
    start = answer.json()["start"]
    assert (start["title"], start["run"], start["step"]) == ("my weights.safetensors", 0, -1)
    assert value_in(house, begin_with(client, experiment, start).json()["id"]) == 3
    again = send(client, experiment, safetensors.numpy.save(dict(arrays(3)))).json()["start"]
    assert again["weights"] == start["weights"], "kept once, under what it holds"
    assert len(list(house.services.artifacts.weights.iterdir())) == 1


def test_nothing_but_weights_is_kept(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    for content in (b"", b"\x80\x04K\x01.", b"PK\x03\x04" + b"\0" * 99, b"\xff" * 4_096):
        refused = send(client, experiment, content)
        assert (refused.status_code, refused.json()["code"]) == (422, "weights_damaged")
    assert list(house.services.artifacts.weights.iterdir()) == []


def test_a_file_that_fits_nothing_starts_no_run(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    other = safetensors.numpy.save({"layer.weight": np.zeros((7, 7), np.float32)})
    start = send(client, experiment, other).json()["start"]
    refused = begin_with(client, experiment, start)
    assert (refused.status_code, refused.json()["code"]) == (409, "weights_fit_nothing")
    assert len(client.get(f"/api/experiments/{experiment}/runs").json()) == 1


def test_a_file_that_is_too_large_is_refused(
    house: ApiHouse, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment, _ = started(client)
    path = f"/api/experiments/{experiment}/weights"
    told = {**OCTETS, "content-length": str(MAX_FILE_BYTES + 1)}
    assert client.post(path, content=b"x", headers=told).json()["code"] == "body_too_large"
    monkeypatch.setattr("layerlab.api.weights.MAX_FILE_BYTES", 100_000)

    def pieces() -> Any:
        for _ in range(20):
            yield b"x" * 10_000

    assert client.post(path, content=pieces(), headers=OCTETS).json()["code"] == "body_too_large"
    assert list(house.services.artifacts.weights.iterdir()) == []


def test_files_come_from_no_other_site_and_to_no_other_place(client: TestClient) -> None:
    experiment, _ = started(client)
    path = f"/api/experiments/{experiment}/weights"
    sites = ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "none"})
    for headers in sites:
        answer = client.post(path, content=b"x", headers=OCTETS | headers)
        assert answer.json()["code"] == "origin_not_allowed"
    assert client.post(path, content=b"x", headers=OCTETS | {"host": "evil.example"}).status_code == 403
    for elsewhere in ("/api/experiments", "/api/check", f"{path}/more", "/api/datasets/mnist/download"):
        answer = client.post(elsewhere, content=b"x" * 10, headers=OCTETS)
        assert answer.json()["code"] == "not_json", elsewhere
    own = client.post(path, content=b"x", headers=OCTETS | {"origin": LOOPBACK})
    assert own.json()["code"] == "weights_damaged"


def test_the_table_of_layers(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    held = dict(arrays(3))
    held["linear_3.weight"], held["linear_3.bias"] = np.zeros((5, 84), np.float32), np.zeros(5, np.float32)
    start = send(client, experiment, safetensors.numpy.save(held)).json()["start"] | {"anew": ["linear_2"]}
    changed = document(client, experiment)["document"] | {"start": {"classifier": start}}
    body = {"experiment": changed, "role": "classifier"}
    answer = client.post(f"/api/experiments/{experiment}/match_weights", json=body)
    layers = {layer["node"]: layer for layer in answer.json()["layers"]}
    assert {node: layer["status"] for node, layer in layers.items()} == {
        "conv2d_1": "path",
        "conv2d_2": "path",
        "linear_1": "path",
        "linear_2": "anew",
        "linear_3": "mismatch",
    }
    assert layers["linear_3"]["here"] == {"weight": [10, 84], "bias": [10]}
    assert layers["linear_3"]["there"] == {"weight": [5, 84], "bias": [5]}


def test_the_store_keeps_within_its_bounds(tmp_path: Path) -> None:
    store, wanted = WeightStore(tmp_path, 1_000), set[str]()

    def put(content: bytes) -> str:
        draft = store.draft()
        draft.write_bytes(content)
        return store.take(draft, wanted.__contains__)

    first = put(b"a" * 400)
    wanted.add(first)
    second = put(b"b" * 400)
    with pytest.raises(Exception, match="too_many_weights"):
        put(b"c" * 400)
    for file in tmp_path.glob("*.safetensors"):
        os.utime(file, (0, 0))
    third = put(b"c" * 400)
    assert store.path(first).read_bytes() == b"a" * 400
    assert store.path(third).is_file()
    with pytest.raises(Exception, match="weights_gone"):
        store.path(second)
    for name in ("../../etc/passwd", "", "A" * 64, "a" * 63):
        with pytest.raises(Exception, match="weights_gone"):
            store.path(name)


def test_averages_are_what_is_started_from(house: ApiHouse, client: TestClient) -> None:
    """A run's figure was measured with them."""
    experiment, run = started(client)
    tensors = {f"networks.classifier.{name}": array for name, array in arrays(1).items()}
    tensors |= {f"memory.average.classifier.{name}": array for name, array in arrays(3).items()}
    CheckpointStore(house.services.artifacts.folder(run)).put(tensors, Manifest(10, {}))
    digest = take(client, experiment, run).json()["start"]["weights"]
    kept = safetensors.numpy.load_file(house.services.weights.path(digest))
    assert kept.keys() == arrays(3).keys()
    assert all((array == 3).all() for array in kept.values())

"""Script, document and weights, in the hands of those who may have them."""

from __future__ import annotations

import ast
import json
import sys

import numpy as np
import pytest
from safetensors.numpy import load
from starlette.testclient import TestClient

from layerlab.experiment.document import Experiment
from layerlab.protocol import wire
from layerlab.protocol.events import HyperparameterChanged, RunStarted
from layerlab.store.tables import EventRow
from layerlab.worker.checkpoint_store import CheckpointStore, Manifest
from support.api_house import ApiHouse, refused, started
from support.experiments import RATE
from support.repository import PACKAGE


def checkpoint(house: ApiHouse, run: str, step: int, **tensors: float) -> None:
    """A checkpoint as a worker writes it."""
    arrays = {name.replace("__", "."): np.full((2, 3), value, np.float32) for name, value in tensors.items()}
    CheckpointStore(house.services.artifacts.folder(run)).put(dict(arrays), Manifest(step, {}))


def test_weights_are_those_of_the_newest_checkpoint(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)
    assert client.get(f"/api/runs/{run}/weights").json()["code"] == "no_checkpoint"
    checkpoint(house, run, 9, networks__classifier__conv2d_1__weight=1.0)
    checkpoint(
        house,
        run,
        10,
        networks__classifier__conv2d_1__weight=2.0,
        optimizers__classifier__0__momentum_buffer=3.0,
    )
    answer = client.get(f"/api/runs/{run}/weights")
    tensors = load(answer.content)
    assert list(tensors) == ["conv2d_1.weight"]
    assert (tensors["conv2d_1.weight"] == 2).all()
    assert 'filename="lenet_5_on_mnist_run_1.safetensors"' in answer.headers["content-disposition"]


def test_a_half_written_checkpoint_is_not_seen(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)
    checkpoint(house, run, 9, networks__classifier__conv2d_1__weight=1.0)
    (house.services.artifacts.folder(run) / "checkpoints" / "10").mkdir()
    assert (load(client.get(f"/api/runs/{run}/weights").content)["conv2d_1.weight"] == 1).all()


def test_older_weights_are_not_taken_for_the_last(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)
    for step in (9, 10):
        checkpoint(house, run, step, networks__classifier__conv2d_1__weight=float(step))
    state = house.services.artifacts.folder(run) / "checkpoints" / "10" / "state.safetensors"
    state.write_bytes(state.read_bytes()[:-1])
    answer = client.get(f"/api/runs/{run}/weights")
    assert (load(answer.content)["conv2d_1.weight"] == 9).all()
    name = "lenet_5_on_mnist_run_1_step_9_since_10_is_damaged.safetensors"
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert answer.headers["x-layerlab-step"] == "9"
    length = int.from_bytes(answer.content[:8], "little")
    told = json.loads(answer.content[8 : 8 + length])["__metadata__"]
    assert told == {"step": "9", "damaged_step": "10"}, "in the file itself, too"


def test_several_roles_keep_their_names(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)
    checkpoint(house, run, 1, networks__generator__linear_1__bias=1.0, networks__critic__linear_1__bias=2.0)
    assert sorted(load(client.get(f"/api/runs/{run}/weights").content)) == [
        "critic.linear_1.bias",
        "generator.linear_1.bias",
    ]


def test_the_document_comes_back_whole(client: TestClient) -> None:
    experiment, run = started(client)
    document = client.get(f"/api/experiments/{experiment}").json()["document"]
    for path in (f"/api/experiments/{experiment}/export", f"/api/runs/{run}/export"):
        answer = client.get(path, params={"to": "json"})
        assert json.loads(answer.content) == document
        assert "attachment" in answer.headers["content-disposition"]
        Experiment.model_validate_json(answer.content)


def test_the_script_is_python_and_needs_no_layerlab(client: TestClient) -> None:
    experiment, _ = started(client)
    answer = client.get(f"/api/experiments/{experiment}/export", params={"to": "pytorch"})
    assert 'filename="lenet_5_on_mnist.py"' in answer.headers["content-disposition"]
    tree = ast.parse(answer.text)
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "torch" in imported
    assert "layerlab" not in imported


def test_the_script_of_a_run_knows_its_changes(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)
    before = client.get(f"/api/runs/{run}/export").text
    change = HyperparameterChanged(step=100, name=RATE, value=0.012345, previous=0.05)
    with house.services.database.session() as session:
        session.add(EventRow(run=run, term=1, seq=1, kind=change.kind, step=100, payload=wire.pack(change)))
    after = client.get(f"/api/runs/{run}/export").text
    assert "0.012345" not in before
    assert "0.012345" in after


def test_paths_of_the_server_stay_at_home(house: ApiHouse, client: TestClient) -> None:
    """Also where the owner exports at the server itself: scripts are passed on."""
    experiment, run = started(client)
    secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
    for who, path in (
        (house.stranger(), f"/api/shared/{secret}/export"),
        (house.stranger(), f"/api/shared/{secret}/runs/{run}/export"),
        (client, f"/api/experiments/{experiment}/export"),
        (client, f"/api/runs/{run}/export"),
    ):
        script = who.get(path).text
        assert "python lenet_5_on_mnist.py" in script
        assert str(PACKAGE) not in script
        assert str(house.services.settings.data) not in script


def test_a_title_in_any_letters_makes_a_name(client: TestClient) -> None:
    document = client.get("/api/presets/lenet5_mnist").json() | {"title": '数字 "; rm -rf /\r\nx'}
    experiment = client.post("/api/experiments", json={"document": document}).json()["id"]
    header = client.get(f"/api/experiments/{experiment}/export").headers["content-disposition"]
    assert header.isascii()
    assert "\n" not in header
    assert "/" not in header
    assert "filename*=UTF-8''%E6%95%B0%E5%AD%97_rm_rf_x.py" in header


def test_what_cannot_be_built_is_not_exported(client: TestClient) -> None:
    document = client.get("/api/presets/lenet5_mnist").json()
    document["networks"]["classifier"]["edges"] = []
    experiment = client.post("/api/experiments", json={"document": document}).json()["id"]
    answer = client.get(f"/api/experiments/{experiment}/export")
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert client.get(f"/api/experiments/{experiment}/export", params={"to": "json"}).status_code == 200
    assert client.get(f"/api/experiments/{experiment}/export", params={"to": "exe"}).status_code == 422


def test_the_script_of_a_run_computes_as_the_run_does(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)
    began = RunStarted(
        total_steps=10,
        steps_per_epoch=10,
        batch_size=64,
        device="cpu",
        exact=True,
        environment={"threads": "2", "memory_format": "channels_last"},
    )
    before = client.get(f"/api/runs/{run}/export").text
    with house.services.database.session() as session:
        session.add(EventRow(run=run, term=1, seq=1, kind=began.kind, step=0, payload=wire.pack(began)))
    after = client.get(f"/api/runs/{run}/export").text
    assert "memory_format" not in before
    assert "torch.set_num_threads(2)" in after
    assert "classifier.to(device, memory_format=torch.channels_last)" in after or (
        "network.to(device, memory_format=torch.channels_last)" in after
    )


def test_a_network_is_taken_as_onnx(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    answer = client.get(f"/api/experiments/{experiment}/onnx")
    assert answer.content == b"written"
    assert 'filename="lenet_5_on_mnist_untrained.onnx"' in answer.headers["content-disposition"]
    assert client.get(f"/api/runs/{run}/onnx").json()["code"] == "no_checkpoint"
    checkpoint(house, run, 9, networks__classifier__conv2d_1__weight=1.0)
    answer = client.get(f"/api/runs/{run}/onnx", params={"which": "best"})
    assert 'filename="lenet_5_on_mnist_run_1_best.onnx"' in answer.headers["content-disposition"]
    first, second = house.engine.exported
    assert (first.role, first.run, second.which) == ("classifier", None, "best")
    assert second.run == house.services.artifacts.runs / run
    assert dict(second.told) == {"run": "1"}
    assert list(first.target.parent.iterdir()) == [], "nothing is left behind"
    secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
    shared = house.stranger().get(f"/api/shared/{secret}/runs/{run}/onnx")
    assert shared.content == b"written"


def test_what_can_not_be_taken_as_onnx_is_said_before_any_process_is_asked(
    house: ApiHouse, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment, _ = started(client)
    path = f"/api/experiments/{experiment}/onnx"
    stranger = client.get(path, params={"role": "judge"})
    assert (stranger.status_code, stranger.json()["code"]) == (422, "role_unknown")
    document = client.get("/api/presets/lenet5_mnist").json()
    document["networks"]["classifier"]["edges"] = []
    broken = client.post("/api/experiments", json={"document": document}).json()["id"]
    assert client.get(f"/api/experiments/{broken}/onnx").json()["problems"]
    monkeypatch.setitem(sys.modules, "onnx", None)
    missing = client.get(path)
    assert (missing.status_code, missing.json()["code"]) == (501, "onnx_missing")
    assert house.engine.exported == []


def test_an_export_that_fails_leaves_nothing(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    house.engine.fault = refused("onnx_unknown", 422)
    answer = client.get(f"/api/experiments/{experiment}/onnx")
    assert (answer.status_code, answer.json()["code"]) == (422, "onnx_unknown")
    assert list((house.services.artifacts.cache / "taken").iterdir()) == []


def test_averaged_weights_are_taken_where_they_are_kept(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)
    name = "classifier__conv2d_1__weight"
    checkpoint(house, run, 9, **{f"networks__{name}": 1.0, f"memory__average__{name}": 3.0})
    answer = client.get(f"/api/runs/{run}/weights")
    assert (load(answer.content)["conv2d_1.weight"] == 3).all()
    assert 'filename="lenet_5_on_mnist_run_1_averaged.safetensors"' in answer.headers["content-disposition"]
    length = int.from_bytes(answer.content[:8], "little")
    assert json.loads(answer.content[8 : 8 + length])["__metadata__"]["averaged"] == "classifier"

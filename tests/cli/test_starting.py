"""Training and export from weights of elsewhere, as the command line names them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json
from layerlab.worker.checkpoint_store import weights
from support.api_house import ApiHouse
from support.experiments import small
from support.recorded import column
from support.scripted_channel import carry_out

OTHER = small().model_copy(update={"seed": 11})
"""Draws other weights than those that it starts from."""


class Trained:
    """A data folder with a run that has ended, and what a run that starts from it gives in the server."""

    def __init__(self, data: Path) -> None:
        data.mkdir()
        house = ApiHouse.build(data)
        with house.local() as client:
            body = {"document": small().model_dump(mode="json")}
            self.experiment = client.post("/api/experiments", json=body).json()["id"]
            self.origin = self._run(client)
            carry_out(small(), house.services.artifacts.folder(self.origin), data / "cache")
            asked = {"role": "classifier", "run": self.origin}
            path = f"/api/experiments/{self.experiment}"
            start = client.post(f"{path}/weights_of_run", json=asked).json()["start"]
            document = OTHER.model_dump(mode="json") | {"start": {"classifier": start}}
            answer = client.put(path, json={"revision": 1, "document": document})
            assert answer.status_code == 200, answer.text
            run = self._run(client, 2)
        self.document = Experiment.model_validate(document)
        events = carry_out(self.document, house.services.artifacts.folder(run), data / "cache")
        self.losses = column(events, "loss")
        self.weights = weights(house.services.artifacts.folder(self.origin), "last")
        house.services.database.close()

    def _run(self, client: Any, revision: int = 1) -> str:
        answer = client.post(f"/api/experiments/{self.experiment}/runs", json={"revision": revision})
        assert answer.status_code == 201, answer.text
        run: str = answer.json()["id"]
        return run


@pytest.fixture
def trained(tmp_path: Path) -> Trained:
    there = Trained(tmp_path / "data")
    (tmp_path / "it.json").write_text(export_json(OTHER), encoding="utf-8")
    (tmp_path / "named.json").write_text(export_json(there.document), encoding="utf-8")
    (tmp_path / "w.safetensors").write_bytes(there.weights.content)
    return there


def losses_told(done: Any) -> dict[int, float]:
    assert done.returncode == 0, done.stdout + done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    return {event["step"]: event["loss"] for event in events if event["event"] == "progress"}


def test_a_start_is_the_one_of_the_server_to_the_bit(layerlab: Any, trained: Trained) -> None:
    name = f"{trained.experiment}/1@last"
    for arguments in (
        ("it.json", "--start", name),
        ("it.json", "--start", f"classifier={name}"),
        ("it.json", "--start", "w.safetensors"),
        # The document itself names them.
        ("named.json",),
    ):
        told = losses_told(layerlab("train", *arguments, "--json"))
        assert told
        assert told == {step: trained.losses[step] for step in told}, arguments
    drawn = losses_told(layerlab("train", "it.json", "--json"))
    assert drawn != {step: trained.losses[step] for step in drawn}


def test_weights_that_are_not_there_are_named(layerlab: Any, trained: Trained, tmp_path: Path) -> None:
    for origin in ("nothing.safetensors", f"{trained.experiment}/7", "abc/1"):
        done = layerlab("train", "it.json", "--start", origin)
        assert done.returncode == 1
        assert done.stderr.startswith(f"There are no weights {origin}: "), done.stderr
    done = layerlab("train", "it.json", "--start", f"{trained.experiment}/1@3")
    assert (done.returncode, done.stderr) == (1, "This run has saved no such weights.\n")
    (tmp_path / "bad.safetensors").write_bytes(b"nothing of the kind")
    done = layerlab("train", "it.json", "--start", "bad.safetensors")
    assert (done.returncode, done.stderr) == (1, "This is no whole safetensors file of weights.\n")
    done = layerlab("train", "it.json", "--start", "judge=w.safetensors")
    assert (done.returncode, done.stderr) == (1, "This experiment has no judge.\n")
    done = layerlab("train", "moons", "--start", "w.safetensors")
    assert done.returncode == 1
    assert done.stderr.startswith("No layer of the classifier finds its weights"), done.stderr


def test_an_onnx_file_has_the_weights_of_a_run(layerlab: Any, trained: Trained, tmp_path: Path) -> None:
    for origin in ("w.safetensors", f"{trained.experiment}/1@last"):
        done = layerlab("export", "it.json", "--to", "onnx", "-o", "it.onnx", "--weights", origin)
        assert done.returncode == 0, done.stderr
        made = onnx.load(tmp_path / "it.onnx")
        for kept in made.graph.initializer:
            assert np.array_equal(numpy_helper.to_array(kept), trained.weights.roles["classifier"][kept.name])

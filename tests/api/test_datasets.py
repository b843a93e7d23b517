"""Datasets: listed, looked at, fetched."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, ClassVar, Literal

import msgpack
import numpy as np
import pytest
from starlette.testclient import TestClient

from layerlab.api import datasets, downloads
from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.datasets.load import load
from layerlab.datasets.mnist import Mnist
from layerlab.kit.errors import LayerlabError
from layerlab.kit.members import members
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField
from support.api_house import ApiHouse

REMOTE = "cifar10"
BAD_INDICES = [
    {"indices": text} for text in ("1,", "-1", "a", "1,,2", "1.5", "9" * 12, ",".join(["1"] * 201))
]


def samples(client: TestClient, kind: str = "mnist", **query: Any) -> dict[str, Any]:
    answer = client.get(f"/api/datasets/{kind}/samples", params=query)
    assert answer.status_code == 200, answer.text
    unpacked: dict[str, Any] = msgpack.unpackb(answer.content)
    return unpacked


def column(found: dict[str, Any], name: str) -> dict[str, Any]:
    (one,) = (each for each in found["columns"] if each["name"] == name)
    return dict(one)


def listed(client: TestClient, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(d for d in client.get("/api/datasets").json() if d["kind"] == kind)
    return found


def test_shipped_data_is_available(client: TestClient) -> None:
    mnist = listed(client, "mnist")
    assert (mnist["shipped"], mnist["available"], mnist["download"], mnist["problem"]) == (
        True,
        True,
        None,
        None,
    )
    image, label = mnist["fields"]
    assert image == {
        "name": "image",
        "value": {"kind": "image", "sides": [1, 28, 28], "categories": 0},
        "names": [],
        "mean": Mnist.mean,
        "std": Mnist.std,
        "missing": [],
    }
    assert (label["value"]["kind"], label["names"][3]) == ("label", "3")
    assert (mnist["default_input"], mnist["default_target"]) == ("image", "label")
    assert mnist["splits"] == {"train": 60_000, "test": 10_000}
    assert listed(client, REMOTE)["available"] is False


def test_samples_are_those_of_the_files(house: ApiHouse, client: TestClient) -> None:
    arrays = load(Mnist(), house.services.artifacts.cache)
    found = samples(client, split="test", start=5, count=3)
    image, label = found["columns"]
    assert (image["name"], image["kind"], image["stored"]) == ("image", "image", "uint8")
    assert image["shape"] == [3, 1, 28, 28]
    assert found["indices"] == [5, 6, 7]
    assert found["total"] == 10_000
    assert image["values"] == np.asarray(arrays["test"]["image"][5:8]).tobytes()
    assert label == {
        "name": "label",
        "kind": "label",
        "stored": "uint8",
        "shape": [3],
        "values": arrays["test"]["label"][5:8].tolist(),
    }


def test_samples_of_one_class(client: TestClient) -> None:
    found = samples(client, split="train", label=7, count=10)
    assert set(column(found, "label")["values"]) == {7}
    assert found["total"] < 60_000
    assert samples(client, label=11)["indices"] == []
    assert column(samples(client, start=9_999, count=40), "image")["shape"][0] == 1
    assert column(samples(client, start=10**9), "image")["shape"][0] == 0


def test_chosen_samples_come_in_the_order_asked_for(house: ApiHouse, client: TestClient) -> None:
    arrays = load(Mnist(), house.services.artifacts.cache)
    found = samples(client, split="train", indices="59999,3,3")
    image = column(found, "image")
    assert (found["indices"], found["total"], image["shape"]) == ([59_999, 3, 3], 3, [3, 1, 28, 28])
    assert image["values"] == np.asarray(arrays["train"]["image"][[59_999, 3, 3]]).tobytes()
    assert column(found, "label")["values"] == arrays["train"]["label"][[59_999, 3, 3]].tolist()
    assert len(samples(client, indices=",".join(str(i) for i in range(200)))["indices"]) == 200
    answer = client.get("/api/datasets/mnist/samples", params={"indices": "10000"})
    assert (answer.status_code, answer.json()["code"]) == (404, "sample_unknown")


class Points(Dataset):
    """Points of the plane and how high the ground is there: no image, no class, no test set."""

    kind: Literal["points"] = "points"
    title: ClassVar[str] = "Points"
    attribution: ClassVar[str] = "made here"
    default_input: ClassVar[str] = "point"
    default_target: ClassVar[str] = "height"
    origin: ClassVar[Origin] = Origin(file="points.npz", format="idx", mirror=(), shipped="points.npz")

    def data_fields(self) -> tuple[DataField, ...]:
        point = DataField("point", Value("vector", (2,)), stored="float32", names=("x", "y"), mean=(0.0, 1.0))
        return point, DataField("height", Value("vector", (1,)), stored="float32")

    def splits(self) -> dict[Split, int]:
        return {"train": 4, "validation": 2}

    def read(self, fetch: Fetch) -> Columns:
        numbers = np.arange(12, dtype=np.float32)
        return {
            "train": {"point": numbers[:8].reshape(4, 2) / 2, "height": numbers[:4, None]},
            "validation": {"point": numbers[8:].reshape(2, 2), "height": numbers[:2, None]},
        }


def test_any_column_of_any_split_is_served(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets, "members", lambda union: {**members(union), "points": Points})
    points = listed(client, "points")
    assert points["splits"] == {"train": 4, "validation": 2}
    assert (points["fields"][0]["mean"], points["fields"][0]["names"]) == ([0.0, 1.0], ["x", "y"])

    point, height = samples(client, "points", split="train", start=1, count=2)["columns"]
    assert (point["kind"], point["shape"], point["values"]) == ("vector", [2, 2], [[1.0, 1.5], [2.0, 2.5]])
    assert height["values"] == [[1.0], [2.0]]
    (only,) = samples(client, "points", split="validation", columns="height")["columns"]
    assert (only["name"], only["values"]) == ("height", [[0.0], [1.0]])
    assert samples(client, "points", split="train", label=1)["total"] == 0

    for path, query, code, where in (
        ("samples", {"split": "test"}, "split_unknown", "split"),
        ("samples", {"split": "train", "columns": "point,colour"}, "column_unknown", "columns"),
        ("labels", {"split": "train"}, "no_classes", ""),
    ):
        refused = client.get(f"/api/datasets/points/{path}", params=query)
        assert (refused.status_code, refused.json()["code"]) == (404, code)
        assert refused.json()["where"]["field"] == where


def test_the_labels_of_a_split(house: ApiHouse, client: TestClient) -> None:
    arrays = load(Mnist(), house.services.artifacts.cache)
    for query, labels in (({}, arrays["test"]["label"]), ({"split": "train"}, arrays["train"]["label"])):
        answer = client.get("/api/datasets/mnist/labels", params=query)
        assert msgpack.unpackb(answer.content) == {"labels": np.asarray(labels).tobytes()}
    assert client.get("/api/datasets/mnist/labels", params={"split": "x"}).status_code == 422
    assert client.get("/api/datasets/nothing/labels").json()["code"] == "dataset_not_found"
    assert client.get(f"/api/datasets/{REMOTE}/labels").json()["code"] == "dataset_not_here"


@pytest.mark.parametrize(
    "query",
    [
        {"count": 10**6},
        {"start": -1},
        {"split": "all"},
        {"label": "x"},
        {"columns": "image;label"},
        *BAD_INDICES,
    ],
)
def test_wrong_questions_are_refused(client: TestClient, query: dict[str, Any]) -> None:
    answer = client.get("/api/datasets/mnist/samples", params=query)
    assert answer.status_code == 422
    assert answer.json()["where"]["field"] == next(iter(query))


def test_unknown_and_absent_datasets(client: TestClient) -> None:
    assert client.get("/api/datasets/nothing/samples").json()["code"] == "dataset_not_found"
    answer = client.get(f"/api/datasets/{REMOTE}/samples")
    assert (answer.status_code, answer.json()["code"]) == (409, "dataset_not_here")


def test_a_download_shows_its_progress_and_its_end(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, go_on = threading.Event(), threading.Event()

    def slow(dataset: Dataset, cache: Path, heard: Any) -> None:
        heard(50, 100)
        half.set()
        assert go_on.wait(10)
        raise LayerlabError("dataset_unavailable", {"dataset": dataset.title, "host": "example.org"}, 503)

    monkeypatch.setattr(downloads, "load", slow)
    assert client.post(f"/api/datasets/{REMOTE}/download").status_code == 202
    assert half.wait(10)
    assert listed(client, REMOTE)["download"] == {"done": 50, "total": 100}
    client.post(f"/api/datasets/{REMOTE}/download")
    thread = next(t for t in threading.enumerate() if t.name == f"fetch-{REMOTE}")
    go_on.set()
    thread.join(10)
    after = listed(client, REMOTE)
    assert after["download"] is None
    assert after["problem"]["code"] == "dataset_unavailable"
    assert after["problem"]["params"]["host"] == "example.org"


def test_what_is_here_is_not_fetched(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(downloads, "load", never)
    assert client.post("/api/datasets/mnist/download").json()["available"] is True


def test_samples_are_those_of_the_fields(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Dataset] = []
    monkeypatch.setattr(datasets, "load", lambda dataset, cache: seen.append(dataset) or load(dataset, cache))
    samples(client, fields='{"train_limit": 7}', count=1)
    assert seen == [Mnist(train_limit=7)]
    for fields, code in (
        ('{"train_limit": -1}', "invalid_field"),
        ('{"colour": 1}', "invalid_field"),
        ("[]", "invalid_document"),
        ("{", "invalid_json"),
    ):
        refused = client.get("/api/datasets/mnist/labels", params={"fields": fields})
        assert refused.status_code in {400, 422}
        assert refused.json()["code"] == code


def test_one_dataset_is_as_its_fields_make_it(client: TestClient) -> None:
    usual = client.get("/api/datasets/penguins").json()
    assert usual == listed(client, "penguins")
    fields = '{"missing": "drop", "encoding": "none"}'
    other = client.get("/api/datasets/penguins", params={"fields": fields}).json()
    assert other["splits"] == {"train": 266, "test": 67}
    assert other["fields"][0]["value"]["sides"] == [4]
    shown = samples(client, "penguins", fields=fields, split="train", count=1)
    assert shown["columns"][0]["shape"] == [1, 4]
    assert client.get("/api/datasets/nothing").json()["code"] == "dataset_not_found"

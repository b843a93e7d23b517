"""The library: made, saved, copied, deleted."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from layerlab.api import cards
from layerlab.protocol import wire
from layerlab.protocol.events import CheckpointSaved, Event, FrameRecorded, ScalarsRecorded
from layerlab.protocol.frames import MatrixFrame, SurfaceFrame
from layerlab.protocol.metrics import Metric
from layerlab.store.events import EVENT
from layerlab.store.tables import EventRow, RunRow
from support.api_house import OUTPUTS, ApiHouse, started


def created(client: TestClient) -> dict[str, Any]:
    answer = client.post("/api/experiments", json={"preset": "lenet5_mnist"})
    assert answer.status_code == 201
    body: dict[str, Any] = answer.json()
    return body


def test_a_preset_becomes_an_experiment(client: TestClient) -> None:
    new = created(client)
    assert new["revision"] == 1
    assert new["document"] == client.get("/api/presets/lenet5_mnist").json()
    read = client.get(f"/api/experiments/{new['id']}").json()
    assert (read["document"], read["title"], read["runs"]) == (new["document"], "LeNet-5 on MNIST", [])
    assert read["updated_at"].endswith("Z")


def test_a_document_becomes_an_experiment(client: TestClient) -> None:
    document = created(client)["document"] | {"title": "数字 <b>&"}
    new = client.post("/api/experiments", json={"document": document}).json()
    assert client.get(f"/api/experiments/{new['id']}").json()["title"] == "数字 <b>&"


def test_exactly_one_source_is_asked_for(client: TestClient) -> None:
    document = created(client)["document"]
    for body in ({}, {"preset": "lenet5_mnist", "document": document}):
        assert client.post("/api/experiments", json=body).json()["code"] == "preset_or_document"
    assert client.post("/api/experiments", json={"preset": "nothing"}).status_code == 404


def test_a_save_raises_the_revision(client: TestClient) -> None:
    new = created(client)
    path = f"/api/experiments/{new['id']}"
    body = {"revision": 1, "document": new["document"] | {"title": "Mine"}}
    assert client.put(path, json=body).json() == {"revision": 2}
    assert client.get(path).json()["title"] == "Mine"


def test_a_stale_save_is_refused_and_changes_nothing(client: TestClient) -> None:
    new = created(client)
    path = f"/api/experiments/{new['id']}"
    client.put(path, json={"revision": 1, "document": new["document"] | {"title": "First"}})
    answer = client.put(path, json={"revision": 1, "document": new["document"] | {"title": "Second"}})
    assert answer.status_code == 409
    assert answer.json()["code"] == "stale_revision"
    assert answer.json()["params"] == {"revision": 2}
    assert client.get(path).json()["title"] == "First"


def test_unfinished_networks_can_be_saved(client: TestClient) -> None:
    new = created(client)
    document = new["document"]
    document["networks"]["classifier"]["edges"] = []
    answer = client.put(f"/api/experiments/{new['id']}", json={"revision": 1, "document": document})
    assert answer.status_code == 200


def test_a_copy_leaves_the_runs_behind(client: TestClient) -> None:
    experiment, _ = started(client)
    copy = client.post(f"/api/experiments/{experiment}/duplicate").json()
    assert copy["id"] != experiment
    assert client.get(f"/api/experiments/{copy['id']}").json()["runs"] == []


def test_deleting_takes_runs_files_and_links_along(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
    folder = house.services.artifacts.folder(run)
    assert client.delete(f"/api/experiments/{experiment}").status_code == 204
    assert ("forget", run) in house.engine.calls
    assert not folder.exists()
    assert client.get(f"/api/runs/{run}").status_code == 404
    assert client.get(f"/api/shared/{secret}").json()["code"] == "link_gone"
    assert client.get("/api/experiments").json() == []


def test_a_library_has_a_limit(tmp_path: Path) -> None:
    house = ApiHouse.build(tmp_path, max_experiments_per_owner=2)
    with house.local() as client:
        first = created(client)
        created(client)
        for answer in (
            client.post("/api/experiments", json={"preset": "lenet5_mnist"}),
            client.post(f"/api/experiments/{first['id']}/duplicate"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (429, "too_many_experiments")


def add_event(house: ApiHouse, run: str, seq: int, event: Event) -> None:
    with house.services.database.session() as session:
        probe = event.probe if isinstance(event, FrameRecorded) else ""
        row = EventRow(
            run=run, term=1, seq=seq, kind=event.kind, probe=probe, step=seq, payload=wire.pack(event)
        )
        session.add(row)


def test_the_card_shows_the_best_and_the_newest(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    with house.services.database.session() as session:
        row = session.get(RunRow, run)
        assert row
        row.state = "running"
        row.metrics = json.dumps({"best_test_accuracy": 0.9, "test_loss": float("nan")})
    (card,) = client.get("/api/experiments").json()
    assert card["id"] == experiment
    assert (card["dataset"], card["parameters"]) == ("mnist", 61_706)
    assert (card["runs"], card["running"], card["best"]["value"], card["sparkline"]) == (1, 1, 0.9, [])
    body = client.get(f"/api/runs/{run}").json()
    assert body["metrics"] == {"best_test_accuracy": 0.9}, "NaN is no JSON"
    # A row of before says nothing of its headline.
    assert body["headline"] == card["best"]["metric"]
    assert (body["headline"]["name"], body["headline"]["unit"]) == ("accuracy", "share")


def test_the_card_tells_of_one_run(house: ApiHouse, client: TestClient) -> None:
    """The best figure stands beside the network, the data and the picture of the run that reached it."""
    experiment, best = started(client)
    with house.services.database.session() as session:
        row = session.get(RunRow, best)
        assert row
        row.metrics = json.dumps({"best_test_accuracy": 0.98})
    add_event(house, best, 2, FrameRecorded(probe="feature_maps", step=2, frame=OUTPUTS))
    document = client.get(f"/api/experiments/{experiment}").json()["document"]
    document["datasets"]["data"] = {"kind": "fashion_mnist"}
    document["networks"]["classifier"]["nodes"]["linear_1"]["layer"]["out_features"] = 10
    client.put(f"/api/experiments/{experiment}", json={"revision": 1, "document": document})
    later = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 2}).json()["id"]
    with house.services.database.session() as session:
        row = session.get(RunRow, later)
        assert row
        row.step, row.metrics = 9, json.dumps({"best_test_accuracy": 0.7})
    add_event(house, later, 9, FrameRecorded(probe="feature_maps", step=9, frame=OUTPUTS))
    (card,) = client.get("/api/experiments").json()
    assert (card["best"]["value"], card["dataset"], card["parameters"]) == (0.98, "mnist", 61_706)
    frame = wire.unpack(EVENT, client.get(f"/api/experiments/{experiment}/thumbnail").content)
    assert isinstance(frame, FrameRecorded)
    assert frame.step == 2


def test_the_card_goes_by_what_its_runs_declare(house: ApiHouse, client: TestClient) -> None:
    """The least error is the best one; the accuracy of an older run is no match for it."""
    experiment, old = started(client)
    error = Metric(name="error", series="evaluation", better="lower", headline=True)
    ids = [old]
    for _ in range(2):
        ids.append(client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1}).json()["id"])
    kept = [("", {"best_test_accuracy": 0.98})]
    kept += [(error.model_dump_json(), {"best_test_error": value}) for value in (0.25, 0.5)]
    with house.services.database.session() as session:
        for run, (headline, metrics) in zip(ids, kept, strict=True):
            row = session.get(RunRow, run)
            assert row
            row.headline, row.metrics = headline, json.dumps(metrics)
    (card,) = client.get("/api/experiments").json()
    assert card["best"] == {"metric": error.model_dump(), "value": 0.25}


def test_the_thumbnail_is_the_newest_frame(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    path = f"/api/experiments/{experiment}/thumbnail"
    nothing = client.get(path)
    assert (nothing.status_code, nothing.content) == (204, b""), "a run that waits is no error"
    add_event(house, run, 1, CheckpointSaved(step=1))
    for seq in (2, 3):
        add_event(house, run, seq, FrameRecorded(probe="feature_maps", step=seq, frame=OUTPUTS))
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/msgpack"
    frame = wire.unpack(EVENT, answer.content)
    assert isinstance(frame, FrameRecorded)
    assert frame.step == 3


def test_the_thumbnail_of_a_network_on_numbers_is_what_it_confuses_or_its_plane(
    house: ApiHouse, client: TestClient
) -> None:
    experiment, run = started(client)
    matrix = MatrixFrame(rows=2, columns=2, counts=bytes(16), total=0)
    surface = SurfaceFrame(
        role="classifier", side=16, bounds=(0, 1, 0, 1), categories=2,
        values=bytes(512), winners=b"", points=b"", labels=b"",
    )  # fmt: skip
    for seq, (probe, frame) in enumerate(
        [("feature_maps", OUTPUTS), ("confusion_matrix", matrix), ("surface", surface)], start=1
    ):
        add_event(house, run, seq, FrameRecorded(probe=probe, step=1, frame=frame))
        told = wire.unpack(EVENT, client.get(f"/api/experiments/{experiment}/thumbnail").content)
        assert isinstance(told, FrameRecorded)
        assert told.frame == frame


def test_a_long_library_costs_no_more_questions_and_is_read_once(
    house: ApiHouse, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page asks for it again and again: what can't have changed is neither loaded nor checked anew."""
    asked: list[str] = []
    event.listen(
        house.services.database.engine, "before_cursor_execute", lambda *told: asked.append(str(told[2]))
    )

    def questions() -> int:
        for _ in range(2):
            asked.clear()
            client.get("/api/experiments").raise_for_status()
        assert not any("snapshot" in text or "experiments.document" in text for text in asked)
        return len(asked)

    started(client)
    few = questions()
    for _ in range(3):
        started(client)
    assert questions() == few
    monkeypatch.setattr(cards, "check_experiment", None)
    assert len(client.get("/api/experiments").json()) == 4


def test_lines_are_drawn_anew_only_where_a_run_went_on(house: ApiHouse, client: TestClient) -> None:
    _, run = started(client)

    def line_after(step: int, loss: float) -> list[float]:
        scalars = ScalarsRecorded(
            series="step", steps=struct.pack("<i", step), columns={"loss": struct.pack("<f", loss)}
        )
        with house.services.database.session() as session:
            row = session.get(RunRow, run)
            assert row
            row.step = step
            session.add(
                EventRow(
                    run=run,
                    term=1,
                    seq=step,
                    kind=scalars.kind,
                    probe="train",
                    step=step,
                    payload=wire.pack(scalars),
                )
            )
        line: list[float] = client.get("/api/experiments").json()[0]["sparkline"]
        assert client.get("/api/experiments").json()[0]["sparkline"] == line
        return line

    assert line_after(1, 2.0) == [2.0]
    assert line_after(2, 1.0) == [2.0, 1.0]

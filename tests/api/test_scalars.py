"""Numbers of a run on demand: exact where the range is short, else in buckets."""

from __future__ import annotations

from array import array
from typing import Any

import msgpack
import numpy as np
import pytest
from starlette.testclient import TestClient

from layerlab.protocol.events import Event, RunStarted, ScalarsRecorded
from layerlab.store import events, runs
from layerlab.store.events import Entry
from support.api_house import ApiHouse, started

STEPS, PACK = 25_000, 500


@pytest.fixture
def run(house: ApiHouse, client: TestClient) -> str:
    """A run of the person at this computer, 25,000 steps long."""
    _, run = started(client)
    begun = RunStarted(
        total_steps=STEPS, steps_per_epoch=938, batch_size=64, device="cpu", exact=True, environment={}
    )
    packs: list[Event] = [begun]
    for first in range(1, STEPS + 1, PACK):
        steps = np.arange(first, first + PACK, dtype=np.int32)
        packs.append(
            ScalarsRecorded(
                series="step", steps=steps.tobytes(), columns={"loss": np.float32(1 / steps).tobytes()}
            )
        )
    packs.append(
        ScalarsRecorded(
            series="evaluation",
            steps=array("i", [938]).tobytes(),
            columns={"loss": array("f", [2]).tobytes()},
        )
    )
    with house.services.database.session() as session:
        term = runs.begin_term(session, run).term
    for seq, event in enumerate(packs, 1):
        with house.services.database.session() as session:
            events.append(session, [Entry(run, term, seq, event)])
    return run


def ask(client: TestClient, path: str, **query: Any) -> dict[str, Any]:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/msgpack"
    event: dict[str, Any] = msgpack.unpackb(answer.content)
    return event


def test_a_short_range_is_exact_and_a_long_one_is_not(client: TestClient, run: str) -> None:
    path = f"/api/runs/{run}/scalars"
    event = ask(client, path, **{"from": 7_000, "to": 9_999, "points": 3_000})
    assert event["kind"] == "scalars_recorded"
    steps = np.frombuffer(event["steps"], np.int32)
    assert steps.tolist() == list(range(7_000, 10_000))
    assert np.array_equal(np.frombuffer(event["columns"]["loss"], np.float32), np.float32(1 / steps))
    for points in (100, 4_000):
        summed = ask(client, path, points=points)
        assert summed["kind"] == "scalars_summarised"
        ends = np.frombuffer(summed["steps"], np.int32)
        assert ends[-1] == STEPS
        assert len(ends) <= points + STEPS / 4_096 + 1
        assert np.frombuffer(summed["columns"]["loss:max"], np.float32)[0] == 1
    test = ask(client, path, series="evaluation")
    assert np.frombuffer(test["steps"], np.int32).tolist() == [938]


def test_a_link_gives_the_same_numbers(house: ApiHouse, client: TestClient, run: str) -> None:
    experiment = client.get("/api/experiments").json()[0]["id"]
    secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
    query = {"from": 100, "to": 200}
    theirs = ask(house.stranger(), f"/api/shared/{secret}/runs/{run}/scalars", **query)
    assert theirs == ask(client, f"/api/runs/{run}/scalars", **query)


@pytest.mark.parametrize("query", ["from=-1", "to=1e9", "points=0", "points=20001", "series=x", "from=a"])
def test_a_bad_range_is_refused(client: TestClient, run: str, query: str) -> None:
    answer = client.get(f"/api/runs/{run}/scalars?{query}")
    assert answer.status_code == 422
    assert answer.json()["code"]


def test_a_run_without_numbers_has_none(client: TestClient) -> None:
    _, run = started(client)
    assert ask(client, f"/api/runs/{run}/scalars")["steps"] == b""
    assert ask(client, f"/api/runs/{run}/scalars", to=5)["steps"] == b""

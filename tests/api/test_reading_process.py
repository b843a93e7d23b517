"""Large bodies are read by a process of their own: the same answers, within bounds, and nobody else waits for it."""

from __future__ import annotations

import dataclasses
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from bench.nasty import Body, bodies
from layerlab.api import reading_process
from layerlab.api.app import create_app
from layerlab.api.lanes import LARGE_BYTES
from layerlab.api.reading_process import ReadingProcess
from layerlab.kit import strict_json
from layerlab.network import check
from support.api_house import LOOPBACK, ApiHouse

WICKED = bodies()
LARGE = {name: body for name, body in WICKED.items() if len(body[2]) > LARGE_BYTES}


@pytest.fixture
def reading() -> ReadingProcess:
    return ReadingProcess()


@pytest.fixture
def aside(house: ApiHouse, reading: ReadingProcess) -> Iterator[TestClient]:
    """A server that has its large bodies read."""
    services = dataclasses.replace(house.services, reading=reading)
    with TestClient(create_app(services), LOOPBACK, client=("127.0.0.1", 1)) as client:
        yield client


def test_it_answers_as_the_server_would(
    aside: TestClient, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {name: send(client, body) for name, body in LARGE.items()}
    # From here on the server reads nothing by itself.
    monkeypatch.setattr(strict_json, "read", None)
    monkeypatch.setattr(check, "check", None)
    for name, body in LARGE.items():
        answer = send(aside, body)
        assert (answer.status_code, answer.json()) == (expected[name].status_code, expected[name].json()), (
            name
        )


def test_what_it_read_is_saved_to_the_letter(aside: TestClient) -> None:
    document = aside.get("/api/presets/lenet5_mnist").json() | {"notes": "数字 \U0001f600 " * 3_000}
    created = aside.post("/api/experiments", json={"document": document}).raise_for_status().json()
    assert created["document"] == document
    path = f"/api/experiments/{created['id']}"
    assert aside.put(path, json={"revision": 1, "document": document}).json() == {"revision": 2}
    assert aside.get(path).json()["document"] == document


def test_one_that_takes_too_long_ends_it_and_the_next_is_served(
    aside: TestClient, reading: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = LARGE["1,380 convolutions"]
    assert send(aside, body).status_code == 200
    process = reading._process
    assert process
    assert process.pid
    os.kill(process.pid, signal.SIGSTOP)
    monkeypatch.setattr(reading_process, "WITHIN_S", 0.05)
    refused = send(aside, body)
    assert (refused.status_code, refused.json()["code"]) == (422, "body_too_much_work")
    assert reading._process is None
    monkeypatch.undo()
    monkeypatch.setattr(reading_process, "AGAIN_AFTER_S", 0.0)
    assert send(aside, body).status_code == 200
    assert reading._process is not process


def test_where_it_is_gone_and_can_not_be_had_again_the_server_reads(
    aside: TestClient, reading: ReadingProcess
) -> None:
    body = LARGE["1,380 convolutions"]
    first = send(aside, body)
    assert reading._process
    reading._process.kill()
    reading._process.join()
    assert send(aside, body).json() == first.json()
    assert reading._process is None


def send(client: TestClient, body: Body) -> Any:
    method, path, content = body
    return client.request(method, path, content=content, headers={"content-type": "application/json"})

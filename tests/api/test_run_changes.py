"""What changes a run while it trains, and what is known of its time before it does."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load
from starlette.testclient import TestClient, WebSocketTestSession

from layerlab.api import speeds
from layerlab.protocol.events import (
    CheckpointSaved,
    RunFinished,
    RunStarted,
    ScalarsRecorded,
    SpeedChanged,
)
from layerlab.worker.checkpoint_store import CheckpointStore, Manifest
from support.api_house import ApiHouse, connect, hear, report, say, started
from support.experiments import DROPOUT, MOMENTUM


@pytest.fixture
def run(client: TestClient) -> str:
    return started(client)[1]


@pytest.fixture
def socket(client: TestClient) -> Iterator[WebSocketTestSession]:
    with connect(client) as opened:
        yield opened


def scalars(step: int, samples_per_s: float) -> ScalarsRecorded:
    columns = {"loss": array("f", [1.0]).tobytes()}
    steps = array("i", [step]).tobytes()
    return ScalarsRecorded(series="step", steps=steps, columns=columns, samples_per_s=samples_per_s)


STARTED = RunStarted(
    total_steps=2_814, steps_per_epoch=938, batch_size=64, device="cpu", exact=True, environment={}
)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ({"kind": "set_hyperparameter", "name": MOMENTUM, "value": 0.5}, ""),
        ({"kind": "set_hyperparameter", "name": MOMENTUM, "value": 1.5}, "invalid_field"),
        ({"kind": "set_hyperparameter", "name": DROPOUT, "value": 0.5}, "not_live"),
        ({"kind": "extend_run", "epochs": 2}, ""),
        ({"kind": "extend_run", "epochs": 10_000}, ""),
        ({"kind": "set_speed", "steps_per_s": 4.0}, ""),
    ],
    ids=str,
)
def test_orders_that_change_a_run(
    command: dict[str, Any], code: str, house: ApiHouse, socket: WebSocketTestSession, run: str
) -> None:
    say(socket, type="order", id=1, run=run, command=command)
    answer = hear(socket)
    assert (answer["type"], answer.get("code", "")) == ("refused" if code else "accepted", code)
    assert len(house.engine.orders) == (0 if code else 1)


def test_an_extension_beyond_the_limit_is_refused(
    house: ApiHouse, socket: WebSocketTestSession, run: str
) -> None:
    report(house, run, STARTED.model_copy(update={"total_steps": 9_999_000}))
    say(socket, type="order", id=1, run=run, command={"kind": "extend_run", "epochs": 2})
    assert hear(socket)["code"] == "too_many_steps"
    assert house.engine.orders == []


def test_the_best_weights_are_offered_where_they_are_kept(
    house: ApiHouse, client: TestClient, run: str
) -> None:
    checkpoints = CheckpointStore(house.services.artifacts.folder(run))
    for step in (5, 10):
        tensors = {"networks.classifier.linear_1.bias": np.full(3, step, np.float32)}
        checkpoints.put(dict(tensors), Manifest(step, {}, evaluations={"best_step": 5}))
    for which, expected in (("best", 5), ("last", 10)):
        answer = client.get(f"/api/runs/{run}/weights", params={"which": which})
        assert (load(answer.content)["linear_1.bias"] == expected).all()
    assert (
        "_best.safetensors"
        in client.get(f"/api/runs/{run}/weights?which=best").headers["content-disposition"]
    )
    checkpoints.put({"networks.classifier.linear_1.bias": np.zeros(3, np.float32)}, Manifest(12, {}))
    missing = client.get(f"/api/runs/{run}/weights?which=best")
    assert (missing.status_code, missing.json()["code"]) == (404, "no_best_checkpoint")
    assert client.get(f"/api/runs/{run}/weights?which=worst").status_code == 422


def seconds(client: TestClient, **changes: Any) -> float:
    """The time of an epoch of LeNet-5 at another pace."""
    document = client.get("/api/presets/lenet5_mnist").json()
    document["pace"] |= changes
    answer: float = client.post("/api/check", json={"experiment": document}).json()["seconds_per_epoch"]
    return answer


def test_the_time_of_an_epoch_is_unknown_before_the_first_run(client: TestClient, run: str) -> None:
    assert seconds(client) == -1


def test_the_time_of_an_epoch_is_told_from_what_was_measured(
    house: ApiHouse, client: TestClient, run: str
) -> None:
    finished = RunFinished(step=2_814, metrics={}, seconds=10, samples_per_s=20_000)
    report(house, run, STARTED, scalars(2_814, 50_000), CheckpointSaved(step=2_814), finished)
    assert seconds(client) == pytest.approx(938 * 64 / 20_000)
    # Twice the batch is less than twice the step: half the calls. A batch of one is another class of work.
    assert seconds(client) / 2 < seconds(client, batch_size=128) < seconds(client)
    assert seconds(client, batch_size=1) == -1


def test_a_live_run_tells_its_speed_in_slow_motion_too(
    house: ApiHouse, client: TestClient, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(house, run, STARTED, scalars(10, 0.0), scalars(500, 10_000))
    monkeypatch.setattr(speeds, "FRESH_S", -1.0)
    assert seconds(client) == pytest.approx(938 * 64 / 10_000)
    # The waiting is not in what it tells.
    report(house, run, SpeedChanged(step=500, steps_per_s=2), scalars(510, 10_000))
    assert seconds(client) == pytest.approx(938 * 64 / 10_000)


def test_advice_comes_with_the_problem(client: TestClient) -> None:
    document = client.get("/api/presets/lenet5_mnist").json()
    document["pace"] |= {"batch_size": 1, "length": {"kind": "epochs", "epochs": 1_000}}
    report = client.post("/api/check", json={"experiment": document}).json()
    assert [problem["code"] for problem in report["problems"]] == ["too_many_steps"]
    assert report["advice"][0] == {
        "code": "use_epochs",
        "params": {"value": 166},
        "edit": {"path": ["pace", "length", "epochs"], "value": 166},
    }

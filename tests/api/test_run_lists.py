"""The list of an experiment's runs on the live socket: whoever may see it is told of every change at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from layerlab.protocol.events import RunStopped
from layerlab.protocol.metrics import CLASSIFIER
from support.api_house import ApiHouse, connect, hear, report, say, started


@pytest.fixture
def socket(client: TestClient) -> Iterator[WebSocketTestSession]:
    with connect(client) as opened:
        yield opened


def numbers(socket: WebSocketTestSession) -> list[int]:
    """The numbers of the next list."""
    return [run["number"] for run in hear(socket, "runs_listed")["runs"]]


def begin(client: TestClient, experiment: str) -> str:
    answer = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1})
    return str(answer.json()["id"])


def new_link(client: TestClient, experiment: str) -> tuple[str, str]:
    made = client.post(f"/api/experiments/{experiment}/shares").json()
    return made["id"], made["secret"]


def test_a_run_that_is_begun_elsewhere_is_told(client: TestClient, socket: WebSocketTestSession) -> None:
    experiment, first = started(client)
    say(socket, type="follow_runs", experiment=experiment)
    listed = hear(socket)
    assert listed == {
        "type": "runs_listed",
        "of": experiment,
        "runs": [
            {
                "id": first,
                "number": 1,
                "state": "queued",
                "step": 0,
                "metrics": {},
                "headline": CLASSIFIER[-1].model_dump(),
                "variant": "",
            }
        ],
    }
    begin(client, experiment)
    assert numbers(socket) == [2, 1]
    client.delete(f"/api/runs/{first}")
    assert numbers(socket) == [2]


def test_another_state_is_told(house: ApiHouse, client: TestClient, socket: WebSocketTestSession) -> None:
    experiment, run = started(client)
    say(socket, type="follow_runs", experiment=experiment)
    assert hear(socket)["runs"][0]["state"] == "queued"
    report(house, run, RunStopped(step=7))
    assert client.portal is not None
    for changed in house.engine.changed:
        client.portal.call(changed, run)
    told = hear(socket)["runs"][0]
    assert (told["state"], told["step"]) == ("stopped", 7)


def test_a_link_that_was_open_before_the_first_run_is_told(house: ApiHouse, client: TestClient) -> None:
    experiment = client.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
    _, secret = new_link(client, experiment)
    with connect(house.stranger()) as friend:
        say(friend, type="follow_runs", share=secret)
        assert hear(friend) == {"type": "runs_listed", "of": secret, "runs": []}
        begin(client, experiment)
        assert numbers(friend) == [1]


def test_a_link_that_is_switched_off_tells_no_more(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    share, secret = new_link(client, experiment)
    with connect(house.stranger()) as friend:
        say(friend, type="follow_runs", share=secret)
        assert numbers(friend) == [1]
        client.delete(f"/api/experiments/{experiment}/shares/{share}")
        assert hear(friend) == {"type": "list_ended", "of": secret, "code": "link_gone"}
        say(friend, type="follow_runs", share=secret)
        assert hear(friend, "list_ended")["code"] == "link_gone"
        begin(client, experiment)
        say(friend, type="unwatch", run="none")
        say(friend, type="order", id=1, run="none", command={"kind": "pause_run"})
        # The next that is heard is the answer to the order: no list came before it.
        assert hear(friend)["type"] == "refused"


def test_a_list_is_for_its_owner(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    for wanted in ({"experiment": experiment}, {"experiment": "0" * 20}, {}):
        with connect(house.stranger()) as other:
            say(other, type="follow_runs", **wanted)
            ended = hear(other)
            assert (ended["type"], ended["code"]) == ("list_ended", "experiment_not_found")
    with connect(house.stranger()) as guesser:
        say(guesser, type="follow_runs", share="x" * 22, experiment=experiment)
        assert hear(guesser)["code"] == "link_gone"


def test_a_deleted_experiment_ends_its_lists(client: TestClient, socket: WebSocketTestSession) -> None:
    experiment, _ = started(client)
    say(socket, type="follow_runs", experiment=experiment)
    assert numbers(socket) == [1]
    client.delete(f"/api/experiments/{experiment}")
    assert hear(socket, "list_ended")["code"] == "experiment_not_found"


def test_who_follows_another_list_hears_of_the_first_no_more(
    house: ApiHouse, client: TestClient, socket: WebSocketTestSession
) -> None:
    first, _ = started(client)
    second, _ = started(client)
    say(socket, type="follow_runs", experiment=first)
    assert hear(socket)["of"] == first
    say(socket, type="follow_runs", experiment=second)
    assert hear(socket)["of"] == second
    begin(client, first)
    begin(client, second)
    assert hear(socket)["of"] == second
    say(socket, type="unfollow_runs")
    say(socket, type="follow_runs", experiment=first)
    assert numbers(socket) == [2, 1]

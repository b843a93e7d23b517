"""Links: given out, opened, forked, revoked."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from layerlab.api import sharing
from support.api_house import ApiHouse, started


def shared(client: TestClient) -> tuple[str, str, dict[str, Any]]:
    experiment, run = started(client)
    answer = client.post(f"/api/experiments/{experiment}/shares")
    assert answer.status_code == 201
    return experiment, run, answer.json()


def test_a_link_shows_the_experiment_and_its_runs(house: ApiHouse, client: TestClient) -> None:
    experiment, run, share = shared(client)
    assert share["path"] == f"/s/{share['secret']}"
    seen = house.stranger().get(f"/api/shared/{share['secret']}").json()
    own = client.get(f"/api/experiments/{experiment}").json()
    assert seen == {key: own[key] for key in ("title", "document", "revision", "runs")}
    assert seen["runs"][0]["id"] == run


def test_a_link_shows_later_changes(house: ApiHouse, client: TestClient) -> None:
    experiment, _, share = shared(client)
    document = client.get(f"/api/experiments/{experiment}").json()["document"] | {"title": "Later"}
    client.put(f"/api/experiments/{experiment}", json={"revision": 1, "document": document})
    assert house.stranger().get(f"/api/shared/{share['secret']}").json()["title"] == "Later"


def test_a_fork_is_the_readers_own(house: ApiHouse, client: TestClient) -> None:
    experiment, _, share = shared(client)
    reader = house.stranger()
    forked = reader.post(f"/api/shared/{share['secret']}/fork")
    assert forked.status_code == 201
    copy = reader.get(f"/api/experiments/{forked.json()['id']}").json()
    assert copy["document"] == client.get(f"/api/experiments/{experiment}").json()["document"]
    assert (copy["title"], copy["runs"]) == ("LeNet-5 on MNIST", [])
    assert client.get(f"/api/experiments/{forked.json()['id']}").status_code == 404


def test_secrets_are_told_once_and_differ(client: TestClient) -> None:
    experiment, _, first = shared(client)
    second = client.post(f"/api/experiments/{experiment}/shares").json()
    assert first["secret"] != second["secret"]
    listed = client.get(f"/api/experiments/{experiment}/shares")
    assert [share["id"] for share in listed.json()] == [first["id"], second["id"]]
    assert first["secret"] not in listed.text


def test_a_revoked_link_is_gone_and_the_others_stay(house: ApiHouse, client: TestClient) -> None:
    experiment, _, first = shared(client)
    second = client.post(f"/api/experiments/{experiment}/shares").json()
    path = f"/api/experiments/{experiment}/shares/{first['id']}"
    assert client.delete(path).status_code == 204
    reader = house.stranger()
    gone = reader.get(f"/api/shared/{first['secret']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "link_gone")
    assert reader.get(f"/api/shared/{second['secret']}").status_code == 200
    assert client.delete(path).json()["code"] == "share_not_found"
    assert len(client.get(f"/api/experiments/{experiment}/shares").json()) == 1


def test_an_experiment_has_so_many_open_links(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MAX_SHARES", 2)
    experiment, _ = started(client)
    path = f"/api/experiments/{experiment}/shares"
    first, _ = client.post(path).json(), client.post(path)
    refused = client.post(path)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_shares")
    client.delete(f"{path}/{first['id']}")
    assert client.post(path).status_code == 201, "a revoked link makes room"

"""Every route, asked by everyone: anonymous, the holder of a link, another owner, the owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.testclient import TestClient

from layerlab.api.app import ROUTERS
from support.api_house import ApiHouse, started

OPEN = {
    "/api/health",
    "/api/engine",
    "/api/presets",
    "/api/presets/times",
    "/api/presets/{preset}",
    "/api/presets/{preset}/picture",
    "/api/check",
    "/api/class",
    "/api/targets",
    "/api/look",
    "/api/datasets",
    "/api/datasets/{kind}",
    "/api/datasets/{kind}/download",
    "/api/datasets/{kind}/labels",
    "/api/datasets/{kind}/samples",
}
"""Nobody's in particular: the same for all."""
OWN_LIBRARY = {(method, path) for path in ("/api/experiments", "/api/blocks") for method in ("GET", "POST")}
OWN_LIBRARY.add(("GET", "/api/weights/runs"))
"""Everybody has one: what it holds is tested beside."""
NOTHING_THERE = {
    "no_checkpoint",
    "no_start",
    "no_variants",
    "run_not_found",
    "stale_revision",
    "weights_damaged",
}
"""What the owner hears of things that the walk has not made."""
DOCUMENT = {"title": "x", "networks": {}}
OWN_BLOCK = {"block": "own", "blocks": {"own": {}}}
BODIES: dict[str, Any] = {
    "/api/blocks/{block}": {"name": "other"},
    "/api/experiments": {"preset": "lenet5_mnist"},
    "/api/experiments/{experiment}": {"revision": 1, "document": DOCUMENT},
    "/api/experiments/{experiment}/runs": {"revision": 1},
    "/api/experiments/{experiment}/family": {"revision": 1},
    "/api/experiments/{experiment}/weights_of_run": {"role": "classifier", "run": "0" * 20},
    "/api/experiments/{experiment}/match_weights": {"experiment": DOCUMENT, "role": "classifier"},
}


@dataclass
class World:
    """One owner's things, and those who would like to see them."""

    house: ApiHouse
    people: dict[str, TestClient]
    values: dict[str, str]


@pytest.fixture
def world(house: ApiHouse) -> Iterator[World]:
    with house.local():
        people = {name: house.stranger() for name in ("anonymous", "other owner", "owner")}
        started(people["other owner"])
        experiment, run = started(people["owner"])
        share = people["owner"].post(f"/api/experiments/{experiment}/shares").json()
        kept = people["owner"].post("/api/blocks", json={"name": "own", "document": OWN_BLOCK}).json()
        values = {
            "experiment": experiment,
            "run": run,
            "share": share["id"],
            "secret": share["secret"],
            "preset": "lenet5_mnist",
            "kind": "mnist",
            "block": kept["id"],
            "role": "classifier",
        }
        yield World(house, people, values)


def routes() -> Iterator[tuple[str, str]]:
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute) and route.path.startswith("/api/"):
                for method in sorted(route.methods):
                    yield method, route.path


def ask(person: TestClient, method: str, path: str, values: dict[str, str]) -> tuple[int, str]:
    body = BODIES.get(path) if method in {"POST", "PUT"} else None
    answer = person.request(method, path.format(**values), json=body)
    is_json = answer.content and answer.headers.get("content-type") == "application/json"
    code = answer.json().get("code", "") if is_json and isinstance(answer.json(), dict) else ""
    return answer.status_code, code


def test_all_routes_are_walked() -> None:
    walked = list(routes())
    assert len(walked) >= 30
    paths = {path for _, path in walked}
    assert paths >= OPEN
    others = [route for router in ROUTERS for route in router.routes if not isinstance(route, APIRoute)]
    assert [(type(route), route.path) for route in others] == [(APIWebSocketRoute, "/api/live")]


def test_only_the_owner_is_let_in(world: World) -> None:
    owned = [
        (method, path)
        for method, path in routes()
        if path not in OPEN and "{secret}" not in path and (method, path) not in OWN_LIBRARY
    ]
    # What deletes comes last, for the owner's own turn, and last of all what deletes everything.
    owned.sort(key=lambda route: (route[0] == "DELETE", route[1] == "/api/experiments/{experiment}"))
    absent = {**world.values, "experiment": "0" * 20, "run": "0" * 20, "share": "0" * 20, "block": "0" * 20}
    for name in ("anonymous", "other owner"):
        for method, path in owned:
            person = world.people[name]
            status, code = ask(person, method, path, world.values)
            assert (status, code[-9:]) == (404, "not_found"), (name, method, path)
            # What is someone else's can't be told from what is not there.
            assert (status, code) == ask(person, method, path, absent), (name, method, path)
    for method, path in owned:
        status, code = ask(world.people["owner"], method, path, world.values)
        assert status < 300 or code in NOTHING_THERE, (method, path, status, code)


def test_a_link_shows_and_forks_and_nothing_else(world: World) -> None:
    shared = [(method, path) for method, path in routes() if "{secret}" in path]
    for method, path in shared:
        for name in ("anonymous", "other owner", "owner"):
            status, code = ask(world.people[name], method, path, world.values)
            assert status < 300 or code in NOTHING_THERE, (name, method, path, status, code)
    changing = [path for method, path in shared if method != "GET"]
    assert changing == ["/api/shared/{secret}/fork"]


def test_a_link_does_not_open_other_runs(world: World) -> None:
    _, foreign = started(world.people["other owner"])
    for method, path in routes():
        if "{secret}" in path and "{run}" in path:
            found = ask(world.people["anonymous"], method, path, {**world.values, "run": foreign})
            assert found == (404, "run_not_found"), path


def test_a_wrong_or_revoked_secret_opens_nothing(world: World) -> None:
    owner, values = world.people["owner"], world.values
    shared = [(method, path) for method, path in routes() if "{secret}" in path]
    guesses = [values["share"], values["secret"][:-1], values["secret"].lower() + "x", "x" * 5_000]
    for method, path in shared:
        for guess in guesses:
            found = ask(owner, method, path, {**values, "secret": guess})
            assert found == (404, "link_gone"), path
    gone = owner.delete(f"/api/experiments/{values['experiment']}/shares/{values['share']}")
    assert gone.status_code == 204
    for method, path in shared:
        assert ask(owner, method, path, values) == (404, "link_gone"), path


def test_the_secret_of_a_link_is_no_key(world: World) -> None:
    """A viewing secret in the owner's cookie opens nothing (it opened deletion elsewhere, once)."""
    person = world.people["anonymous"]
    person.cookies.set("layerlab_owner", world.values["secret"])
    path = f"/api/experiments/{world.values['experiment']}"
    assert person.get(path).status_code == 404
    assert person.delete(path).status_code == 404


def test_libraries_are_apart(world: World) -> None:
    ids = {
        name: {card["id"] for card in p.get("/api/experiments").json()} for name, p in world.people.items()
    }
    assert ids["owner"] == {world.values["experiment"]}
    assert ids["anonymous"] == set()
    assert not ids["owner"] & ids["other owner"]
    assert world.house.local().get("/api/experiments").json() == []

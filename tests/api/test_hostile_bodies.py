"""The worst bodies that the limits let through: answered soon, in turns, and never by the event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from bench.nasty import Body, bodies
from layerlab.api import reading
from layerlab.api.edge import guard
from layerlab.api.lanes import LARGE_BYTES, MOST_LARGE, Lanes
from layerlab.kit import strict_json
from layerlab.kit.errors import LayerlabError

WICKED = bodies()
PROCESSOR_S = 1.0
"""Most take a twentieth of it; the machine that tests may be slow. Unbounded, they take from two seconds to minutes."""


@pytest.mark.parametrize("name", WICKED)
def test_the_worst_bodies_are_answered_soon(client: TestClient, name: str) -> None:
    before = time.process_time()
    answer = send(client, WICKED[name])
    assert time.process_time() - before < PROCESSOR_S
    assert answer.status_code in {200, 404, 422}
    assert len(answer.content) < 500_000


def test_the_first_faults_of_very_many_are_told(client: TestClient) -> None:
    body = send(client, WICKED["2,000 nodes of unknown keys"]).json()
    assert body["where"] == {"role": "classifier", "node": "n0", "field": ""}
    assert {found["params"]["constraint"] for found in body["problems"]} == {"missing", "extra_forbidden"}
    assert len(body["problems"]) <= 50


def test_bodies_are_read_outside_of_the_event_loop(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def noted(work: Callable[..., Any]) -> Callable[..., Any]:
        def note(*arguments: Any) -> Any:
            threads.append(threading.get_ident())
            return work(*arguments)

        return note

    monkeypatch.setattr(strict_json, "read", noted(strict_json.read))
    monkeypatch.setattr(reading, "validated", noted(reading.validated))
    assert client.portal is not None
    loop = client.portal.call(threading.get_ident)
    assert client.post("/api/check", json={"experiment": {}}).status_code == 200
    assert len(threads) == 2
    assert loop not in threads


def test_large_bodies_wait_for_each_other_and_small_ones_do_not_wait() -> None:
    async def meet() -> None:
        lanes = Lanes()
        async with lanes.turn(LARGE_BYTES + 1) as first:
            async with lanes.turn(100):
                pass
            waiting = [asyncio.create_task(_pass(lanes)) for _ in range(MOST_LARGE - 1)]
            await asyncio.sleep(0)
            with pytest.raises(LayerlabError, match="server_busy"):
                async with lanes.turn(LARGE_BYTES + 1):
                    pass
            first.release()
            await asyncio.gather(*waiting)
        async with lanes.turn(LARGE_BYTES + 1):
            pass

    asyncio.run(meet())


def test_one_who_gives_up_leaves_the_line() -> None:
    async def meet() -> None:
        lanes = Lanes()
        for _ in range(MOST_LARGE + 1):
            async with lanes.turn(LARGE_BYTES + 1):
                waiting = asyncio.create_task(_pass(lanes))
                await asyncio.sleep(0)
                waiting.cancel()
                await asyncio.wait([waiting])
                assert waiting.cancelled()

    asyncio.run(meet())


def test_every_route_with_a_body_reads_it_in_its_turn(client: TestClient) -> None:
    """One that keeps its turn while it waits for something else holds up everybody's edits."""
    app: Any = client.app
    while not hasattr(app, "routes"):
        app = app._app
    with_body = [route for route in routes_in(app.routes) if getattr(route, "body_field", None) is not None]
    assert len(with_body) > 5
    assert [route.path for route in with_body if not isinstance(route, reading.ReadingRoute)] == []


def routes_in(routes: Iterable[Any]) -> Iterator[Any]:
    for route in routes:
        inner = getattr(route, "routes", None) or getattr(
            getattr(route, "original_router", None), "routes", None
        )
        if inner:
            yield from routes_in(inner)
        else:
            yield route


def test_who_is_sent_away_is_told_when_to_come_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(self: Lanes, size: int) -> None:
        raise LayerlabError("server_busy", status=503)

    monkeypatch.setattr(Lanes, "turn", busy)
    answer = client.post("/api/check", json={"experiment": {}})
    assert (answer.status_code, answer.json()["code"]) == (503, "server_busy")
    assert answer.headers["retry-after"] == "1"


def test_who_is_sent_away_is_not_kept_until_then(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lanes, "is_full", lambda *_: True)
    monkeypatch.setattr(guard, "read_body", None)
    answer = send(client, WICKED["2 MB of text"])
    assert (answer.status_code, answer.json()["code"]) == (503, "server_busy")


async def _pass(lanes: Lanes) -> None:
    async with lanes.turn(LARGE_BYTES + 1):
        pass


def send(client: TestClient, body: Body) -> Any:
    method, path, content = body
    return client.request(method, path, content=content, headers={"content-type": "application/json"})

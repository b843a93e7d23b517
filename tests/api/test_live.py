"""The live socket: who may watch, order and ask, and what happens to those who overdo it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, cast

import msgpack
import pytest
from anyio import EndOfStream
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from layerlab.api import live
from layerlab.api.access import Visitor
from layerlab.api.live import Connection
from layerlab.protocol.commands import PauseRun, PinInput, SetHyperparameter
from layerlab.protocol.inputs import Pixels
from layerlab.protocol.live import ViewersChanged
from support.api_house import ApiHouse, connect, hear, refused, say, started
from support.experiments import RATE

PAUSE = {"kind": "pause_run"}
SHOW = {"kind": "show", "input": {"kind": "sample", "index": 3}}


@pytest.fixture
def run(client: TestClient) -> str:
    return started(client)[1]


@pytest.fixture
def socket(client: TestClient) -> Iterator[WebSocketTestSession]:
    with connect(client) as opened:
        yield opened


def until(condition: Callable[[], bool], within_s: float = 5.0) -> None:
    """Wait for what another thread does; the condition is looked at, not guessed at."""
    end = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


def test_history_then_caught_up(socket: WebSocketTestSession, run: str) -> None:
    say(socket, type="watch", run=run)
    heard = [hear(socket) for _ in range(3)]
    assert [message["type"] for message in heard] == ["logged", "logged", "caught_up"]
    assert [message["seq"] for message in heard[:2]] == [1, 2]
    assert heard[0]["event"] == {"kind": "checkpoint_saved", "step": 1, "kept": []}


def test_a_position_is_gone_on_from(socket: WebSocketTestSession, run: str) -> None:
    say(socket, type="watch", run=run, term=1, seq=1)
    assert hear(socket)["seq"] == 2
    assert hear(socket)["type"] == "caught_up"


def test_watching_again_starts_anew_without_doubles(
    house: ApiHouse, socket: WebSocketTestSession, run: str
) -> None:
    for _ in range(3):
        say(socket, type="watch", run=run, term=1, seq=2)
        assert hear(socket)["type"] == "caught_up"
    until(lambda: house.engine.following[run] == 1)


def test_leaving_ends_the_following(house: ApiHouse, client: TestClient, run: str) -> None:
    with connect(client) as socket:
        say(socket, type="watch", run=run)
        hear(socket, "caught_up")
        assert house.engine.following[run] == 1
        say(socket, type="unwatch", run=run)
        until(lambda: house.engine.following[run] == 0)
        say(socket, type="watch", run=run)
        hear(socket, "caught_up")
    until(lambda: house.engine.following[run] == 0)


def test_viewers_are_counted(house: ApiHouse, socket: WebSocketTestSession, run: str) -> None:
    say(socket, type="watch", run=run)
    assert hear(socket, "viewers_changed") == {"type": "viewers_changed", "run": run, "viewers": 1}
    with connect(house.local()) as second:
        say(second, type="watch", run=run)
        assert hear(second, "viewers_changed")["viewers"] == 2
        assert hear(socket, "viewers_changed")["viewers"] == 2
    assert hear(socket, "viewers_changed")["viewers"] == 1


def test_orders_of_the_owner_are_carried_out(house: ApiHouse, socket: WebSocketTestSession, run: str) -> None:
    say(socket, type="order", id=7, run=run, command=PAUSE)
    assert hear(socket) == {"type": "accepted", "id": 7}
    say(
        socket,
        type="order",
        id=8,
        run=run,
        command={"kind": "set_hyperparameter", "name": RATE, "value": 0.5},
    )
    assert hear(socket) == {"type": "accepted", "id": 8}
    assert house.engine.orders == [
        (run, PauseRun()),
        (run, SetHyperparameter(name=RATE, value=0.5)),
    ]


def test_a_refused_order_says_why(house: ApiHouse, socket: WebSocketTestSession, run: str) -> None:
    house.engine.fault = refused("run_ended")
    say(socket, type="order", id=7, run=run, command=PAUSE)
    assert hear(socket) == {
        "type": "refused",
        "id": 7,
        "run": run,
        "code": "run_ended",
        "params": {"limit": 3},
    }


def test_an_input_of_another_size_is_not_pinned(
    house: ApiHouse, socket: WebSocketTestSession, run: str
) -> None:
    def pinned(**said: Any) -> dict[str, Any]:
        say(socket, type="order", id=1, run=run, command={"kind": "pin_input", **said})
        return hear(socket)

    short = pinned(input={"kind": "pixels", "pixels": bytes(783)})
    assert (short["code"], short["params"]) == ("drawing_size", {"wanted": 784, "given": 783})
    assert pinned(input={"kind": "numbers", "values": [1.0] * 784})["code"] == "numbers_not_taken"
    assert pinned(input={"kind": "sample", "index": 10**6})["code"] == "sample_unknown"
    assert house.engine.orders == []
    assert pinned(input={"kind": "pixels", "pixels": bytes(784)}) == {"type": "accepted", "id": 1}
    # A page of before inputs had kinds says it so.
    assert pinned(pixels=bytes(783))["code"] == "drawing_size"
    assert pinned(pixels=bytes(784)) == {"type": "accepted", "id": 1}
    assert house.engine.orders == [(run, PinInput(input=Pixels(pixels=bytes(784))))] * 2


def test_questions_are_answered(house: ApiHouse, socket: WebSocketTestSession, run: str) -> None:
    say(socket, type="ask", id=3, run=run, query=SHOW)
    answer = hear(socket)
    assert (answer["type"], answer["id"], answer["answer"]["step"]) == ("answered", 3, 7)
    say(socket, type="ask", id=4, run=run, query=SHOW, step=250)
    assert hear(socket)["type"] == "answered"
    assert house.engine.asked == [("show", -1), ("show", 250)]


def test_strangers_may_nothing(house: ApiHouse, client: TestClient, run: str) -> None:
    for person in (house.stranger(), other_owner(house)):
        with connect(person) as socket:
            say(socket, type="watch", run=run)
            assert hear(socket)["code"] == "run_not_found"
            say(socket, type="watch", run=run, share="x" * 32)
            assert hear(socket)["code"] == "link_gone"
            say(socket, type="order", id=1, run=run, command=PAUSE)
            assert hear(socket)["code"] == "run_not_found"
            say(socket, type="ask", id=2, run=run, query=SHOW)
            assert hear(socket)["code"] == "run_not_found"
    assert house.engine.orders == []


def other_owner(house: ApiHouse) -> TestClient:
    person = house.stranger()
    started(person)
    return person


def test_viewers_watch_and_ask_but_do_not_order(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
    with connect(house.stranger()) as socket:
        say(socket, type="watch", run=run, share=secret)
        assert hear(socket)["type"] == "logged"
        hear(socket, "caught_up")
        say(socket, type="ask", id=1, run=run, query=SHOW)
        assert hear(socket)["type"] == "answered"
        say(socket, type="order", id=2, run=run, command=PAUSE)
        assert (hear(socket)["code"], house.engine.orders) == ("run_not_found", [])


def test_a_link_shows_only_its_own_runs(house: ApiHouse, client: TestClient, run: str) -> None:
    experiment, _ = started(client)
    secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
    with connect(house.stranger()) as socket:
        say(socket, type="watch", run=run, share=secret)
        assert hear(socket)["code"] == "run_not_found"


def test_revoking_a_link_ends_the_watching(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    share = client.post(f"/api/experiments/{experiment}/shares").json()
    with connect(house.stranger()) as socket:
        say(socket, type="watch", run=run, share=share["secret"])
        hear(socket, "caught_up")
        client.delete(f"/api/experiments/{experiment}/shares/{share['id']}")
        gone = hear(socket)
        assert (gone["type"], gone["id"], gone["run"], gone["code"]) == ("refused", -1, run, "link_gone")
        say(socket, type="ask", id=1, run=run, query=SHOW)
        # Beside a busy core the question may be there before the watching has ended.
        assert hear(socket)["code"] in {"run_not_found", "link_gone"}
    until(lambda: house.engine.following[run] == 0)


def test_deleting_a_run_ends_the_watching(house: ApiHouse, client: TestClient) -> None:
    experiment, run = started(client)
    with connect(client) as socket:
        say(socket, type="watch", run=run)
        hear(socket, "caught_up")
        client.delete(f"/api/experiments/{experiment}")
        assert hear(socket)["code"] == "run_not_found"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        b"{}",
        msgpack.packb({}),
        msgpack.packb({"type": "watch", "run": "../../etc"}),
        msgpack.packb({"type": "watch", "run": "abc", "extra": 1}),
        msgpack.packb({"type": "order", "id": -1, "run": "abc", "command": PAUSE}),
        msgpack.packb(
            {"type": "order", "id": 1, "run": "abc", "command": {"kind": "step_run", "steps": 10**12}}
        ),
        msgpack.packb(
            {
                "type": "order",
                "id": 1,
                "run": "abc",
                "command": {"kind": "set_hyperparameter", "name": "learning_rate", "value": float("nan")},
            }
        ),
        b"\x91" * 10_000,
        b"\xdf\xff\xff\xff\xff",
    ],
)
def test_nonsense_is_refused_and_the_socket_lives(
    socket: WebSocketTestSession, run: str, data: bytes
) -> None:
    socket.send_bytes(data)
    assert hear(socket)["code"] == "invalid_message"
    socket.send_text("text")
    assert hear(socket)["code"] == "invalid_message"
    say(socket, type="order", id=1, run=run, command=PAUSE)
    assert hear(socket)["type"] == "accepted"


def test_one_socket_watches_so_many_runs(client: TestClient, socket: WebSocketTestSession) -> None:
    experiment, first = started(client)
    path = f"/api/experiments/{experiment}/runs"
    more = [client.post(path, json={"revision": 1}).json()["id"] for _ in range(live.MAX_WATCHED_RUNS)]
    for run in [first, *more[:-1]]:
        say(socket, type="watch", run=run)
        hear(socket, "caught_up")
    say(socket, type="watch", run=more[-1])
    assert hear(socket)["code"] == "too_many_watched"


def test_one_address_opens_so_many_sockets(tmp_path: Path) -> None:
    house = ApiHouse.build(tmp_path, max_connections_per_address=2)
    with house.local() as client:
        with connect(client), connect(client):
            with connect(client) as third:
                assert hear(third)["code"] == "too_many_connections"
                with pytest.raises(WebSocketDisconnect):
                    third.receive_bytes()
            with connect(house.stranger("198.51.100.1")) as elsewhere:
                elsewhere.send_text("")
                assert hear(elsewhere)["code"] == "invalid_message"
        with connect(client) as after:
            after.send_text("")
            assert hear(after)["code"] == "invalid_message", "their places were given back"


def test_questions_beyond_the_rate_are_refused(
    monkeypatch: pytest.MonkeyPatch, client: TestClient, run: str
) -> None:
    monkeypatch.setattr(live, "ASK_BURST", 3)
    monkeypatch.setattr(live, "ASKS_PER_S", 0.001)
    with connect(client) as socket:
        for number in range(3):
            say(socket, type="ask", id=number, run=run, query=SHOW)
            assert hear(socket)["type"] == "answered"
        say(socket, type="ask", id=3, run=run, query=SHOW)
        too_many = hear(socket)
        assert (too_many["id"], too_many["code"]) == (3, "too_many_queries")


def test_questions_that_are_open_at_once_are_bounded(
    house: ApiHouse, monkeypatch: pytest.MonkeyPatch, client: TestClient, run: str
) -> None:
    async def never(*_: object) -> NoReturn:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(house.engine, "ask", never)
    with connect(client) as socket:
        for number in range(live.MAX_ASKS_AT_ONCE + 1):
            say(socket, type="ask", id=number, run=run, query=SHOW)
        too_many = hear(socket)
        assert (too_many["id"], too_many["code"]) == (live.MAX_ASKS_AT_ONCE, "too_many_queries")


def test_a_flood_is_read_slowly(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    monkeypatch.setattr(live, "MESSAGES_PER_S", 100)
    monkeypatch.setattr(live, "MESSAGE_BURST", 10)
    with connect(client) as socket:
        before = time.monotonic()
        for _ in range(40):
            socket.send_bytes(b"")
        for _ in range(40):
            hear(socket, "refused")
        assert time.monotonic() - before >= 0.28, "30 messages beyond the burst take 0.3 s at 100/s"


def test_a_fault_of_ours_ends_one_connection_only(
    house: ApiHouse, client: TestClient, socket: WebSocketTestSession, run: str
) -> None:
    house.engine.fault = RuntimeError("a bug")
    with pytest.raises(RuntimeError, match="a bug"):
        ask_until_the_end(client, run)
    house.engine.fault = None
    say(socket, type="ask", id=1, run=run, query=SHOW)
    assert hear(socket)["type"] == "answered"


def ask_until_the_end(client: TestClient, run: str) -> None:
    with connect(client) as broken, suppress(EndOfStream):
        say(broken, type="ask", id=1, run=run, query=SHOW)
        broken.receive_bytes()


@pytest.mark.anyio
@pytest.mark.parametrize("gone", [WebSocketDisconnect(1006), WebSocketDisconnected(), TimeoutError()])
async def test_a_browser_that_has_just_left_is_no_fault(house: ApiHouse, gone: Exception) -> None:
    class Left:
        async def send_bytes(self, data: bytes) -> None:
            raise gone

    connection = Connection(cast(WebSocket, Left()), house.services, Visitor(""))
    await connection.send(ViewersChanged(run="r", viewers=3))
    assert connection._over.done()
    assert connection._over.exception() is None

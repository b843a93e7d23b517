"""Who owns what: one owner on loopback, elsewhere whoever holds the cookie."""

from __future__ import annotations

from sqlalchemy import select, text
from starlette.testclient import TestClient

from layerlab.api.access import COOKIE
from layerlab.store.tables import OwnerRow
from support.api_house import ApiHouse, started


def test_everyone_at_this_computer_is_the_same_owner(house: ApiHouse, client: TestClient) -> None:
    experiment, _ = started(client)
    assert house.local().get(f"/api/experiments/{experiment}").status_code == 200
    assert COOKIE not in client.cookies


def test_a_newcomer_becomes_an_owner_with_the_first_experiment(house: ApiHouse) -> None:
    newcomer = house.stranger()
    with house.local():
        newcomer.get("/api/experiments")
        with house.services.database.reading() as session:
            assert session.scalars(select(OwnerRow.id)).all() == ["local"]
        answer = newcomer.post("/api/experiments", json={"preset": "lenet5_mnist"})
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie
        assert len(newcomer.cookies[COOKIE]) >= 22, "128 bits take 22 characters"
        assert len(newcomer.get("/api/experiments").json()) == 1


def test_the_first_page_gives_the_key_that_later_owns(house: ApiHouse) -> None:
    visitor = house.stranger()
    with house.local():
        # The page is not built here; a visitor without one must not get a key either.
        assert "set-cookie" not in visitor.get("/").headers


def test_behind_tls_the_cookie_is_secure(house: ApiHouse) -> None:
    with house.local():
        answer = house.stranger().post(
            "/api/experiments", json={"preset": "lenet5_mnist"}, headers={"x-forwarded-proto": "https"}
        )
    assert "Secure" in answer.headers["set-cookie"]


def test_a_key_of_ones_own_making_is_no_key(house: ApiHouse) -> None:
    with house.local():
        for key in ("1", "local", "x" * 31, "x" * 5_000, "é" * 32):
            person = house.stranger()
            answer = person.post(
                "/api/experiments",
                json={"preset": "lenet5_mnist"},
                headers={"cookie": f"{COOKIE}={key}".encode("latin-1")},
            )
            assert COOKIE in answer.headers["set-cookie"], "a fresh key was given instead"


def test_no_secret_is_stored(house: ApiHouse) -> None:
    owner = house.stranger()
    with house.local():
        experiment, _ = started(owner)
        secret = owner.post(f"/api/experiments/{experiment}/shares").json()["secret"]
        assert len(secret) >= 22
        with house.services.database.reading() as session:
            for table in ("owners", "shares", "experiments", "runs"):
                rows = str(session.execute(text(f"SELECT * FROM {table}")).all())
                assert secret not in rows
                assert owner.cookies[COOKIE] not in rows

"""A fork says what it was forked from, and opens that where it may."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from support.api_house import ApiHouse


def origin(client: TestClient, experiment: str) -> Any:
    """As the studio has it; the library's card says the same."""
    told = client.get(f"/api/experiments/{experiment}").json()["origin"]
    (card,) = [card for card in client.get("/api/experiments").json() if card["id"] == experiment]
    assert card["origin"] == told
    return told


def made(client: TestClient, **body: Any) -> str:
    answer = client.post("/api/experiments", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def named(title: str) -> dict[str, str]:
    return {"en": title, "zh": title}


def test_a_preset_is_named_in_both_languages(client: TestClient) -> None:
    preset = {"kind": "preset", "title": {"en": "LeNet-5 on MNIST", "zh": "LeNet-5 认数字"}, "id": ""}
    assert origin(client, made(client, preset="lenet5_mnist")) == preset
    # A browser that speaks Chinese gives the copy a title of its own.
    document = client.get("/api/presets/lenet5_mnist").json() | {"title": "认数字"}
    assert origin(client, made(client, document=document, copy_of="lenet5_mnist")) == preset
    assert origin(client, made(client, document=document)) is None


def test_a_copy_names_its_original_and_keeps_the_words_without_it(client: TestClient) -> None:
    document = client.get("/api/presets/lenet5_mnist").json() | {"title": "Mine"}
    first = made(client, document=document)
    copies = [
        made(client, document=document | {"title": "Mine (copy)"}, copy_of=first),
        client.post(f"/api/experiments/{first}/duplicate").json()["id"],
    ]
    for copy in copies:
        assert origin(client, copy) == {"kind": "experiment", "title": named("Mine"), "id": first}
    client.delete(f"/api/experiments/{first}")
    for copy in copies:
        assert origin(client, copy) == {"kind": "experiment", "title": named("Mine"), "id": ""}


def test_a_fork_of_a_link_names_it_without_a_way_to_a_strangers_own(
    house: ApiHouse, client: TestClient
) -> None:
    shared = made(client, preset="lenet5_mnist")
    secret = client.post(f"/api/experiments/{shared}/shares").json()["secret"]
    reader = house.stranger()
    fork = reader.post(f"/api/shared/{secret}/fork").json()["id"]
    told = {"kind": "link", "title": named("LeNet-5 on MNIST"), "id": ""}
    assert origin(reader, fork) == told
    # Who shared it may open it from their own fork.
    own = client.post(f"/api/shared/{secret}/fork").json()["id"]
    assert origin(client, own) == told | {"id": shared}
    assert secret not in client.get(f"/api/experiments/{own}").text


def test_nothing_is_learnt_of_what_is_not_ones_own(house: ApiHouse, client: TestClient) -> None:
    theirs = made(client, preset="lenet5_mnist")
    document = client.get("/api/presets/lenet5_mnist").json()
    answer = house.stranger().post("/api/experiments", json={"document": document, "copy_of": theirs})
    assert (answer.status_code, answer.json()["code"]) == (404, "experiment_not_found")

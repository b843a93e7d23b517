"""Blocks that somebody keeps for other experiments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from layerlab.api.own_blocks import MAX_OWN_BLOCK_BYTES
from layerlab.layers.block import UseBlock
from layerlab.network.blocks import Blocks
from layerlab.network.document import Block, Comment
from support.api_house import ApiHouse
from support.blocks import NESTED, chain_of_blocks, res, row


def sent(blocks: Blocks, block: str) -> dict[str, Any]:
    written = {name: each.model_dump(mode="json") for name, each in blocks.items()}
    return {"block": block, "blocks": written}


def keep(client: TestClient, name: str = "res", blocks: Blocks | None = None, **body: Any) -> Any:
    blocks = {"res": res()} if blocks is None else blocks
    document = sent(blocks, list(blocks)[-1])
    return client.post("/api/blocks", json={"name": name, "document": document, **body})


def test_a_block_is_kept_with_those_that_it_uses(client: TestClient) -> None:
    answer = keep(client, "my_stage", NESTED)
    assert answer.status_code == 201
    card = answer.json()
    assert (card["name"], card["layers"], card["parameters"]) == ("my_stage", 2, {"width": 4, "depth": 2})
    (listed,) = client.get("/api/blocks").json()
    assert listed == card
    read = client.get(f"/api/blocks/{card['id']}").json()
    assert read["document"]["block"] == "stage"
    assert read["document"]["blocks"] == sent(NESTED, "stage")["blocks"]


def test_they_are_listed_by_name(client: TestClient) -> None:
    for name in ("res", "branch", "unit"):
        keep(client, name)
    assert [card["name"] for card in client.get("/api/blocks").json()] == ["branch", "res", "unit"]


def test_a_name_is_taken_once_unless_the_one_is_replaced(client: TestClient) -> None:
    first = keep(client).json()
    again = keep(client, blocks=NESTED)
    assert (again.status_code, again.json()["code"]) == (409, "own_block_name_taken")
    replaced = keep(client, blocks=NESTED, replace=True)
    assert (replaced.json()["id"], replaced.json()["parameters"]) == (first["id"], {"width": 4, "depth": 2})
    assert len(client.get("/api/blocks").json()) == 1


def test_one_can_be_renamed_and_deleted(client: TestClient) -> None:
    kept, other = keep(client).json(), keep(client, "other").json()
    path = f"/api/blocks/{kept['id']}"
    taken = client.put(path, json={"name": "other"})
    assert (taken.status_code, taken.json()["code"]) == (409, "own_block_name_taken")
    assert client.put(path, json={"name": "res"}).status_code == 200, "its own name is free to it"
    assert client.put(path, json={"name": "unit"}).json()["name"] == "unit"
    assert client.put(path, json={"name": "No!"}).json()["code"] == "invalid_field"
    assert client.delete(path).status_code == 204
    assert client.get(path).json()["code"] == "own_block_not_found"
    assert client.get("/api/blocks").json() == [other]


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ({"stage": NESTED["stage"]}, "unknown_block"),
        (chain_of_blocks(["a", "b"], last="a"), "block_in_itself"),
        (dict(reversed(chain_of_blocks([f"b_{n}" for n in range(9)]).items())), "blocks_too_deep"),
    ],
)
def test_one_that_no_experiment_could_use_is_refused(client: TestClient, blocks: Blocks, code: str) -> None:
    answer = keep(client, blocks=blocks)
    assert (answer.status_code // 100, answer.json()["code"]) == (4, code)


def test_one_that_is_not_finished_is_kept(client: TestClient) -> None:
    assert keep(client, blocks={"empty": Block()}).status_code == 201
    assert keep(client, "lost", {"lost": Block(network=row(inner=UseBlock(block="gone")))}).json()[
        "code"
    ] == ("unknown_block")


def test_the_form_of_it_is_held_as_that_of_any_document(client: TestClient) -> None:
    document = sent({"res": res()}, "res")
    document["blocks"]["res"]["network"]["nodes"]["conv2d_1"]["layer"]["out_channels"] = 0
    answer = client.post("/api/blocks", json={"name": "res", "document": document})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_field")
    assert "out_channels" in answer.json()["where"]["field"]


def test_there_is_a_bound_to_size_and_number(tmp_path: Path) -> None:
    house = ApiHouse.build(tmp_path, max_blocks_per_owner=2)
    noted = {f"comment_{n}": Comment(text="x" * 2_000) for n in range(MAX_OWN_BLOCK_BYTES // 2_000 + 1)}
    large = res()
    large = large.model_copy(update={"network": large.network.model_copy(update={"comments": noted})})
    with house.local() as client:
        answer = keep(client, blocks={"large": large})
        assert (answer.status_code, answer.json()["code"]) == (413, "own_block_too_large")
        for name in ("one", "two"):
            assert keep(client, name).status_code == 201
        answer = keep(client, "three")
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_own_blocks")
        assert keep(client, "two", replace=True).status_code == 201


def test_what_one_keeps_nobody_else_sees(house: ApiHouse) -> None:
    with house.local() as client:
        kept = keep(client).json()
        stranger = house.stranger()
        assert stranger.get("/api/blocks").json() == []
        for answer in (
            stranger.get(f"/api/blocks/{kept['id']}"),
            stranger.put(f"/api/blocks/{kept['id']}", json={"name": "mine"}),
            stranger.delete(f"/api/blocks/{kept['id']}"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "own_block_not_found")
        assert keep(stranger).status_code == 201, "a stranger has a list of their own"
        assert [card["id"] for card in client.get("/api/blocks").json()] == [kept["id"]]

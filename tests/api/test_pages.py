"""The built pages: one document for the reader's addresses, files with the right life."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from layerlab.api.access import COOKIE
from support.api_house import ApiHouse


@pytest.fixture
def built(tmp_path: Path) -> ApiHouse:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / ".vite").mkdir()
    (static / "index.html").write_text("<!doctype html><title>page __CSP_NONCE__</title>", encoding="utf-8")
    (static / "favicon.svg").write_text("<svg/>", encoding="utf-8")
    (static / ".sources").write_text("hash", encoding="utf-8")
    (static / ".vite" / "manifest.json").write_text("{}", encoding="utf-8")
    (static / "assets" / "index-D7dF4RT3.js").write_text("let x = 1;" * 1_000, encoding="utf-8")
    return ApiHouse.build(tmp_path, static)


@pytest.fixture
def reader(built: ApiHouse) -> Iterator[TestClient]:
    with built.local() as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/library", "/gallery", "/e/abc123", "/s/some-secret"])
def test_the_readers_addresses_give_the_page(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html>")
    assert "__CSP_NONCE__" not in answer.text
    assert answer.headers["cache-control"] == "no-store", "a kept page would carry an old nonce"


@pytest.mark.parametrize("path", ["/", "/library", "/e/abc123", "/s/some-secret", "/favicon.svg"])
def test_the_head_of_a_page_is_answered(reader: TestClient, path: str) -> None:
    answer = reader.head(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == reader.get(path).headers["content-type"]


@pytest.mark.parametrize("path", ["/nothing", "/e", "/e/a/b", "/api", "/api/e/x", "/static/index.html"])
def test_other_addresses_do_not(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_mistyped_address_gives_the_page_that_says_so(reader: TestClient) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = reader.get("/nothing", headers=browser)
    assert answer.status_code == 404
    assert answer.text.startswith("<!doctype html>")
    assert "__CSP_NONCE__" not in answer.text
    for path in ("/api/nothing", "/assets/nothing.js"):
        assert reader.get(path, headers=browser).json()["code"] == "not_found"


@pytest.mark.parametrize(
    "path",
    [
        "/.sources",
        "/.vite/manifest.json",
        "/index.html",
        "/../settings.py",
        "/%2e%2e/settings.py",
        "/assets/../.sources",
    ],
)
def test_what_is_no_page_is_not_served(reader: TestClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_files_with_a_hash_are_kept_and_the_others_asked_for(reader: TestClient) -> None:
    script = reader.get("/assets/index-D7dF4RT3.js")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["content-encoding"] == "gzip"
    assert "javascript" in script.headers["content-type"]
    assert reader.get("/favicon.svg").headers["cache-control"] == "no-cache"


def test_without_pages_the_cure_is_told(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make run" in answer.text


def test_a_strangers_first_page_brings_the_key_and_later_ones_do_not(
    built: ApiHouse, reader: TestClient
) -> None:
    stranger = built.stranger()
    assert "HttpOnly" in stranger.get("/").headers["set-cookie"]
    key = stranger.cookies[COOKIE]
    assert "set-cookie" not in stranger.get("/library").headers
    stranger.post("/api/experiments", json={"preset": "lenet5_mnist"})
    assert stranger.cookies[COOKIE] == key, "the key of the first page is the one that owns"
    assert len(stranger.get("/api/experiments").json()) == 1
    assert "set-cookie" not in reader.get("/").headers, "at this computer no key is needed"

"""The gate before every route: hosts, origins, sites, bodies, headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse

from layerlab.api.edge.addresses import is_loopback, is_same_origin, served_hosts
from layerlab.api.incoming import MAX_BODY_BYTES
from support.api_house import LOOPBACK, ApiHouse, connect

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000", "lab.example.org"]
)
def test_served_hosts_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1:9999", "localhost.evil.example:8000", "127.0.0.1", "lab.example.org:1", ""],
)
@pytest.mark.parametrize("path", ["/api/health", "/", "/assets/x.js", "/nothing"])
def test_other_hosts_are_refused_everywhere(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (403, "host_not_allowed")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "file://", "http://[", ""]
)
def test_other_origins_are_refused(client: TestClient, origin: str) -> None:
    for answer in (
        client.get("/api/health", headers={"origin": origin}),
        client.post("/api/experiments", json={"preset": "lenet5_mnist"}, headers={"origin": origin}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "origin_not_allowed")


def test_own_origin_is_let_through(client: TestClient) -> None:
    new = {"preset": "lenet5_mnist"}
    assert client.post("/api/experiments", json=new, headers={"origin": LOOPBACK}).status_code == 201


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_unsafe_methods_from_other_sites_are_refused(client: TestClient, site: str) -> None:
    answer = client.delete("/api/runs/abc", headers={"sec-fetch-site": site})
    assert (answer.status_code, answer.json()["code"]) == (403, "origin_not_allowed")


def test_reading_the_api_across_sites_is_refused(client: TestClient) -> None:
    assert client.get("/api/experiments", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_link_from_another_site_opens_the_page(client: TestClient) -> None:
    assert (
        client.get("/s/secret", headers={"sec-fetch-site": "cross-site"}).status_code == 503
    )  # not built here


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"origin": "http://evil.example"}, "origin_not_allowed"),
        ({"origin": "null"}, "origin_not_allowed"),
        ({"origin": "http://127.0.0.1:9999"}, "origin_not_allowed"),
        ({"host": "evil.example", "origin": "http://evil.example"}, "host_not_allowed"),
    ],
)
def test_websockets_are_guarded_too(client: TestClient, headers: dict[str, str], code: str) -> None:
    with pytest.raises(WebSocketDenialResponse) as refused, connect(client, **headers):
        pytest.fail("the socket was opened")
    assert (refused.value.status_code, refused.value.json()["code"]) == (403, code)


def test_websocket_of_our_own_page_opens(client: TestClient) -> None:
    with connect(client, origin=LOOPBACK):
        pass


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_bodies_are_json_only(client: TestClient, kind: str) -> None:
    answer = client.post(
        "/api/experiments", content=b'{"preset": "lenet5_mnist"}', headers={"content-type": kind}
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "not_json")


def test_large_bodies_are_refused(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 65_536 + 1):
            yield b" " * 65_536

    answer = client.post("/api/check", content=pieces(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    for path in ("/api/health", "/nothing", "/api/experiments/none", "/", "/api/openapi.json"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]


def test_the_page_gets_a_nonce_of_its_own(tmp_path: Path) -> None:
    static = tmp_path / "static"
    static.mkdir()
    (static / "index.html").write_text('<meta name="csp-nonce" content="__CSP_NONCE__">', encoding="utf-8")
    with ApiHouse.build(tmp_path, static).local() as client:
        nonces = set()
        for path in ("/", "/library", "/e/abc", "/s/abc"):
            answer = client.get(path)
            assert answer.status_code == 200
            found = re.search(r'content="([\w-]{20,})"', answer.text)
            assert found
            assert f"style-src 'self' 'nonce-{found[1]}'" in answer.headers["content-security-policy"]
            nonces.add(found[1])
        assert len(nonces) == 4


def test_same_origin_knows_default_ports() -> None:
    assert is_same_origin("https://lab.example.org", "lab.example.org")
    assert is_same_origin("https://lab.example.org", "lab.example.org:443")
    assert is_same_origin("http://lab.example.org:8000", "LAB.example.org:8000")
    assert not is_same_origin("http://lab.example.org", "lab.example.org:8000")
    assert not is_same_origin("http://lab.example.org@evil.example", "lab.example.org")


def test_allowed_hosts_without_a_port_mean_the_usual_ones() -> None:
    hosts = served_hosts(8000, ["lab.example.org", "10.0.0.5:9000"])
    assert {"lab.example.org", "lab.example.org:443", "lab.example.org:8000", "10.0.0.5:9000"} <= hosts
    assert "10.0.0.5" not in hosts


@pytest.mark.parametrize(
    ("client", "host", "headers", "local"),
    [
        ("127.0.0.1", "127.0.0.1:8000", [], True),
        ("::ffff:127.0.0.1", "localhost:8000", [], True),
        ("::1", "[::1]:8000", [], True),
        ("192.168.1.7", "127.0.0.1:8000", [], False),
        ("127.0.0.1", "lab.example.org", [], False),
        ("127.0.0.1", "127.0.0.1:8000", [(b"x-forwarded-for", b"127.0.0.1")], False),
        ("", "127.0.0.1:8000", [], False),
    ],
)
def test_loopback_needs_address_and_name(
    client: str, host: str, headers: list[tuple[bytes, bytes]], local: bool
) -> None:
    scope = {"client": (client, 1), "headers": [(b"host", host.encode()), *headers]}
    assert is_loopback(scope) is local

"""The one gate before every HTTP and websocket route: hosts, origins, bodies, and the headers of every answer."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from layerlab.api.edge.addresses import has_header, header, is_same_origin, served_hosts
from layerlab.api.file_upload import is_file
from layerlab.api.incoming import MAX_BODY_BYTES, Message, Receive, Send, read_body, refuse_body
from layerlab.api.lanes import Lanes
from layerlab.kit.errors import LayerlabError

App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
BUSY_PAUSES_MS = range(30, 100)
"""Before someone is sent away because others are being served; not all at one moment, for so they would come again."""

_FIXED_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
]
_DATA_POLICY = b"default-src 'none'; frame-ancestors 'none'; sandbox"
_PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


class Guard:
    """Wraps the whole application. What it refuses never reaches a route."""

    def __init__(self, app: App, port: int, allowed_hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = served_hosts(port, allowed_hosts)
        self._lanes = Lanes()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _websocket(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        try:
            self._check_host(scope)
            self._check_origin(scope)
        except LayerlabError as error:
            await _refuse_websocket(error, send)
            return
        await self._app(scope, receive, send)

    async def _http(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_headers(message, nonce)]
            await send(message)

        try:
            self._check_host(scope)
            self._check_origin(scope)
            if scope["method"] not in SAFE_METHODS:
                self._check_site(scope)
                if is_file(scope):
                    # Its route takes it piece by piece, within bounds of its own.
                    await self._app(scope, receive, send_guarded)
                    return
                await self._with_body(scope, receive, send_guarded)
                return
        except LayerlabError as error:
            await _refuse_http(error, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    async def _with_body(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Take it, and hand it on in its turn, which lasts until the answer begins or the route needs it no longer."""
        length = header(scope, "content-length")
        if length.isdecimal() and int(length) <= MAX_BODY_BYTES and self._lanes.is_full(int(length)):
            # Eight who hold 2 MB each, only to be sent away with it, take as much memory as all the rest.
            await refuse_body(receive, LayerlabError("server_busy", status=503))
        body = await read_body(scope, receive)
        replay = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_again() -> Message:
            return replay.pop() if replay else await receive()

        if not body:
            await self._app(scope, receive_again, send)
            return
        async with self._lanes.turn(len(body)) as turn:

            async def send_and_leave(message: Message) -> None:
                turn.release()
                await send(message)

            scope["state"] |= {"body": body, "turn": turn}
            await self._app(scope, receive_again, send_and_leave)

    def _check_host(self, scope: MutableMapping[str, Any]) -> None:
        if header(scope, "host").lower() not in self._hosts:
            raise LayerlabError("host_not_allowed", status=403)

    def _check_origin(self, scope: MutableMapping[str, Any]) -> None:
        """A browser names the page that speaks; only our own pages may. What names none is no browser."""
        if has_header(scope, "origin") and not is_same_origin(header(scope, "origin"), header(scope, "host")):
            raise LayerlabError("origin_not_allowed", status=403)
        if scope["path"].startswith("/api/") and header(scope, "sec-fetch-site") == "cross-site":
            raise LayerlabError("origin_not_allowed", status=403)

    def _check_site(self, scope: MutableMapping[str, Any]) -> None:
        if has_header(scope, "sec-fetch-site") and header(scope, "sec-fetch-site") != "same-origin":
            raise LayerlabError("origin_not_allowed", status=403)


def _headers(start: Message, nonce: str) -> list[tuple[bytes, bytes]]:
    present = dict(start.get("headers", []))
    is_page = present.get(b"content-type", b"").startswith(b"text/html")
    policy = _PAGE_POLICY.format(nonce=nonce).encode() if is_page else _DATA_POLICY
    headers = [*_FIXED_HEADERS, (b"content-security-policy", policy)]
    if b"cache-control" not in present:
        headers.append((b"cache-control", b"no-store"))
    return headers


async def _refuse_http(error: LayerlabError, send: Send) -> None:
    body = json.dumps(error.as_json()).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if error.status in {408, 413}:
        # The rest of the body is still on its way: nothing more can be said on this connection.
        headers.append((b"connection", b"close"))
    if error.status == 503:
        headers.append((b"retry-after", b"1"))
        # Who comes again at once, five hundred times a second, takes the processor from the one whose turn it is.
        await asyncio.sleep(secrets.choice(BUSY_PAUSES_MS) / 1000)
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _refuse_websocket(error: LayerlabError, send: Send) -> None:
    body = json.dumps(error.as_json()).encode()
    headers = [(b"content-type", b"application/json")]
    await send({"type": "websocket.http.response.start", "status": error.status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})

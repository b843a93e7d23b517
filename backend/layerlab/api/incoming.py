"""The body of a request, read within bounds of bytes and time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any, NoReturn

from layerlab.api.edge.addresses import header
from layerlab.kit.errors import LayerlabError

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MAX_BODY_BYTES = 2 * 1024 * 1024
BODY_WITHIN_S = 30.0
MAX_UNWANTED_BYTES, UNWANTED_WITHIN_S = 16 * 1024 * 1024, 5.0
"""What is still taken of a body that is too large, so that one who sends all of it before they listen hears why."""


async def refuse_body(receive: Receive, error: LayerlabError) -> NoReturn:
    """Take what is sent without keeping it, so that its sender hears why, and raise the error."""
    await _pass_over(receive, 0)
    raise error


async def read_body(scope: MutableMapping[str, Any], receive: Receive) -> bytes:
    """Read all of it. Raises LayerlabError for what is too large, too slow or not said to be JSON."""
    if _asks_first(scope) and int(header(scope, "content-length") or 0) > MAX_BODY_BYTES:
        raise _too_large()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            body = await _read(receive)
    except TimeoutError as error:
        raise LayerlabError("body_too_slow", status=408) from error
    if body and header(scope, "content-type").partition(";")[0].strip().lower() != "application/json":
        raise LayerlabError("not_json", status=415)
    return body


async def _read(receive: Receive) -> bytes:
    parts: list[bytes] = []
    total = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise LayerlabError("body_incomplete", status=400)
        parts.append(message.get("body", b""))
        total += len(parts[-1])
        if total > MAX_BODY_BYTES:
            parts.clear()
            if message.get("more_body", False):
                await _pass_over(receive, total)
            raise _too_large()
        if not message.get("more_body", False):
            return b"".join(parts)


def _asks_first(scope: MutableMapping[str, Any]) -> bool:
    """Whether the peer waits to be told that it may send."""
    return header(scope, "expect").lower() == "100-continue" and header(scope, "content-length").isdecimal()


def _too_large() -> LayerlabError:
    return LayerlabError("body_too_large", {"limit_mb": MAX_BODY_BYTES // 2**20}, status=413)


async def _pass_over(receive: Receive, total: int) -> None:
    """The connection ends with the answer, and what had not been read then would take the answer with it."""
    with suppress(TimeoutError):
        async with asyncio.timeout(UNWANTED_WITHIN_S):
            while total < MAX_UNWANTED_BYTES:
                message = await receive()
                total += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return

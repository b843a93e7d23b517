"""The one kind of body that is no JSON: a file, written to the disk as it comes, within bounds of bytes and time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request

from layerlab.api.edge.addresses import header
from layerlab.kit.errors import LayerlabError

FILE_TYPE = "application/octet-stream"
"""No form of another site can send it."""
_PLACE = re.compile(r"/api/experiments/[a-z0-9]{1,40}/weights\Z")
WITHIN_S = 300.0
MOST_AT_ONCE = 2
_PIECE = 2**18


class Uploads:
    """Those under way: few at a time, whoever sends them."""

    def __init__(self) -> None:
        self._count = 0

    async def receive(self, request: Request, target: Path, most: int) -> None:
        """Write the body to `target`. Raises LayerlabError for what is too large, too slow, too many or cut off."""
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            raise _too_large(most)
        if self._count >= MOST_AT_ONCE:
            raise LayerlabError("server_busy", status=503)
        self._count += 1
        try:
            async with asyncio.timeout(WITHIN_S):
                await _write(request, target, most)
        except TimeoutError as error:
            raise LayerlabError("body_too_slow", status=408) from error
        except ClientDisconnect as error:
            raise LayerlabError("body_incomplete", status=400) from error
        finally:
            self._count -= 1


def is_file(scope: MutableMapping[str, Any]) -> bool:
    """Whether a request brings a file to the one place that takes any."""
    kind = header(scope, "content-type").partition(";")[0].strip().lower()
    return scope["method"] == "POST" and kind == FILE_TYPE and bool(_PLACE.match(scope["path"]))


async def _write(request: Request, target: Path, most: int) -> None:
    total, waiting = 0, bytearray()
    with target.open("wb") as file:
        async for piece in request.stream():
            total += len(piece)
            if total > most:
                raise _too_large(most)
            waiting += piece
            if len(waiting) >= _PIECE:
                await to_thread.run_sync(file.write, bytes(waiting))
                waiting.clear()
        await to_thread.run_sync(file.write, bytes(waiting))


def _too_large(most: int) -> LayerlabError:
    return LayerlabError("body_too_large", {"limit_mb": most // 2**20}, status=413)

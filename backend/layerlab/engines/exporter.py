"""One process at a time that writes a network as a file for other programs."""

from __future__ import annotations

import asyncio

from layerlab.engines.options import EngineParts
from layerlab.engines.process_pool import WorkerProcess
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.worker import Decline
from layerlab.worker.onnx_order import OnnxOrder

MOST_WAITING = 8


class Exporter:
    """A child for each file: what the weights took goes with it."""

    def __init__(self, parts: EngineParts) -> None:
        self._parts = parts
        self._one = asyncio.Lock()
        self._waiting = 0
        self._child: WorkerProcess | None = None
        self._stopping = False

    async def export(self, order: OnnxOrder) -> None:
        """Write the file. Raises LayerlabError: why it can't be written, `busy` (429) where too many wait."""
        if self._waiting >= MOST_WAITING:
            raise LayerlabError("busy", status=429)
        self._waiting += 1
        try:
            async with self._one:
                await self._written(order)
        finally:
            self._waiting -= 1

    async def _written(self, order: OnnxOrder) -> None:
        if self._stopping:
            raise LayerlabError("busy", status=429)
        options = self._parts.options
        child = self._child = await self._parts.pool.take()
        child.assign(options.export, order)
        refusal: Decline | None = None
        try:
            async with asyncio.timeout(options.export_s):
                while (message := await child.receive()) is not None:
                    refusal = message if isinstance(message, Decline) else refusal
        except TimeoutError:
            refusal = Decline(id=0, code="busy")
        finally:
            # Whoever asked may be gone.
            child.kill()
            self._child = None
        if refusal is not None:
            raise LayerlabError(refusal.code, dict(refusal.params), 429 if refusal.code == "busy" else 422)
        if not order.target.is_file():
            raise LayerlabError("export_failed", status=500)

    async def stop(self) -> None:
        """End what is being written, and write no more."""
        self._stopping = True
        if self._child is not None:
            self._child.kill()

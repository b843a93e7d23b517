"""What many viewers are sent is packed once."""

from __future__ import annotations

from collections import OrderedDict

from pydantic import BaseModel

from layerlab.protocol import wire

KEPT_MESSAGES = 64
KEPT_BYTES = 1024 * 1024


class PackedOnce:
    """The bytes of the newest messages, by the message's identity."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[BaseModel, bytes]] = OrderedDict()
        self._bytes = 0

    def pack(self, message: BaseModel) -> bytes:
        """As `wire.pack`, but for the viewers of one run the same object is packed for the first only."""
        known = self._kept.get(id(message))
        if known is not None:
            return known[1]
        data = wire.pack(message)
        # The message is kept too: while it lives, no other can have its identity.
        self._kept[id(message)] = message, data
        self._bytes += len(data)
        while self._bytes > KEPT_BYTES or len(self._kept) > KEPT_MESSAGES:
            _, (_, old) = self._kept.popitem(last=False)
            self._bytes -= len(old)
        return data

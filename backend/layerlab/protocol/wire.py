"""MessagePack on the wire, pydantic on both ends."""

from __future__ import annotations

from typing import Any, TypeVar

import msgpack
from pydantic import BaseModel, TypeAdapter

T = TypeVar("T")
MAX_BYTES = 2**24


def pack(message: BaseModel) -> bytes:
    """A message as MessagePack; bytes stay bytes."""
    packed: bytes = msgpack.packb(message.model_dump(mode="python"), use_bin_type=True)
    return packed


def pack_around(message: dict[str, Any], key: str, packed: bytes) -> bytes:
    """A message as MessagePack, with one more entry at its end whose value is packed already."""
    packer = msgpack.Packer(autoreset=False, use_bin_type=True)
    packer.pack_map_header(len(message) + 1)
    for name, value in message.items():
        packer.pack(name)
        packer.pack(value)
    packer.pack(key)
    return bytes(packer.bytes()) + packed


def unpack(adapter: TypeAdapter[T], data: bytes) -> T:
    """Read and validate a message. Raises ValueError for anything that is not one."""
    if len(data) > MAX_BYTES:
        raise ValueError("message too large")
    try:
        raw: Any = msgpack.unpackb(data, raw=False, strict_map_key=True)
    except (ValueError, TypeError, msgpack.UnpackException) as error:
        raise ValueError("not MessagePack") from error
    return adapter.validate_python(raw)

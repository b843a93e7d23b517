"""Files of tensors that strangers send: safetensors, read strictly. No pickle is ever opened.

Eight bytes tell the length of a head in JSON; it names each tensor with its type, its sides and where its numbers
stand behind the head. Nothing may be left out or told twice, and the numbers are not touched here.
Source: https://huggingface.co/docs/safetensors
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

from layerlab.kit.errors import LayerlabError

MAX_HEAD_BYTES = 2**20
MAX_TENSORS = 10_000
MAX_SIDES = 8
MAX_NAME = 300
SIZES = {"F64": 8, "F32": 4, "F16": 2, "I64": 8, "I32": 4}
"""Bytes of one number, by type; other types are not taken."""
_HEAD = 8
_PIECE = 2**20


@dataclass(frozen=True)
class TensorPlace:
    """One tensor of a file."""

    kind: str
    shape: tuple[int, ...]
    first: int
    """Where its numbers begin, counted from the end of the head."""
    end: int


@dataclass(frozen=True)
class TensorFile:
    """What a file holds, without its numbers."""

    tensors: dict[str, TensorPlace]
    """By name, in the order of their places."""
    told: dict[str, str]
    """What the file says of itself."""
    numbers_at: int
    """Where the numbers begin."""


def read_head(path: Path) -> TensorFile:
    """What the file holds. Raises LayerlabError (`weights_damaged`) where it is not what it should be, to the byte."""
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(_HEAD), "little")
        if size < _HEAD or not 2 <= length <= min(MAX_HEAD_BYTES, size - _HEAD):
            raise _damaged("head")
        head = file.read(length)
    try:
        read = json.loads(head.decode("utf-8"), object_pairs_hook=_told_once)
    except (ValueError, RecursionError) as error:
        raise _damaged("head") from error
    if not isinstance(read, dict):
        raise _damaged("head")
    told = read.pop("__metadata__", {})
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise _damaged("head")
    if len(read) > MAX_TENSORS:
        raise _damaged("count")
    found = sorted(((name, _place(name, value)) for name, value in read.items()), key=_order)
    _require_no_holes(found, size - _HEAD - length)
    return TensorFile(dict(found), told, _HEAD + length)


def write_renamed(
    target: Path,
    tensors: Iterator[tuple[str, Path, TensorFile, str]],
    told: Mapping[str, str] | None = None,
) -> None:
    """Write tensors of other files under names of their own: the new name, its file, what that holds, the old name.

    Numbers are passed on piece by piece: a file may be larger than what one likes to hold in memory.
    """
    taken = list(tensors)
    head: dict[str, Any] = {"__metadata__": dict(told)} if told else {}
    at = 0
    for name, _, file, old in taken:
        place = file.tensors[old]
        size = place.end - place.first
        head[name] = {"dtype": place.kind, "shape": list(place.shape), "data_offsets": [at, at + size]}
        at += size
    packed = json.dumps(head, separators=(",", ":")).encode()
    packed += b" " * (-len(packed) % _HEAD)
    with target.open("wb") as written:
        written.write(len(packed).to_bytes(_HEAD, "little") + packed)
        for _, path, file, old in taken:
            place = file.tensors[old]
            with path.open("rb") as source:
                source.seek(file.numbers_at + place.first)
                _pass_on(source, written, place.end - place.first)
        written.flush()
        os.fsync(written.fileno())


def _pass_on(source: BinaryIO, target: BinaryIO, size: int) -> None:
    while size > 0:
        piece = source.read(min(_PIECE, size))
        if not piece:
            raise _damaged("size")
        target.write(piece)
        size -= len(piece)


def _told_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object without two members of one name, which readers would take differently."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("told twice")
    return found


def _order(named: tuple[str, TensorPlace]) -> tuple[int, int, str]:
    name, place = named
    return place.first, place.end, name


def _place(name: str, value: Any) -> TensorPlace:
    if not name or len(name) > MAX_NAME or not name.isprintable() or not isinstance(value, dict):
        raise _damaged("head")
    if value.keys() != {"dtype", "shape", "data_offsets"}:
        raise _damaged("head")
    kind, shape, offsets = value["dtype"], value["shape"], value["data_offsets"]
    if not isinstance(kind, str) or kind not in SIZES:
        raise LayerlabError("weights_kind", {"kinds": ", ".join(SIZES)})
    if not _are_counts(shape) or len(shape) > MAX_SIDES or not _are_counts(offsets) or len(offsets) != 2:
        raise _damaged("head")
    first, end = offsets
    if end - first != prod(shape) * SIZES[kind]:
        raise _damaged("size")
    return TensorPlace(kind, tuple(shape), first, end)


def _are_counts(value: Any) -> bool:
    return isinstance(value, list) and all(type(one) is int and 0 <= one < 2**48 for one in value)


def _require_no_holes(found: list[tuple[str, TensorPlace]], size: int) -> None:
    at = 0
    for _, place in found:
        if place.first != at:
            raise _damaged("size")
        at = place.end
    if at != size:
        raise _damaged("size")


def _damaged(part: str) -> LayerlabError:
    return LayerlabError("weights_damaged", {"part": part})

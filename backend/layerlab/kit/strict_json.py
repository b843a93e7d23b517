"""What no part of the house should ever see in JSON from outside."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from math import isfinite
from typing import Any, NoReturn

from layerlab.kit.errors import LayerlabError, Scalar
from layerlab.kit.quoting import name_or_quoted

MAX_DEPTH = 64
MAX_DIGITS = 15
MAX_PARTS = 12_500
"""Lists and objects together: two thousand nodes with eight thousand wires, or a chain of fifteen hundred convolutions
with all that can be set. Each is an object for the collector to visit: a million of them hold up everyone for a second,
however few bytes they are."""
MAX_VALUES = 25_000
"""What stands in lists and objects, with or without a key. Each may be a fault to be noted: a million of them take
seconds and a gigabyte."""


def read(body: bytes) -> Any:
    """Parse JSON without NaN, infinity, huge integers, NUL, lone surrogates, deep nesting and a flood of small things.

    A mark before UTF-8, as some editors write it, is fine. A key may stand in an object once. Raises LayerlabError.
    """
    if body.count(b"[") + body.count(b"{") > MAX_PARTS:
        raise LayerlabError("json_too_many_parts", {"limit": MAX_PARTS}, status=422)
    # Commas inside of texts count too: telling them apart takes longer than all the rest, and nobody writes so many.
    if body.count(b",") > MAX_VALUES:
        raise LayerlabError("json_too_many_values", {"limit": MAX_VALUES}, status=422)
    try:
        value = json.loads(
            _text(body),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_finite,
        )
    except RecursionError as error:
        raise _too_deep() from error
    except json.JSONDecodeError as error:
        place: dict[str, Scalar] = {"line": error.lineno, "column": error.colno}
        raise LayerlabError("invalid_json", place, status=400) from error
    # Without an escape in it, no text can hold what UTF-8 and the parser have not refused already.
    _walk(value, texts=b"\\u" in body)
    return value


def _text(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in body[:4]:
        raise LayerlabError("utf16_text", status=400)
    try:
        return body.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise LayerlabError("not_utf8", {"byte": error.start + 1}, status=400) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        # Readers differ in which of two they take: then nobody knows what was checked.
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise LayerlabError("duplicate_key", {"key": name_or_quoted(twice)}, status=422)
    return found


def _walk(value: Any, texts: bool) -> None:
    level, depth = [value], 0
    while level:
        if depth > MAX_DEPTH:
            raise _too_deep()
        below: list[Any] = []
        for item in level:
            if isinstance(item, str):
                _plain_text(item)
            elif isinstance(item, dict):
                if texts:
                    for key in item:
                        _plain_text(key)
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        if not texts:
            below = [item for item in below if isinstance(item, dict | list)]
        level, depth = below, depth + 1


def _plain_text(text: str) -> None:
    if "\x00" in text or not _encodable(text):
        raise LayerlabError("invalid_text", {"text": name_or_quoted(text)}, status=422)


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _too_deep() -> LayerlabError:
    return LayerlabError("json_too_deep", {"limit": MAX_DEPTH}, status=422)


def _constant(word: str) -> NoReturn:
    raise LayerlabError("number_not_finite", {"number": word}, status=422)


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise LayerlabError(
            "number_too_long", {"digits": MAX_DIGITS, "number": _shortened(digits)}, status=422
        )
    return int(digits)


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise LayerlabError("number_not_finite", {"number": _shortened(digits)}, status=422)
    return value


def _shortened(digits: str) -> str:
    return digits if len(digits) <= MAX_DIGITS else f"{digits[:MAX_DIGITS]}…"

"""What no part of the house should ever see in JSON from outside."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, NoReturn

from layerlab.kit.errors import LayerlabError

MAX_DEPTH = 64
MAX_DIGITS = 15
MAX_PARTS = 100_000
"""Lists and objects together; the largest network has some 30,000. Each is an object for the collector to visit: ten
times as many hold up the event loop for a second, however few bytes they are."""


def read(body: bytes) -> Any:
    """Parse JSON without NaN, infinity, huge integers, NUL, lone surrogates, deep nesting and a flood of small parts.

    Raises LayerlabError.
    """
    if body.count(b"[") + body.count(b"{") > MAX_PARTS:
        raise LayerlabError("json_too_many_parts", {"limit": MAX_PARTS}, status=422)
    try:
        text = body.decode("utf-8")
        value = json.loads(text, parse_constant=_constant, parse_int=_integer, parse_float=_finite)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise LayerlabError("invalid_json", status=400) from error
    _walk(value)
    return value


def _walk(value: Any) -> None:
    level, depth = [value], 0
    while level:
        if depth > MAX_DEPTH:
            raise _too_deep()
        below: list[Any] = []
        for item in level:
            if isinstance(item, str):
                _plain_text(item)
            elif isinstance(item, dict):
                for key in item:
                    _plain_text(key)
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        level, depth = below, depth + 1


def _plain_text(text: str) -> None:
    if "\x00" in text or not _encodable(text):
        raise LayerlabError("invalid_text", status=422)


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


def _constant(_: str) -> NoReturn:
    raise LayerlabError("number_not_finite", status=422)


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise LayerlabError("number_too_long", {"digits": MAX_DIGITS}, status=422)
    return int(digits)


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise LayerlabError("number_not_finite", status=422)
    return value

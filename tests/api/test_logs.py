"""What is written to the log: one line for one message, whatever a client put into it."""

from __future__ import annotations

import logging
from urllib.parse import unquote

import pytest

from layerlab.api.edge.logs import MAX_CHARACTERS, PlainFormatter

SECRET = "uK3_" * 8
HOSTILE = f"a\x1b[31m\r\n2026-01-01 INFO forged\x00\x9b\u2028 /s/{SECRET} " + "x" * 5_000


def written(message: str, error: Exception | None = None) -> str:
    caught = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("layerlab", logging.ERROR, __file__, 1, "%s", (message,), caught)
    return PlainFormatter("%(levelname)s %(message)s").format(record)


def require_plain(line: str) -> None:
    assert line.isprintable(), "no control character, no line break"
    assert len(line) <= MAX_CHARACTERS + 1
    assert SECRET not in line


def test_a_message_is_one_plain_line() -> None:
    line = written(HOSTILE)
    require_plain(line)
    assert line.startswith("ERROR a\\x1b[31m\\x0d\\x0a2026-01-01 INFO forged\\x00\\x9b\\x2028 /s/… x")


@pytest.mark.parametrize(
    "path",
    [
        f"/s/{SECRET}", f"/s//{SECRET}", f"//s/{SECRET}", f"/s/./{SECRET}", f"/s/x/../{SECRET}/more", f"/S/{SECRET}",
        f"/%73/{SECRET}", f"/s%2F{SECRET}", f"/s%2f%2F{SECRET}", f"/%2573%252F{SECRET}", f"/s/{SECRET}/embed",
        f"/s\\{SECRET}", f"/embed/{SECRET}", f"/embed//{SECRET}?theme=dark", f"/api/shared/{SECRET}/export?to=json",
        f"/api//shared//{SECRET}", f"/api/%73hared/{SECRET}", f"/api/shared%2F{SECRET}", f"/{SECRET}", f"/e/{SECRET}",
        f"/s?{SECRET}", f"/?share={SECRET}", f"/x%2F{SECRET}", "/s//" + "".join(f"%{ord(c):02X}" for c in SECRET),
    ],
)  # fmt: skip
def test_a_secret_is_hidden_however_it_is_spelt(path: str) -> None:
    line = written(f'127.0.0.1:1 - "GET {path} HTTP/1.1" 404')
    assert SECRET not in unquote(unquote(line))
    assert line.startswith('ERROR 127.0.0.1:1 - "GET /')
    assert line.endswith(' HTTP/1.1" 404')


@pytest.mark.parametrize(
    "path", ["/api/runs/0123456789abcdef0123/weights", "/assets/index-abcdefgh.js", "/api/datasets/mnist"]
)
def test_other_paths_are_told_whole(path: str) -> None:
    assert path in written(f"GET {path}")


def test_an_exception_tells_no_more() -> None:
    try:
        raise ValueError(HOSTILE)
    except ValueError as error:
        lines = written("failed", error).split("\n")
    assert lines[:2] == ["ERROR failed", "Traceback (most recent call last):"]
    for line in lines:
        require_plain(line)


def test_a_message_of_the_library_keeps_no_empty_line() -> None:
    assert written("Exception in ASGI application\n") == "ERROR Exception in ASGI application"

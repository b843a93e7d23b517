"""What is written to the log: one line for one message, whatever a client put into it."""

from __future__ import annotations

import logging

from layerlab.api.edge.logs import MAX_CHARACTERS, PlainFormatter

SECRET = "uK3" * 8
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

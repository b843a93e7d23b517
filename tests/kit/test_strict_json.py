"""JSON from outside: what it may not hold is refused by name."""

from __future__ import annotations

import json
import time

import pytest

from layerlab.kit import strict_json
from layerlab.kit.errors import LayerlabError
from layerlab.kit.sentences import line


def told(body: bytes) -> str:
    with pytest.raises(LayerlabError) as caught:
        strict_json.read(body)
    return line(caught.value)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'{"seed": 1, "seed": 2}', "seed stands twice in one object. Keep one of them."),
        (b'{"a": [{"b": 1, "c": 2, "b": 3}]}', "b stands twice in one object. Keep one of them."),
        (b'{"seed": 1, "\\u0073eed": 2}', "seed stands twice in one object. Keep one of them."),
        (b'{"<b>": 1, "<b>": 2}', "“·b·” stands twice in one object. Keep one of them."),
        (b'{"a\\nb": 1, "a\\nb": 2}', "“a·b” stands twice in one object. Keep one of them."),
        (
            b'{"%s": 1, "%s": 2}' % (b"x" * 70, b"x" * 70),
            f"“{'x' * 40}…” stands twice in one object. Keep one of them.",
        ),
        (b'{\n"a": }', "This is not JSON: line 2, column 6 can't be read."),
        ('{"a": 1}'.encode("utf-16"), "This text is in UTF-16. Save it as UTF-8, and it opens."),
        ('{"a": 1}'.encode("utf-16-le"), "This text is in UTF-16. Save it as UTF-8, and it opens."),
        (
            b'{"a": "\xff"}',
            "This text is not UTF-8: byte 8 can't be read. Save it as UTF-8, and it opens.",
        ),
        (b"[NaN]", "NaN is infinite or not a number."),
        (b"[1e999]", "1e999 is infinite or not a number."),
        (b"[-9999999999999999]", "-99999999999999… has more than 15 digits."),
        (
            b'{"title": "a\\u0000b"}',
            "The text “a·b” holds characters that can't be stored (NUL or half of a surrogate pair).",
        ),
    ],
)
def test_what_is_refused_is_named(body: bytes, sentence: str) -> None:
    assert told(body) == sentence


def test_a_mark_before_utf8_is_passed_over() -> None:
    assert strict_json.read('{"title": "é"}'.encode("utf-8-sig")) == {"title": "é"}


def test_one_key_of_very_many_is_found_at_once() -> None:
    keys = [*range(20_000), 19_999]
    body = ("{" + ",".join(f'"k{key}":0' for key in keys) + "}").encode()
    began = time.process_time()
    assert told(body).startswith("k19999 stands twice")
    assert time.process_time() - began < 2


def test_the_same_key_in_different_objects_is_fine() -> None:
    value = {"a": {"x": 1}, "b": {"x": 2}}
    assert strict_json.read(json.dumps(value).encode()) == value

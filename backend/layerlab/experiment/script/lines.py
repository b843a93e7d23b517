"""Lines of a script that have room on a page: what is longer is folded as a formatter would."""

from __future__ import annotations

import re
from textwrap import fill

WIDTH = 120
"""Where a line is broken."""
_INDENT = "    "
_TEXT = re.compile(r'"[^"]*"')


def folded(line: str, indent: int = 0) -> list[str]:
    """A statement that stands `indent` deep, in as many lines as it takes.

    A call is opened at its parenthesis; several names that are set at once are put in one. Texts with blanks stay
    whole, and the line with them.
    """
    if indent + len(line) <= WIDTH or any(" " in text for text in _TEXT.findall(line)):
        return [line]
    own = line[: len(line) - len(line.lstrip())]
    names, equals, value = line.partition(" = ")
    if equals and "(" not in names and ", " in names:
        return [f"{own}(", *_within(names.lstrip(), indent, own), f"{own}) = {value}"]
    head, opening, rest = line.partition("(")
    if not opening or not rest.endswith(")"):
        return [line]
    return [f"{head}(", *_within(rest[:-1], indent, own), f"{own})"]


def _within(listed: str, indent: int, own: str) -> list[str]:
    before = f"{own}{_INDENT}"
    told = fill(f"{listed},", WIDTH - indent - len(before), break_long_words=False, break_on_hyphens=False)
    return [f"{before}{line}" for line in told.splitlines()]

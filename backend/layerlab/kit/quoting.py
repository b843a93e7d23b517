"""A stranger's own text inside a sentence of ours."""

from __future__ import annotations

import re

MOST_CHARACTERS = 40
_OURS = re.compile(r"[A-Za-z0-9_]{1,60}\Z")
_RISKY = frozenset("<>&\"'`“”${}\\")


def name_or_quoted(text: str) -> str:
    """A name that could be one of ours stays as it is. Anything else is shown as what it is: someone's text.

    Short, on one line, in quotation marks, and without a character that markup, a template or a shell would obey.
    """
    if _OURS.match(text):
        return text
    shown = "".join(c if c.isprintable() and c not in _RISKY else "·" for c in text[:MOST_CHARACTERS])
    return f"“{shown}{'…' if len(text) > MOST_CHARACTERS else ''}”"

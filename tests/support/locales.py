"""What the front end says, read from its sources: the names in a block of a locale file."""

from __future__ import annotations

import re

from support import repository

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ENTRY = re.compile(r'\s*(?:"([^"]+)"|(\w+)):')


def names_in(file: str, *path: str) -> dict[str, str]:
    """The entries of the block at `path` of `frontend/src/locales/<file>.ts`: name -> what follows it."""
    text = (repository.ROOT / "frontend/src/locales" / f"{file}.ts").read_text(encoding="utf-8")
    text = _COMMENT.sub("", text)
    text = text[text.index("{", re.search(r"^export const ", text, re.MULTILINE).start()) :]
    block = _entries(text)
    for name in path:
        block = _entries(block[name])
    return block


def _entries(block: str) -> dict[str, str]:
    """The entries of the object that a text begins with."""
    found: dict[str, str] = {}
    start, place, depth = block.index("{") + 1, block.index("{") + 1, 0
    quoted = False
    while True:
        character = block[place]
        if character == '"' and block[place - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (character in "{[(") - (character in "}])")
            if (character == "," and depth == 0) or depth < 0:
                if match := _ENTRY.match(block[start:place]):
                    found[match[1] or match[2]] = block[start + match.end() : place].strip()
                start = place + 1
            if depth < 0:
                return found
        place += 1

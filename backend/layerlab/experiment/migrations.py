"""Documents of earlier formats, brought up to date one format at a time.

When the format changes: raise `FORMAT` in `document.py`, add the step here under the format that it starts from,
and keep a document of the old format under `tests/documents/`, which the tests then open for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from layerlab.experiment.document import FORMAT
from layerlab.kit.errors import LayerlabError, Where

Migration = Callable[[dict[str, Any]], dict[str, Any]]

OLDEST = 1
"""The first format there was."""

MIGRATIONS: dict[int, Migration] = {}
"""From format n to format n + 1."""


def says_its_format(document: dict[str, Any]) -> bool:
    """Whether there may be a format of that number."""
    version = document.get("format", OLDEST)
    return isinstance(version, int) and not isinstance(version, bool) and version >= OLDEST


def migrate(document: dict[str, Any]) -> dict[str, Any]:
    """The document in today's format. Raises LayerlabError for one from the future, and for one that says a format and
    is not of it."""
    if not says_its_format(document):
        raise LayerlabError("invalid_document", where=Where(field="format"))
    version: int = document.get("format", OLDEST)
    if version > FORMAT:
        params: dict[str, str | int | float | bool] = {"format": version, "newest": FORMAT}
        raise LayerlabError("newer_format", params, where=Where(field="format"))
    while version < FORMAT:
        try:
            document = {**MIGRATIONS[version](document), "format": version + 1}
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            # A migration takes for granted what its format promised; a stranger's document may say what it likes.
            raise LayerlabError("invalid_document") from error
        version += 1
    return document

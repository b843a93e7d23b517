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


def migrate(document: dict[str, Any]) -> dict[str, Any]:
    """The document in today's format. Raises LayerlabError for one from the future."""
    version = document.get("format", OLDEST)
    if not isinstance(version, int) or isinstance(version, bool) or version < OLDEST:
        raise LayerlabError("invalid_document", where=Where(field="format"))
    if version > FORMAT:
        params: dict[str, str | int | float | bool] = {"format": version, "newest": FORMAT}
        raise LayerlabError("newer_format", params, where=Where(field="format"))
    while version < FORMAT:
        document = {**MIGRATIONS[version](document), "format": version + 1}
        version += 1
    return document

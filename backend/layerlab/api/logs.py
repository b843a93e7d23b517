"""The server's log: one line for each request, without secrets, without control characters."""

from __future__ import annotations

import logging
import re

MAX_CHARACTERS = 1_000

_SECRET = re.compile(r"(/s/|/api/shared/)[^/?\s\"]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]")


def redact(text: str) -> str:
    """The secret of a link opens an experiment to whoever reads the log."""
    return _SECRET.sub(r"\1…", text)


class PlainFormatter(logging.Formatter):
    """Cuts what is long, escapes what a terminal would obey, hides secrets."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name that logging calls)
        text = super().formatMessage(record)
        text = _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", redact(text))
        return text if len(text) <= MAX_CHARACTERS else f"{text[:MAX_CHARACTERS]}…"


def configure(access: bool) -> None:
    """Log to stderr. The library's own start-up chatter is left out."""
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").setLevel(logging.INFO if access else logging.WARNING)
    logging.getLogger("layerlab").setLevel(logging.INFO)

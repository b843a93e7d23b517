"""The server's log: one line for each request, without secrets, without control characters."""

from __future__ import annotations

import logging
import re
from types import TracebackType

MAX_CHARACTERS = 1_000


def _spelt(text: str) -> str:
    """As it is, or with any letter of it as %73, or as the %2573 that comes of encoding that again."""
    return "".join(f"(?:{letter}|%(?:25)*{ord(letter):02x})" for letter in text)


_SLASH = rf"(?:{_spelt('/')}|\\)+"
# All that follows goes: between slashes, doubled or dotted, nobody can say which part is the secret.
_PATH = re.compile(
    rf"({_SLASH}(?:{_spelt('s')}|{_spelt('embed')}|{_spelt('shared')}){_SLASH})[^\s\"]+", re.IGNORECASE
)
# What looks like a secret is one, wherever it was pasted.
_BARE = re.compile(r"(?:(?<![\w-])|(?<=%2F))(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[A-Za-z0-9_-]{32}(?![\w-])")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x80-\x9f\u2028\u2029]")


def redact(text: str) -> str:
    """The secret of a link opens an experiment to whoever reads the log."""
    return _BARE.sub("…", _PATH.sub(r"\1…", text))


_Exception = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainFormatter(logging.Formatter):
    """Cuts what is long, escapes what a terminal would obey, hides secrets."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name that logging calls)
        # A line break inside would let a client's text pass for a line of ours.
        return _plain(super().formatMessage(record).rstrip("\n"))

    def formatException(self, ei: _Exception) -> str:  # noqa: N802 (the name that logging calls)
        return "\n".join(map(_plain, super().formatException(ei).split("\n")))


def _plain(text: str) -> str:
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

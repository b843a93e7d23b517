"""What the browser complained of."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError


class Console:
    """Collects errors of all pages of the contexts that it watches."""

    def __init__(self) -> None:
        self._errors: list[str] = []
        # All tests come from one address, and share what it may ask: the page asks again a little later, and says so.
        self._expected = [re.compile(r"429 \(Too Many Requests\) .*/api/look\b")]

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", self._threw)

    def leave(self, context: BrowserContext) -> None:
        context.remove_listener("console", self._said)
        context.remove_listener("weberror", self._threw)

    def expect(self, pattern: str) -> None:
        """A test that provokes an error says which one."""
        self._expected.append(re.compile(pattern))

    def require_silence(self) -> None:
        unexpected = [
            error for error in self._errors if not any(known.search(error) for known in self._expected)
        ]
        assert unexpected == [], "the browser's console:\n" + "\n".join(unexpected)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _threw(self, error: WebError) -> None:
        self._errors.append(str(error.error))

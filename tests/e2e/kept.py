"""A browser that is not opened anew for each test: what a test leaves in it is taken away, what it loaded is kept."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext

KEPT = "(items) => items.forEach(({ name, value }) => localStorage.setItem(name, value))"


class KeptContext:
    """One context whose window and cache outlive a test.

    A window takes Chromium longer to open than the studio takes to load, and the studio longer without a cache.
    """

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.context: BrowserContext = browser.new_context(**options)
        [self._origin] = options["storage_state"]["origins"]
        # The tab that keeps the window open. It stands on an empty page of the server, so it reaches its storage.
        self._tab = self.context.new_page()
        self._tab.route("**", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
        self._tab.goto(self._origin["origin"])
        self._devtools = self.context.new_cdp_session(self._tab)

    def clear(self) -> None:
        """Take away what a test left: tabs, routes, cookies and whatever its pages stored."""
        for page in self.context.pages:
            if page is not self._tab:
                page.close()
        self.context.unroute_all()
        self.context.set_offline(False)
        self.context.clear_permissions()
        self.context.clear_cookies()
        everywhere = {"origin": "*", "storageTypes": "local_storage,indexeddb,service_workers,cache_storage"}
        self._devtools.send("Storage.clearDataForOrigin", everywhere)
        self._tab.evaluate(KEPT, self._origin["localStorage"])

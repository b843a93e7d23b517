"""What the browser tests share: a page under watch, the REST door, and experiments that go away afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.console import Console
from e2e.kept import KeptContext
from e2e.rest import Rest
from e2e.studio import Studio
from support.server import LiveServer

PATIENCE_MS = 20_000
"""Two busy cores are slow; what never comes still fails."""

RECORDINGS = ("tracing", "video", "screenshot")

expect.set_options(timeout=PATIENCE_MS)

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def console() -> Iterator[Console]:
    """Errors that any page of the test wrote to its console, refused scripts and styles among them: none."""
    watched = Console()
    yield watched
    watched.require_silence()


@pytest.fixture
def rest(live_server: LiveServer) -> Iterator[Rest]:
    """The session's server without a browser. What was made through it is deleted afterwards."""
    door = Rest(live_server.url)
    yield door
    door.clear()


@pytest.fixture
def new_context(console: Console, rest: Rest, new_context: NewContext) -> NewContext:
    """A browser of another person. Its console is watched too.

    It asks for `rest` first, so that pages go before their experiments do: a save under way would meet nothing.
    """

    def make(**options: Any) -> BrowserContext:
        made = new_context(**options)
        made.set_default_timeout(PATIENCE_MS)
        console.watch(made)
        return made

    return make


@pytest.fixture(scope="session")
def kept(browser: Browser, browser_context_args: dict[str, Any]) -> KeptContext:
    """The browser of whoever looks at the session's server."""
    made = KeptContext(browser, browser_context_args)
    made.context.set_default_timeout(PATIENCE_MS)
    return made


@pytest.fixture
def context(
    kept: KeptContext, new_context: NewContext, console: Console, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A browser in which nothing is left of the test before, though its cache is."""
    recorded = any(request.config.getoption(f"--{kind}") != "off" for kind in RECORDINGS)
    if recorded or request.node.get_closest_marker("browser_context_args"):
        # Of its own: it is unlike the kept one, or is recorded from its beginning to its end.
        yield new_context()
        return
    console.watch(kept.context)
    yield kept.context
    kept.clear()
    console.leave(kept.context)


@pytest.fixture
def studio(page: Page) -> Studio:
    """The page, seen as the studio."""
    return Studio(page)

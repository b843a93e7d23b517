"""What the browser tests share: a page under watch, the REST door, and experiments that go away afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.console import Console
from e2e.rest import Rest
from e2e.studio import Studio
from support.server import LiveServer

PATIENCE_MS = 20_000
"""Two busy cores are slow; what never comes still fails."""

expect.set_options(timeout=PATIENCE_MS)

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def console() -> Iterator[Console]:
    """Errors that any page of the test wrote to its console, refused scripts and styles among them: none."""
    watched = Console()
    yield watched
    watched.require_silence()


@pytest.fixture
def new_context(new_context: NewContext, console: Console) -> NewContext:
    """A browser of another person. Its console is watched too."""

    def make(**options: Any) -> BrowserContext:
        made = new_context(**options)
        made.set_default_timeout(PATIENCE_MS)
        console.watch(made)
        return made

    return make


@pytest.fixture
def rest(live_server: LiveServer) -> Iterator[Rest]:
    """The session's server without a browser. What was made through it is deleted afterwards."""
    door = Rest(live_server.url)
    yield door
    door.clear()


@pytest.fixture
def studio(page: Page) -> Studio:
    """The page, seen as the studio."""
    return Studio(page)

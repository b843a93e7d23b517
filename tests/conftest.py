"""What all tests share: a real server, a real browser, and their order."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator

import pytest

import browser as chromium
from support.server import FAR_NAME, LiveServer

# What computes fastest differs from machine to machine, and with it the last bits: only tests of that let it be tried.
os.environ.setdefault("LAYERLAB_TRIES", "0")

NEEDS_BROWSER = {"page", "context", "new_context", "browser", "browser_type", "browser_type_launch_args"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if NEEDS_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    # Playwright keeps an event loop running to the end of the session: asyncio.run() would fail behind it.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """A Chromium of the system; without one the browser tests skip loudly, or fail where one is required."""
    path = chromium.find()
    if path is None:
        if chromium.is_required():
            pytest.fail("REQUIRE_BROWSER is set, and there is no Chromium", pytrace=False)
        warnings.warn("no Chromium found: browser tests are skipped", stacklevel=1)
        pytest.skip("no Chromium found")
    flags = [*chromium.FLAGS, f"--host-resolver-rules=MAP {FAR_NAME} 127.0.0.1"]
    return browser_type_launch_args | {"executable_path": path, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(
    browser_context_args: dict[str, object], live_server: LiveServer
) -> dict[str, object]:
    # No newcomer to the session's server: whoever is one is offered the tour, over the canvas.
    seen = {"origin": live_server.url, "localStorage": [{"name": "layerlab.tour", "value": "seen"}]}
    return browser_context_args | {
        "viewport": {"width": 1440, "height": 900},
        "locale": "en-GB",
        "storage_state": {"cookies": [], "origins": [seen]},
    }


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server for the whole session. Tests that kill or reconfigure one start their own with LiveServer.start."""
    server = LiveServer.start(tmp_path_factory.mktemp("live") / "data")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """`page.goto("/library")` goes to the session's server."""
    return live_server.url

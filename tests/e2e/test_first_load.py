"""What a page asks for before its network is in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bench.browser import LIMIT_KB, LOADED, LOOK
from e2e.rest import Rest


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(locale, marks=pytest.mark.browser_context_args(locale=locale))
        for locale in ("en-US", "zh-CN")
    ],
)
def test_little_is_asked_for_until_the_network_is_in_sight(page: Page, rest: Rest, language: str) -> None:
    experiment = rest.create(f"Asked for in {language}")
    page.add_init_script(LOOK)
    page.goto(f"/e/{experiment}", wait_until="networkidle")
    page.wait_for_function("() => window.sighted")
    assert 0 < page.evaluate(LOADED) / 1000 <= LIMIT_KB

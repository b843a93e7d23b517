"""What a screen reader finds on the main pages, in both languages: the files of `aria/`, free of live figures.

A file names what must be there, in this order; more may stand between.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest

FILES = Path(__file__).parent / "aria"
PHONE = {"width": 390, "height": 844}


def require(part: Locator, name: str, language: str) -> None:
    expect(part).to_match_aria_snapshot((FILES / f"{name}.{language}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pages_as_they_are_read_out(page: Page, rest: Rest, language: str) -> None:
    experiment = rest.create("Lantern")
    body, dialog = page.locator("body"), page.get_by_role("dialog")
    page.goto(f"/e/{experiment}?lang={language}")
    require(body, "studio", language)
    page.keyboard.press("?")
    require(dialog, "keyboard", language)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.locator("[data-tour='share']").click()
    require(dialog, "share", language)
    page.goto(f"/library?lang={language}")
    require(body, "library", language)
    page.goto(f"{rest.share(experiment)}?lang={language}")
    require(body, "shared", language)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"/e/{experiment}?lang={language}")
    require(body, "phone", language)

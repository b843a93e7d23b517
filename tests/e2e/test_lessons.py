"""New experiment: the gallery by lesson, found by words, walked with arrows, opened with Enter."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until_painted


def test_a_card_is_found_walked_to_and_opened_untrained(page: Page, studio: Studio, rest: Rest) -> None:
    rest.create("Not the first")
    page.goto("/library")
    page.get_by_role("link", name="New experiment").click()
    first = page.locator("[data-card]").first
    expect(first).to_be_focused()
    moons = page.get_by_role("article").filter(has=page.get_by_role("button", name="Two moons"))
    # What one looks at while it trains, drawn in the browser.
    until_painted(moons.locator("canvas"))
    page.keyboard.press("/")
    page.keyboard.type("fashion")
    expect(page.get_by_role("button", name="Two moons")).to_have_count(0)
    vgg = page.get_by_role("button", name="Small VGG on Fashion-MNIST")
    expect(vgg).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    moons.get_by_role("button").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(moons.get_by_role("button")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(moons.get_by_role("button")).not_to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(moons.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/e/\w+$"))
    experiment = page.url.rsplit("/", 1)[1]
    rest.adopt(experiment)
    expect(studio.train).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert rest.read(experiment)["runs"] == []
    page.goto("/library/presets")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/library$"))

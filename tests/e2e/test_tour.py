"""The tour: five cards beside what they speak of, over a page that goes on working."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until

OWN = [
    "The network is the picture",
    "Press Train",
    "A falling loss means it learns",
    "Try it yourself",
    "Go back, share, take home",
]
SHARED = [OWN[0], "Watch it learn again", *OWN[2:4], "Make it yours"]

BESIDE = """(card) => {
  const { left, top, right, bottom } = card.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && card.dataset.placed === "true";
}"""


def card(page: Page) -> Locator:
    return page.locator("dialog")


def ask_for_it(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard").get_by_role("button", name="Show the tour").click()


def walk(page: Page, titles: list[str]) -> None:
    for title in titles:
        expect(page.get_by_role("dialog", name=title)).to_be_focused()
        until(card(page), BESIDE)
        page.keyboard.press("ArrowRight")
    card(page).get_by_role("button", name="Done").click()
    expect(card(page)).to_have_count(0)


@pytest.mark.parametrize("width", [1024, 1920])
def test_asked_for(page: Page, studio: Studio, rest: Rest, width: int) -> None:
    page.set_viewport_size({"width": width, "height": width * 9 // 16})
    studio.open(rest.create("Walked through", epochs=20, train_limit=12_800))
    expect(card(page)).to_have_count(0)
    ask_for_it(page)
    # The page's own keys work under the card.
    page.keyboard.press("Space")
    # "Press Train" is passed by itself when the run begins under it: it goes already.
    expect(studio.state("Run 1 · training")).to_be_visible()
    walk(page, OWN)
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("tour")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=OWN[0])).to_be_focused()
    page.get_by_role("button", name="End the tour").click()
    expect(card(page)).to_have_count(0)


def test_through_a_link_only_when_asked(page: Page, rest: Rest) -> None:
    page.goto(rest.share(rest.create("Shown")))
    expect(page.get_by_text("No problems", exact=True)).to_be_visible()
    expect(card(page)).to_have_count(0)
    ask_for_it(page)
    walk(page, SHARED)

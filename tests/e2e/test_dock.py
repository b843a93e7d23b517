"""The dock: every panel's menu opens at any width, and more panels than fit take turns."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, standing, until

INSIDE = """(menu) => {
  const { left, top, right, bottom } = menu.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}"""


def panels(page: Page) -> Locator:
    return page.get_by_role("region", name="Live views").get_by_role("article")


def names(page: Page) -> list[str | None]:
    return [panel.get_attribute("aria-label") for panel in panels(page).all()]


def open_menus(page: Page) -> None:
    """Each panel's menu, by key and by mouse: it opens, stands in the window, and its button stays."""
    for panel in panels(page).all():
        button = panel.locator("[aria-haspopup='menu']")
        for press in (button.click, lambda button=button: button.press("Enter")):
            press()
            menu = page.get_by_role("menu")
            expect(menu.get_by_role("menuitem", name="Show large")).to_be_visible()
            until(menu, INSIDE)
            expect(button).to_be_visible()
            page.keyboard.press("Escape")
            expect(menu).to_have_count(0)


def test_menus_open_and_six_panels_take_turns_on_a_small_desk(page: Page, studio: Studio, rest: Rest) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    experiment = rest.create("Six views")
    studio.open(experiment)
    expect(panels(page)).to_have_count(4)
    open_menus(page)
    for hidden in ("Worst misfits", "Histograms"):
        panels(page).first.locator("[aria-haspopup='menu']").click()
        page.get_by_role("menuitem", name=f"Show {hidden}").click()
    expect(page.get_by_role("tab", name="Histograms")).to_have_attribute("aria-selected", "true")
    expect(panels(page).last).to_have_accessible_name("Histograms")
    assert names(page) == ["Learning", "Layer health", "Confusion", "Histograms"]
    open_menus(page)
    page.get_by_role("tab", name="Histograms").press("ArrowLeft")
    expect(page.get_by_role("tab", name="My digit")).to_be_focused()
    expect(panels(page).last).to_have_accessible_name("My digit")
    page.keyboard.press("Enter")
    expect(panels(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(panels(page)).to_have_count(4)
    expect(studio.saved).to_be_visible()
    assert rest.read(experiment)["document"]["arrangement"]["chosen"] == {"misfits": True, "histograms": True}
    page.reload()
    expect(page.get_by_role("tab")).to_have_count(4 + 3)


@pytest.mark.parametrize(("width", "height", "shown"), [(1100, 760, 3), (960, 600, 1)])
def test_a_narrow_window(page: Page, studio: Studio, rest: Rest, width: int, height: int, shown: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    studio.open(rest.create("Narrow"))
    expect(panels(page)).to_have_count(shown)
    open_menus(page)
    tabs = page.get_by_role("tablist", name="Live views").get_by_role("tab")
    expect(tabs).to_have_count(4 - shown + 1)
    tabs.first.press("End")
    expect(tabs.last).to_be_focused()
    expect(panels(page).last).to_have_accessible_name("My digit")
    rooms = standing(page.get_by_role("main"))
    assert standing(studio.canvas)["height"] >= rooms["height"] / 2 - 1

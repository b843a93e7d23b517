"""axe finds nothing to complain of: every page, both themes, both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.axe import COLOURS, violations
from e2e.rest import Rest
from e2e.studio import Studio

# Every page in all four; what is one more tab of a page, in each theme and each language once.
LOOKS = [("en", "light"), ("en", "dark"), ("zh", "dark"), ("zh", "light")]
TWO_LOOKS = [("en", "light"), ("zh", "dark")]
SWITCHES = {"light": ("Switch to light", "切换到浅色"), "dark": ("Switch to dark", "切换到深色")}


def put_on(page: Page, language: str, theme: str) -> None:
    """By the switches of the page, as its reader does."""
    page.get_by_role("button", name="EN" if language == "en" else "中文", exact=True).click()
    if page.locator("html").get_attribute("data-theme") != theme:
        switch = page.get_by_role("button", name=SWITCHES[theme][language == "zh"])
        switch.click()
    page.mouse.move(700, 5)
    # What a button tells under the mouse is part of no page; beside a busy core it fades for long.
    expect(page.get_by_role("tooltip")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    expect(page.locator("html")).to_have_attribute("lang", "en" if language == "en" else "zh-CN")


def require_clean(page: Page, place: str, looks: list[tuple[str, str]] = LOOKS) -> None:
    found, read = [], set()
    for language, theme in looks:
        put_on(page, language, theme)
        # In another theme the same words are there.
        only = COLOURS if language in read else None
        read.add(language)
        found += [f"{place}, {language}, {theme}: {fault}" for fault in violations(page, only=only)]
    assert found == [], f"{len(found)} faults\n" + "\n".join(found)


@pytest.fixture
def finished(rest: Rest, studio: Studio) -> str:
    """An experiment with a run that is over."""
    experiment = rest.create("Over", epochs=1, train_limit=640, evaluations_per_epoch=1)
    rest.train(experiment)
    studio.open(experiment)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    return experiment


def test_studio_before_training(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Idle"))
    require_clean(page, "studio")


def test_studio_with_a_problem(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Faulty"))
    studio.select("flatten_1")
    page.keyboard.press("Delete")
    expect(studio.no_problems).to_have_count(0)
    expect(studio.train).to_be_disabled()
    require_clean(page, "studio with a problem", TWO_LOOKS)


def test_studio_while_training(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Busy", train_limit=1_280, epochs=20))
    studio.train.click()
    expect(studio.confusion).to_be_visible(timeout=60_000)
    require_clean(page, "studio while training")


def test_inspector(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Inspected"))
    studio.select("conv2d_1")
    require_clean(page, "a layer is chosen", TWO_LOOKS)
    inspector = page.get_by_role("complementary").filter(has=page.get_by_role("tablist"))
    found = []
    for language, theme in TWO_LOOKS:
        put_on(page, language, theme)
        # Their place: the names of the tabs are the reader's.
        for at, tab in enumerate(["Training", "Data", "Cost"], start=1):
            inspector.get_by_role("tab").nth(at).click()
            chosen = inspector.get_by_role("tab", selected=True)
            expect(chosen).to_have_text(tab if language == "en" else re.compile("[一-龥]"))
            found += [f"{tab}, {language}: {fault}" for fault in violations(page, within=inspector)]
    assert found == [], "\n".join(found)


def test_library(page: Page, rest: Rest) -> None:
    rest.create("On the checkpoints")
    for path in ("/library", "/library/presets", "/library/datasets"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        require_clean(page, path, LOOKS if path == "/library" else TWO_LOOKS)


def test_shared_link_and_replay(page: Page, studio: Studio, rest: Rest, finished: str) -> None:
    page.goto(rest.share(finished))
    studio.wait_for_step(10)
    require_clean(page, "shared link")


def test_gallery(page: Page) -> None:
    page.goto("/gallery")
    expect(page.get_by_role("heading").first).to_be_visible()
    require_clean(page, "gallery")


def open_large(page: Page) -> Locator:
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    return page.get_by_role("dialog")


def open_finder(page: Page) -> Locator:
    page.keyboard.press("/")
    return page.get_by_role("combobox", name="Find and insert a layer")


def open_cheat_sheet(page: Page) -> Locator:
    page.keyboard.press("?")
    return page.get_by_role("dialog", name="Keyboard")


def open_take_home(page: Page) -> Locator:
    page.get_by_role("button", name="Take home").click()
    return page.get_by_role("menu")


def open_share(page: Page) -> Locator:
    page.get_by_role("button", name="Share").click()
    page.get_by_role("dialog").get_by_role("button", name="Create link").click()
    return page.get_by_role("dialog").get_by_role("textbox")


def open_tour(page: Page) -> Locator:
    page.keyboard.press("?")
    page.get_by_role("button", name="Show the tour").click()
    return page.get_by_role("dialog", name="The network is the picture")


def open_table(page: Page) -> Locator:
    page.get_by_role("img", name="Loss by step").press("t")
    return page.get_by_role("region", name="Loss by step, as a table")


OPENED = [open_large, open_finder, open_cheat_sheet, open_take_home, open_share, open_tour]


@pytest.mark.usefixtures("finished")
def test_what_opens_over_the_studio(page: Page) -> None:
    found = []
    for open_one in OPENED:
        opened = open_one(page)
        expect(opened).to_be_visible()
        found += [f"{open_one.__name__}: {fault}" for fault in violations(page)]
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
    expect(open_table(page)).to_be_visible()
    found += [f"the table: {fault}" for fault in violations(page)]
    assert found == [], "\n".join(found)

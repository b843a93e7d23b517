"""The shell: one thing closed at a time, the tour for newcomers, room to draw in, pictures to take away, long names."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, standing

PHONE = {"width": 390, "height": 844}


def test_escape_closes_the_topmost_alone(page: Page, studio: Studio, rest: Rest) -> None:
    page.set_viewport_size({"width": 1100, "height": 760})
    studio.open(rest.create("Layered"))
    studio.select("linear_2")
    chosen = studio.inspector.get_by_role("textbox", name="Name of the layer")
    page.keyboard.press("4")
    panels = page.get_by_role("region", name="Live views").get_by_role("article")
    expect(panels).to_have_count(1)
    menu = page.get_by_role("menu")
    panels.locator("[aria-haspopup='menu']").press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(panels).to_have_count(1)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(panels).to_have_count(1)
    page.keyboard.press("Escape")
    expect(panels).to_have_count(3)
    expect(chosen).to_be_visible()
    page.keyboard.press("Escape")
    expect(chosen).to_be_hidden()
    page.keyboard.press("i")
    expect(chosen).to_have_value("linear_2")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    expect(studio.inspector.get_by_role("heading", name="Network")).to_be_visible()


def forget_the_tour(page: Page) -> None:
    page.goto("/library")
    page.evaluate("localStorage.removeItem('layerlab.tour')")


def test_a_newcomer_is_offered_the_tour_once(page: Page, rest: Rest) -> None:
    forget_the_tour(page)
    shared = rest.share(rest.create("Passed on"))
    page.goto(shared)
    offer = page.get_by_role("region", name="New here? A tour of five steps.")
    offer.get_by_role("button", name="No, thanks").click()
    expect(offer).to_have_count(0)
    page.goto(shared)
    expect(page.get_by_text("No problems", exact=True)).to_be_visible()
    expect(offer).to_have_count(0)

    forget_the_tour(page)
    page.goto("/library/presets")
    page.get_by_role("button", name="LeNet-5").first.click()
    page.get_by_role("button", name="Show the tour").click()
    expect(page.get_by_role("dialog", name="The network is the picture")).to_be_focused()
    rest.adopt(page.url.rsplit("/", 1)[-1])


def test_a_comment_too_many_is_refused_with_words(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset()
    [network] = document["networks"].values()
    network["comments"] = {
        f"comment_{at}": {
            "text": "Note",
            "position": {"x": 80 * (at % 20), "y": 500 + 50 * (at // 20)},
            "width": 60,
            "height": 32,
            "colour": "grey",
        }
        for at in range(1, 201)
    }
    studio.open(rest.create_from(document))
    page.keyboard.press("n")
    expect(studio.news("A network holds 200 comments.")).to_be_visible()


@pytest.mark.parametrize("name", ["My digit", "phone"])
def test_there_is_room_to_draw(page: Page, studio: Studio, rest: Rest, name: str) -> None:
    experiment = rest.create("Drawn")
    pad = page.get_by_role("img", name="Empty pad to draw on")
    if name == "phone":
        page.set_viewport_size(PHONE)
        page.goto(f"/e/{experiment}")
        assert standing(pad)["width"] >= 280
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        return
    studio.open(experiment)
    small = standing(pad)["width"]
    page.keyboard.press("4")
    large = standing(pad)
    assert large["width"] == large["height"] >= 1.6 * small


def test_curves_to_take_away_are_named(page: Page, studio: Studio, rest: Rest, tmp_path: Path) -> None:
    studio.open(rest.create("Named curves", epochs=1, train_limit=640))
    studio.train.click()
    studio.wait_for_step(5)
    page.get_by_role("button", name="Learning: more").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Save as PNG").click()
    picture = tmp_path / "curves.png"
    download.value.save_as(picture)
    _, height = struct.unpack(">II", picture.read_bytes()[16:24])
    charts = sum(box.bounding_box()["height"] for box in page.locator(".uplot canvas").all())  # type: ignore[index]
    # A title, a legend, and the names of two axes and of the steps.
    assert height >= 2 * (charts + 54 + 2 * 20 + 24) - 2


def test_a_long_name_wraps_once_and_is_whole_on_hover(page: Page, studio: Studio, rest: Rest) -> None:
    name = "A network that learns to tell handwritten digits apart " * 3
    experiment = rest.create(name.strip())
    studio.open(experiment)
    bar = page.get_by_role("banner")
    title = bar.get_by_role("heading", level=1)
    assert standing(title)["height"] <= 42
    expect(title.get_by_role("button")).to_have_attribute("title", f"{name.strip()}\nRename")
    assert standing(bar)["height"] == 46
    page.goto("/library")
    link = page.get_by_role("link", name=name.strip())
    expect(link).to_have_attribute("title", name.strip())
    assert standing(link)["height"] <= 46


def test_all_families_of_layers_are_in_sight(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Low windows"))
    families = page.get_by_role("navigation", name="Layers").get_by_role("button")
    for width, height in ((1440, 900), (1280, 800), (1280, 640), (960, 600)):
        page.set_viewport_size({"width": width, "height": height})
        expect(families).not_to_have_count(0)
        for family in families.all():
            expect(family).to_be_in_viewport(ratio=1)

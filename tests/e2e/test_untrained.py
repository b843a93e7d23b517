"""Before a network has learnt anything: its tiles, kernels and answers, from its first weights."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, colours, until, until_painted

PIXELS = "(canvas) => canvas.toDataURL()"


@pytest.fixture
def experiment(rest: Rest) -> str:
    return rest.create("Untrained", epochs=3, train_limit=1_280)


def painted(tile: Locator) -> str:
    """What a tile shows, once it shows something."""
    until_painted(tile)
    picture: str = tile.evaluate(PIXELS)
    return picture


def test_an_untrained_network_shows_its_maps(page: Page, studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    maps = studio.canvas.get_by_role("img", name="Output of conv2d_2")
    first = painted(maps)
    expect(studio.node("conv2d_2").get_by_text("untrained")).to_be_visible()
    # The data has nothing to learn.
    expect(studio.node("input").get_by_text("untrained")).to_have_count(0)
    # Another sample, and another network, is another picture; the same one again is the first.
    page.get_by_role("button", name="Next sample").click()
    until(maps, f"(canvas) => ({PIXELS})(canvas) !== '{first}'")
    page.get_by_role("button", name="Previous sample").click()
    until(maps, f"(canvas) => ({PIXELS})(canvas) === '{first}'")
    studio.select("conv2d_1")
    studio.inspector.get_by_text("Bias").click()
    until(maps, f"(canvas) => ({PIXELS})(canvas) !== '{first}'")
    # What is drawn is answered too.
    page.get_by_role("button", name="Take the test sample").click()
    digit = page.get_by_role("article", name="My digit")
    expect(digit.get_by_role("list", name="Likeliest classes")).to_be_visible()
    expect(digit.get_by_text("untrained")).to_be_visible()
    # Trained, it says no more that it isn't; edited then, it does where it was changed.
    studio.train.click()
    expect(studio.canvas.get_by_text("untrained")).to_have_count(0, timeout=60_000)
    studio.select("conv2d_2")
    studio.inspector.get_by_text("Bias").click()
    expect(studio.node("conv2d_2").get_by_text("untrained")).to_be_visible()
    expect(studio.node("conv2d_1").get_by_text("untrained")).to_have_count(0)
    assert colours(maps) > 8


def test_a_fault_hides_only_what_stands_behind_it(studio: Studio, rest: Rest) -> None:
    document = rest.preset()
    network = document["networks"]["classifier"]
    network["edges"] = [edge for edge in network["edges"] if edge["target"] != "linear_2"]
    studio.page.goto(f"/e/{rest.create_from(document)}")
    until_painted(studio.picture("conv2d_2"))
    expect(studio.node("linear_1").get_by_text("untrained")).to_be_visible()
    expect(studio.picture("linear_2")).to_have_count(0)
    expect(studio.node("linear_2").get_by_text("untrained")).to_have_count(0)


def test_kernels_of_any_input_channel(page: Page, studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    studio.select("conv2d_2")
    section = studio.inspector.get_by_role("img", name=re.compile("^Kernels of conv2d_2, input channel 1"))
    first = painted(section)
    chooser = studio.inspector.get_by_role("combobox", name="Input channel of the kernels of conv2d_2")
    chooser.select_option("6")
    sixth = studio.inspector.get_by_role("img", name=re.compile("^Kernels of conv2d_2, input channel 6"))
    until(sixth, f"(canvas) => ({PIXELS})(canvas) !== '{first}'")
    until_painted(sixth)
    studio.canvas.get_by_role("button", name="Kernels", exact=True).click()
    # Its tabs name the side that it shows: once is enough.
    expect(studio.node("conv2d_2").get_by_text("Kernels")).to_have_count(1)
    expect(studio.node("conv2d_2").get_by_text("untrained", exact=True)).to_be_visible()
    # Left alone, the tile still says that these are not its maps.
    page.keyboard.press("Escape")
    expect(studio.node("conv2d_2").get_by_text("Kernels · untrained")).to_be_visible()
    studio.node("conv2d_2").press("Enter")
    window = page.get_by_role("dialog")
    expect(window.get_by_role("combobox")).to_have_value("5")
    expect(window.get_by_text("untrained")).to_be_visible()
    expect(window.get_by_role("img", name=re.compile(r"^Colours from −0\.\d+ .* to 0\.\d+"))).to_be_visible()
    before = painted(window.get_by_role("img", name=re.compile("^Kernels of conv2d_2")))
    page.keyboard.press("Escape")
    # A run is asked for what it does not record.
    studio.train.click()
    studio.node("conv2d_2").press("Enter")
    expect(window.get_by_text(re.compile(r"^step [\d,]+$"))).to_be_visible(timeout=60_000)
    kernels = window.get_by_role("img", name=re.compile("^Kernels of conv2d_2"))
    until(kernels, f"(canvas) => ({PIXELS})(canvas) !== '{before}'", 60_000)


def test_whoever_has_a_link_sees_it_untrained(page: Page, rest: Rest, experiment: str) -> None:
    page.goto(rest.share(experiment))
    canvas = page.get_by_role("region", name="Canvas")
    until_painted(canvas.get_by_role("img", name="Output of conv2d_1"))
    expect(canvas.get_by_text("untrained").first).to_be_visible()

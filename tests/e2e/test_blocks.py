"""A network with blocks in the page: each use is a tile, its numbers are set, what is wrong inside is told there."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.console import Console
from e2e.rest import Rest
from e2e.studio import Studio, set_number, until_painted


def test_a_published_network_is_read_and_not_trained(
    page: Page, studio: Studio, rest: Rest, console: Console
) -> None:
    studio.open(rest.create_from(rest.preset("resnet18")))
    expect(studio.facts).to_contain_text("11,689,512")
    expect(studio.no_problems).to_be_visible()
    use = studio.node("res_1")
    expect(use).to_contain_text("147,968")
    expect(use).to_contain_text("× 2")
    studio.select("res_down_1")
    parameters = studio.inspector.get_by_role("form", name="Parameters of res_down_1")
    expect(parameters.get_by_role("textbox", name="channels")).to_have_value("128")
    # Skip and convolutions give the same whatever the number; what follows adds what it is given.
    set_number(parameters.get_by_role("textbox", name="channels"), "130")
    studio.canvas.get_by_role("button", name="problem").click()
    page.get_by_role("button", name=re.compile("res_2.add_1")).click()
    expect(studio.node("res_2")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    expect(studio.no_problems).to_be_visible()
    console.expect("422")
    studio.train.click()
    expect(page.get_by_text("There is nothing to train on")).to_be_visible()


def test_a_small_sibling_shows_what_its_blocks_give(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset("inception_small")
    document["pace"]["length"] = {"kind": "steps", "steps": 20}
    document["datasets"]["data"]["train_limit"] = 640
    studio.open(rest.create_from(document))
    until_painted(studio.picture("inception_2"))
    studio.train.click()
    studio.wait_for_step(20)
    until_painted(studio.picture("inception_2"))
    expect(studio.canvas.get_by_text("untrained")).to_have_count(0)

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
    page.get_by_role("button", name=re.compile("res_2 › add_1")).click()
    # The way to what is wrong leads into its block.
    expect(studio.node("add_1")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
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


def test_a_block_is_opened_in_place_and_edited_for_all_of_its_uses_or_for_one(
    page: Page, studio: Studio, rest: Rest
) -> None:
    document = rest.preset("resnet_small")
    document["pace"]["length"] = {"kind": "steps", "steps": 12}
    document["datasets"]["data"]["train_limit"] = 640
    studio.open(rest.create_from(document))
    whole = studio.facts.inner_text()
    # Enter opens it where it stands: its layers in a frame, the rest of the network around it.
    studio.node("res_2").focus()
    page.keyboard.press("Enter")
    path = studio.canvas.get_by_role("navigation", name="Path")
    expect(path.get_by_text("res_2", exact=True)).to_be_visible()
    inside = studio.canvas.get_by_role("group", name=re.compile("^Inside of res_2, 7 layers"))
    expect(inside).to_be_visible()
    until_painted(studio.picture("res_2/0/conv2d_2"))
    expect(studio.node("linear_1")).to_be_visible()
    expect(studio.node("conv2d_2")).to_contain_text("channels")
    # A kernel is one of all uses, and of all of their shapes and parameters.
    studio.select("conv2d_2")
    kernel = studio.inspector.get_by_role("textbox", name="Kernel size, height")
    set_number(kernel, "5")
    padding = studio.inspector.get_by_role("textbox", name="Padding, height")
    set_number(padding, "2")
    expect(studio.no_problems).to_be_visible()
    expect(studio.facts).not_to_have_text(whole)
    # A layer more, behind the chosen one, and away again.
    studio.select("conv2d_2")
    studio.insert("dropout2d")
    expect(studio.node("dropout2d_1")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(studio.node("dropout2d_1")).to_have_count(0)
    # Only this one: its block becomes another, in the step of the edit.
    studio.canvas.get_by_role("button", name="only this one").click()
    studio.select("conv2d_2")
    set_number(padding, "3")
    expect(inside.get_by_text("res_b", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(inside.get_by_text("res_b", exact=True)).to_have_count(0)
    expect(studio.no_problems).to_be_visible()
    # What a run makes of it is seen in the tiles inside; of another copy when one asks for it.
    studio.train.click()
    studio.wait_for_step(12)
    until_painted(studio.picture("res_2/0/conv2d_2"))
    # So is how the loss hangs on it, which is recorded of the block as a whole.
    studio.select("conv2d_2")
    studio.canvas.get_by_role("button", name="Gradient", exact=True).click()
    until_painted(studio.canvas.get_by_role("img", name="Gradient at res_2/0/conv2d_2"))
    studio.canvas.get_by_role("button", name="The next copy").click()
    until_painted(studio.picture("res_2/1/conv2d_2"))
    # One level up, and the use is chosen.
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(path).to_have_count(0)
    expect(studio.inspector.get_by_role("textbox", name="Name of the layer")).to_have_value("res_2")

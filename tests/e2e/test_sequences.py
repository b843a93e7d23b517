"""Networks that read and write: letters on a tile, a text of one's own while they learn, texts in the Data tab."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until_painted


def test_a_name_is_read_letter_by_letter_while_the_network_learns(
    page: Page, studio: Studio, rest: Rest
) -> None:
    document = rest.preset("surnames")
    document["title"] = "Names"
    document["datasets"]["data"]["train_limit"] = 640
    studio.open(rest.create_from(document))
    # T is what differs from name to name; the answer stands at every letter.
    expect(studio.inspector.get_by_role("row", name="output")).to_contain_text("T×17")
    studio.train.click()
    for node in ("input", "gru_1", "output"):
        until_painted(studio.picture(node))
    text = page.get_by_role("article", name="My text")
    text.get_by_role("textbox", name="My text").fill("Nakamur*")
    expect(text).to_contain_text("read as unknown: *")
    expect(page.get_by_role("list", name="Likeliest classes").get_by_role("listitem")).to_have_count(3)
    # After each letter: what it would be if the name ended there.
    until_painted(page.get_by_role("img", name="What is said after each of 8 steps"))
    expect(text).to_contain_text(re.compile(r"Nakamur\* → \w+"))
    studio.stop.click()
    page.get_by_role("tab", name="Data").click()
    expect(studio.inspector.get_by_role("button", name="Croatian")).to_contain_text(re.compile("ić"))


def test_a_sequence_is_read_at_one_place_in_all_tiles_and_from_inside(
    page: Page, studio: Studio, rest: Rest
) -> None:
    document = rest.preset("surnames")
    document["title"] = "Names from inside"
    document["datasets"]["data"]["train_limit"] = 320
    studio.open(rest.create_from(document))
    place = page.get_by_role("slider", name="Place in the sequence")
    last = int(place.get_attribute("aria-valuemax") or 0)
    # Before the first step the first weights are read; the cursor stands at the end.
    expect(place).to_have_attribute("aria-valuenow", str(last))
    until_painted(studio.picture("gru_1"))
    place.focus()
    page.keyboard.press("Home")
    expect(place).to_have_attribute("aria-valuetext", re.compile(rf"^Letter 1 of {last} \w$"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="One step back")).to_be_enabled()
    # The pointer over one tile moves the cursor of all; a press keeps it.
    tile = studio.picture("embedding_1")
    box = tile.bounding_box()
    assert box is not None
    tile.click(position={"x": box["width"] * 0.8, "y": box["height"] / 2})
    page.mouse.move(0, 0)
    expect(place).to_have_attribute("aria-valuenow", str(int(0.8 * last) + 1))
    place.press("End")
    studio.select("gru_1")
    page.get_by_role("button", name="Gates", exact=True).click()
    gates = page.get_by_role("region", name="Inside of gru_1").get_by_role("img")
    until_painted(gates)
    gates.focus()
    page.keyboard.press("t")
    table = page.get_by_role("table", name=re.compile("^Gates of gru_1"))
    expect(table.get_by_role("columnheader")).to_have_text(["Unit", "reset", "update", "candidate"])
    page.get_by_role("button", name="Close the table").click()
    # Through time: at once, and anew once the network has learnt.
    page.get_by_role("button", name="Unrolled", exact=True).click()
    until_painted(page.get_by_role("img", name=re.compile(f"^gru_1 unrolled up to step {last} of {last}")))
    studio.train.click()
    page.get_by_role("button", name="Through time", exact=True).click()
    expect(page.get_by_role("region", name="Inside of gru_1")).to_contain_text(re.compile("% is left"))
    studio.stop.click()
    page.get_by_role("button", name="Close the inside").click()
    expect(page.get_by_role("region", name="Inside of gru_1")).to_have_count(0)


def test_a_network_writes_and_goes_on_with_what_is_typed_while_it_learns(
    page: Page, studio: Studio, rest: Rest
) -> None:
    document = rest.preset("first_names")
    document["title"] = "Made up"
    document["pace"]["length"] = {"kind": "steps", "steps": 400}
    studio.open(rest.create_from(document))
    studio.train.click()
    # It writes by itself; one of three temperatures is in sight where there is little room.
    page.get_by_role("button", name="1.2", exact=True).click()
    expect(page.get_by_role("region", name="temperature 1.2")).to_contain_text(re.compile("[a-z]{3}"))
    text = page.get_by_role("article", name="Continue my text")
    expect(text).to_contain_text("Type at least one character.")
    text.get_by_role("textbox", name="Text to continue").fill("Mar<b>")
    expect(text).to_contain_text("2 characters are not in the vocabulary (< >): read as □.")
    written = text.get_by_role("region", name="Written on")
    expect(written).to_have_text(re.compile(r"^Mar<b>[\s\S]{200}$"))
    before = written.text_content() or ""
    text.get_by_role("button", name="Other dice").click()
    expect(written).not_to_have_text(before)
    written.press("ArrowRight")
    others = text.get_by_role("list", name="What else it could have been")
    expect(others.get_by_role("listitem")).to_have_count(8)
    expect(others.locator("[data-kept=false]")).to_have_count(0)
    text.get_by_role("combobox", name="Top-k").select_option("2")
    expect(others.locator("[data-kept=false]")).to_have_count(6)
    # Lines across the chart say what counting comes to; its table says them too.
    page.get_by_role("img", name="Loss by step").press("t")
    table = page.get_by_role("region", name="Loss by step, as a table")
    for name, nats in (("even guess", "3.99"), ("letter frequencies", "3.14"), ("4 back", "2.00")):
        expect(table.get_by_role("columnheader", name=name)).to_be_visible()
        expect(table.get_by_role("cell", name=nats).first).to_be_visible()

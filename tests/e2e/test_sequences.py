"""A network that reads names: letters on its first tile, a name of one's own while it learns, names in the Data tab."""

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
    studio.stop.click()
    page.get_by_role("tab", name="Data").click()
    expect(studio.inspector.get_by_role("button", name="Croatian")).to_contain_text(re.compile("ić"))

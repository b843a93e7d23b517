"""An experiment of two networks against each other: each is seen, edited and trained."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, set_number, until_painted


def test_each_of_two_networks_is_seen_edited_and_trained(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset("ring_gan")
    document["title"] = "Two networks"
    document["pace"]["length"] = {"kind": "steps", "steps": 300}
    document["pace"]["evaluations"] = {"kind": "every_steps", "steps": 100}
    studio.open(rest.create_from(document))
    networks = studio.canvas.get_by_role("group", name="Network on screen")
    generator, discriminator = (
        networks.get_by_role("button", name=name) for name in ("Generator", "Discriminator")
    )
    expect(generator).to_have_attribute("aria-pressed", "true")
    expect(studio.node("input")).to_have_accessible_name(re.compile("gives 16"))
    # No sample enters it: that is said, and nothing is waited for.
    expect(studio.node("linear_1").get_by_text("not recorded")).to_be_visible()
    expect(studio.canvas.get_by_text("Fed with noise")).to_be_visible()
    # The other one, by key; it shows what its first weights give.
    discriminator.focus()
    page.keyboard.press("Enter")
    expect(studio.node("input")).to_have_accessible_name(re.compile("gives 2"))
    expect(studio.facts).to_contain_text("4,417")
    until_painted(studio.picture("linear_1"))
    # An edit of it alone, with a fault that leads to it from the other network.
    studio.select("linear_3")
    set_number(studio.inspector.get_by_role("textbox", name="Units"), "3")
    expect(studio.canvas.get_by_role("button", name="problem")).to_be_visible()
    generator.click()
    expect(studio.node("linear_3")).to_have_accessible_name(re.compile("gives 2$"))
    studio.canvas.get_by_role("button", name="problem").click()
    page.get_by_role("button", name=re.compile("^Discriminator · ")).click()
    expect(discriminator).to_have_attribute("aria-pressed", "true")
    expect(studio.node("linear_3")).to_be_in_viewport()
    page.keyboard.press("Escape")
    # Undone from the other network it is shown.
    generator.click()
    page.get_by_role("button", name="Undo").click()
    expect(discriminator).to_have_attribute("aria-pressed", "true")
    expect(studio.no_problems).to_be_visible()
    # Both learn, each with a loss of its own; the tiles of the discriminator follow.
    studio.train.click()
    studio.wait_for_step(300)
    learning = page.get_by_role("article", name="Learning")
    for words in ("Generator loss", "Discriminator loss", "Discriminator accuracy", "Distance"):
        expect(learning.get_by_text(words, exact=True)).to_be_visible()
    until_painted(studio.picture("linear_1"))
    expect(studio.canvas.get_by_text("untrained")).to_have_count(0)
    generator.click()
    expect(studio.node("linear_2").get_by_text("not recorded")).to_be_visible()

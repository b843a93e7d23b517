"""An experiment of two networks against each other: both are seen, edited and trained on one canvas."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, set_number, standing, until_painted


def expect_frames_and_lines(studio: Studio) -> None:
    """Each in a frame of its own, one below the other, and what the algorithm leads from one to the other."""
    generator, discriminator = (
        studio.canvas.get_by_role("group", name=f"{role}, 7 layers")
        for role in ("Generator", "Discriminator")
    )
    boxes = [standing(frame) for frame in (generator, discriminator)]
    assert boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"]
    expect(generator.get_by_text("5,378 parameters")).to_be_visible()
    expect(discriminator.get_by_text("4,417 parameters")).to_be_visible()
    expect(studio.facts).to_contain_text("9,795")
    expect(studio.canvas.get_by_text("fake", exact=True)).to_be_visible()
    expect(studio.canvas.get_by_text("real", exact=True)).to_be_visible()
    expect(studio.canvas.get_by_title("Drawn by GAN. Change it in Training.").first).to_be_attached()
    expect(studio.node("Generator input")).to_have_accessible_name(re.compile("gives 16"))
    expect(studio.node("Discriminator input")).to_have_accessible_name(re.compile("gives 2"))


def expect_shared(page: Page, address: str) -> None:
    """Through a link both are there to look at, and nothing can be moved or deleted."""
    friend = Studio(page)
    page.goto(address)
    for role in ("Generator", "Discriminator"):
        until_painted(friend.node(f"{role} linear_2").get_by_role("img").first)
    friend.node("Generator linear_2").focus()
    page.keyboard.press("Delete")
    expect(friend.canvas.get_by_role("group", name="Generator, 7 layers")).to_be_visible()


def test_two_networks_are_seen_edited_and_trained_on_one_canvas(
    page: Page, studio: Studio, rest: Rest
) -> None:
    document = rest.preset("ring_gan")
    document["title"] = "Two networks"
    document["pace"]["length"] = {"kind": "steps", "steps": 300}
    document["pace"]["evaluations"] = {"kind": "every_steps", "steps": 100}
    experiment = rest.create_from(document)
    studio.open(experiment)
    expect_frames_and_lines(studio)
    # Before the first run too: the one makes something of noise, the other of a sample.
    for role in ("Generator", "Discriminator"):
        until_painted(studio.node(f"{role} linear_1").get_by_role("img").first)
    # One of each is chosen and edited, by pointer and by key; the way leads on from one into the other.
    studio.select("Generator linear_1")
    set_number(studio.inspector.get_by_role("textbox", name="Units"), "32")
    studio.select("Discriminator linear_1")
    set_number(studio.inspector.get_by_role("textbox", name="Units"), "48")
    expect(studio.node("Generator linear_1")).to_have_accessible_name(re.compile("gives 32"))
    expect(studio.node("Discriminator linear_1")).to_have_accessible_name(re.compile("gives 48"))
    studio.select("Generator output")
    page.keyboard.press("ArrowRight")
    expect(studio.node("Discriminator input")).to_be_focused()
    # No wire is drawn from one to the other, and that is said.
    studio.drag_wire("Generator linear_2", "Discriminator linear_2")
    expect(studio.canvas.get_by_text("A wire stays within its network.")).to_be_visible()
    page.keyboard.press("ControlOrMeta+z")
    page.keyboard.press("ControlOrMeta+z")
    expect(studio.node("Generator linear_1")).to_have_accessible_name(re.compile("gives 64"))
    expect(studio.node("Discriminator linear_1")).to_have_accessible_name(re.compile("gives 64"))
    # Both learn, each with a loss of its own; the tiles of both follow.
    studio.train.click()
    studio.wait_for_step(300)
    learning = page.get_by_role("article", name="Learning")
    for words in ("Generator loss", "Discriminator loss", "Discriminator accuracy", "Distance"):
        expect(learning.get_by_text(words, exact=True)).to_be_visible()
    for role in ("Generator", "Discriminator"):
        until_painted(studio.node(f"{role} linear_2").get_by_role("img").first)
    expect(studio.canvas.get_by_text("untrained")).to_have_count(0)
    expect_shared(page, rest.share(experiment))

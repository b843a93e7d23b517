"""Finding things in pictures: boxes over them while it learns, and through a link."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until

PLACES = """(figure) => [...figure.querySelectorAll("rect")]
  .map((box) => ["x", "y", "width", "height"].map((side) => box.getAttribute(side)).join())
  .join(";")"""
"""Where all boxes of a picture lie."""


def boxes(panel: Locator, kind: str) -> Locator:
    """The boxes of the large picture."""
    return panel.get_by_role("figure").locator(f"rect[{kind}]")


def test_boxes_are_drawn_beside_the_true_ones(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset("detection_digits")
    document["title"] = "Found"
    document["pace"]["length"] = {"kind": "steps", "steps": 24}
    document["optimizers"]["detector"]["schedule"] = {"kind": "constant"}
    document["datasets"]["data"]["train_limit"] = 640
    experiment = rest.create_from(document)
    studio.open(experiment)
    panel = page.get_by_role("article", name="Boxes", exact=True)
    expect(panel.get_by_text("Boxes appear over pictures")).to_be_visible()
    studio.train.click()
    expect(panel.get_by_role("button", name=re.compile("^Test sample 12: "))).to_be_visible(timeout=60_000)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=90_000)
    # The first picture of the test set holds four digits.
    expect(boxes(panel, "data-true")).to_have_count(4)
    # So does the tile of the answer.
    tile = studio.node("output").get_by_role("img", name=re.compile("^Test sample 1: "))
    expect(tile.locator("rect[data-true]")).to_have_count(4)
    # From how sure on is the viewer's choice.
    least = panel.get_by_role("slider", name=re.compile("^confidence"))
    least.fill("5")
    expect(panel.get_by_text("confidence ≥ 5 %")).to_be_visible()
    expect(boxes(panel, "data-pointed").last).to_be_attached()
    told = re.compile(r"^\d · \d+\s% sure · IoU \d\.\d\d")
    expect(panel.get_by_role("figure").get_by_role("listitem").first).to_have_text(told)
    # Boxes of a network that has hardly learnt lie on each other: which of them is on top at a place is chance.
    boxes(panel, "data-pointed").last.dispatch_event("pointerover")
    expect(panel.locator("figcaption")).to_have_text(told)
    panel.get_by_role("button", name="Objectness").click()
    expect(panel.get_by_role("figure").locator("svg").first.locator("rect")).to_have_count(64)
    panel.get_by_role("button", name=re.compile("^Test sample 2: ")).click()
    expect(panel.get_by_role("button", name=re.compile("^Test sample 2: "))).to_have_attribute(
        "aria-pressed", "true"
    )
    # Through a link the same is seen, without the server knowing the viewer.
    page.goto(rest.share(experiment))
    shared = page.get_by_role("article", name="Boxes", exact=True)
    expect(boxes(shared, "data-true")).to_have_count(4)
    # Whoever looks back sees the boxes of that step, and at the end those of the end.
    timeline = Studio(page).timeline
    shared.get_by_role("slider", name=re.compile("^confidence")).fill("1")
    expect(boxes(shared, "data-pointed").last).to_be_attached()
    picture = shared.get_by_role("figure")
    at_the_end = picture.evaluate(PLACES)
    timeline.press("Home")
    expect(shared.get_by_text(re.compile(r"^step \d+$"))).to_be_visible()
    until(picture, f"(figure) => ({PLACES})(figure) !== {at_the_end!r}")
    timeline.press("End")
    expect(shared.get_by_text(re.compile(r"^step \d+$"))).to_have_count(0)
    until(picture, f"(figure) => ({PLACES})(figure) === {at_the_end!r}")

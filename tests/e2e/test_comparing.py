"""Experiments that are comparisons: begun with one press, held, gone on with after a reload, read beside each other."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from playwright.sync_api import expect

from e2e.rest import Document, Rest
from e2e.studio import Studio


def brief(rest: Rest, steps: int) -> Document:
    """Three learning rates and a narrow network, over soon."""
    document = rest.preset("compare_learning_rates")
    document["title"] = "Rates and widths"
    document["pace"]["length"] = {"kind": "steps", "steps": steps}
    document["pace"]["evaluations"] = {"kind": "every_steps", "steps": steps // 10}
    narrow: Document = json.loads(json.dumps(document["networks"]))
    narrow["classifier"]["nodes"]["linear_1"]["layer"]["out_features"] = 16
    document["variants"][3] = {"name": "narrow", "networks": narrow}
    return document


def test_a_family_is_begun_held_and_gone_on_with_after_a_reload(studio: Studio, rest: Rest) -> None:
    page = studio.page
    document = brief(rest, 4_000)
    names = [variant["name"] for variant in document["variants"]]
    experiment = rest.create_from(document)
    studio.open(experiment)
    train = page.get_by_role("button", name="Train all 4")
    train.click()
    ends = page.locator("[data-panel=learning] [data-curves] > div").first.locator("[data-rival]")
    expect(ends.first).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Pause", exact=True).click()
    resume = page.get_by_role("button", name="Resume", exact=True)
    expect(resume).to_be_visible()
    members = page.get_by_role("list", name="Variants").get_by_role("button")
    expect(members).to_have_count(4)
    expect(members.filter(has_text="waiting")).to_have_count(0)
    expect(members.filter(has_text="training")).to_have_count(0)
    held = [run["step"] for run in rest.read(experiment)["runs"]]
    assert min(held) < 4_000

    page.reload()
    expect(resume).to_be_visible()
    resume.click()
    expect(ends).to_have_count(4, timeout=90_000)
    expect(train).to_be_visible(timeout=60_000)
    assert {
        run["variant"]: (run["state"], run["step"]) for run in rest.read(experiment)["runs"]
    } == dict.fromkeys(names, ("finished", 4_000))
    assert sorted(ends.evaluate_all("all => all.map(one => one.dataset.rival)")) == sorted(names)
    # None over another.
    tops = sorted(ends.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)"))
    assert all(below - above >= 11 for above, below in pairwise(tops))

    ends.filter(has_text="rate 0.2").click()
    expect(members.filter(has_text="rate 0.2")).to_have_attribute("aria-current", "true")
    expect(studio.state("Run 3 · finished")).to_be_visible()

    take_a_variant_and_back(studio, rest, experiment, document)

    # Whoever has the link sees the same curves, and starts nothing.
    page.goto(rest.share(experiment))
    expect(ends).to_have_count(4)
    expect(train).to_have_count(0)
    # On a phone, too; a press shows another of them.
    page.set_viewport_size({"width": 390, "height": 844})
    learning = page.get_by_role("region", name="Learning")
    for name in names:
        expect(learning.locator(f"[data-rival='{name}']").first).to_be_visible()
    members.filter(has_text="rate 0.1").click()
    expect(members.filter(has_text="rate 0.1")).to_have_attribute("aria-current", "true")


def take_a_variant_and_back(studio: Studio, rest: Rest, experiment: str, document: Document) -> None:
    """What the inspector says of each, and that one of them becomes the document until that is undone."""
    page = studio.page
    members = page.get_by_role("list", name="Variants").get_by_role("button")
    # Each run is seen with its own network; where that is the document's, with the document.
    members.filter(has_text="narrow").click()
    expect(page.get_by_text("The network of run 4", exact=False)).to_be_visible()
    expect(studio.node("linear_1")).to_contain_text("12,560")
    rows = studio.inspector.get_by_role("region", name="Variants").get_by_role("listitem")
    expect(rows.nth(1)).to_contain_text(re.compile(r"earning rate.* 0\.02 → 0\.1"))
    expect(rows.nth(3)).to_contain_text("Units of linear_1 128 → 16")
    expect(rows.nth(0)).to_contain_text("is the document")
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        rows.nth(3).get_by_role("button", name="Take as the document").click()
    expect(rows.nth(3)).to_contain_text("is the document")
    expect(rows.nth(0)).to_contain_text("What the others are compared with.")
    taken = rest.read(experiment)["document"]
    assert taken["networks"] == document["variants"][3]["networks"]
    assert [set(variant) for variant in taken["variants"]][3] == {"name"}
    page.get_by_role("button", name="Undo").click()
    expect(rows.nth(0)).to_contain_text("is the document")
    # As before: the network of the run on screen is in sight.
    page.get_by_role("button", name="Back to the document").click()
    expect(studio.node("linear_1")).to_contain_text("100,480")

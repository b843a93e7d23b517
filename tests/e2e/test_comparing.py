"""Experiments that are comparisons: begun with one press, held, gone on with after a reload, read beside each other."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import expect

from e2e.rest import Document, Rest
from e2e.studio import Studio


def brief(rest: Rest, steps: int) -> Document:
    """Four learning rates, over soon."""
    document = rest.preset("compare_learning_rates")
    document["title"] = "Four rates"
    document["pace"]["length"] = {"kind": "steps", "steps": steps}
    document["pace"]["evaluations"] = {"kind": "every_steps", "steps": steps // 10}
    return document


def test_a_family_is_begun_held_and_gone_on_with_after_a_reload(studio: Studio, rest: Rest) -> None:
    page = studio.page
    document = brief(rest, 2_000)
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
    assert min(held) < 2_000

    page.reload()
    expect(resume).to_be_visible()
    resume.click()
    expect(ends).to_have_count(4, timeout=60_000)
    expect(train).to_be_visible(timeout=60_000)
    assert {
        run["variant"]: (run["state"], run["step"]) for run in rest.read(experiment)["runs"]
    } == dict.fromkeys(names, ("finished", 2_000))
    assert sorted(ends.evaluate_all("all => all.map(one => one.dataset.rival)")) == sorted(names)
    # None over another.
    tops = sorted(ends.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)"))
    assert all(below - above >= 11 for above, below in pairwise(tops))

    ends.filter(has_text="rate 0.2").click()
    expect(members.filter(has_text="rate 0.2")).to_have_attribute("aria-current", "true")
    expect(studio.state("Run 3 · finished")).to_be_visible()

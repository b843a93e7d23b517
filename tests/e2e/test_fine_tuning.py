"""Pretrained weights as a person takes them over: choose a run, replace the head, freeze the rest, train."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from e2e.rest import Document, Rest
from e2e.studio import Studio
from e2e.wiretap import Wiretap


def brief(rest: Rest, preset: str, title: str, steps: int) -> Document:
    """A ready experiment that is over soon."""
    document = rest.preset(preset)
    document.pop("variants", None)
    document["title"] = title
    document["pace"]["length"] = {"kind": "steps", "steps": steps}
    document["pace"]["evaluations"] = {"kind": "every_steps", "steps": steps}
    return document


def test_a_run_goes_on_from_another_with_all_but_its_head_frozen(studio: Studio, rest: Rest) -> None:
    wiretap = Wiretap(studio.page)
    first = rest.create_from(brief(rest, "pretraining_digits", "Five digits", 20))
    rest.train(first)
    studio.open(first)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    second = rest.create_from(brief(rest, "fine_tuning_digits", "The others", 40))
    studio.open(second)
    tab, page = studio.inspector, studio.page
    images = page.get_by_role("article", name="Training images")
    expect(images).to_contain_text("15 images")
    expect(images.get_by_role("img")).to_have_count(15)
    tab.get_by_role("tab", name="Training").click()
    tab.get_by_text("Start from weights").click()
    tab.get_by_label("Weights", exact=True).click()
    page.get_by_role("option", name="Five digits · run 1").click()
    row = tab.get_by_role("row", name=re.compile("linear_3"))
    expect(row.get_by_role("button", name="matched")).to_be_visible()
    tab.get_by_role("button", name="Replace the head").click()
    expect(row.get_by_role("button", name="new weights")).to_be_visible()
    tab.get_by_role("button", name="all but the head").click()
    # The tiles have the same locks as the table.
    for node in ("conv2d_1", "linear_2"):
        lock = studio.node(node).get_by_role("button", name=f"Frozen; press to let {node} learn")
        expect(lock).to_have_attribute("aria-pressed", "true")
    expect(studio.saved).to_be_visible()
    studio.train.click()
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    for node, share in (("conv2d_1", "0"), ("linear_2", "0"), ("linear_3", r"[1-9]\d*(\.\d)?")):
        expect(studio.canvas.locator(f"[data-moved={node}]")).to_have_text(re.compile(rf"^moved {share}\s%$"))
    expect(studio.timeline).to_have_attribute("aria-description", "from Five digits, run 1, step 20")
    started = wiretap.events("run_started")[-1]
    assert started["origins"] == {"classifier": {"title": "Five digits", "run": 1, "step": 20}}
    # What it began with lies in the run's own folder: the origin may go.
    rest.delete(first)
    page.get_by_role("button", name="Take home").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Weights to begin with").last.click()
    assert download.value.suggested_filename == "the_others_start.safetensors"

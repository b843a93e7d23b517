"""The playhead in the past: what is asked then speaks of the weights of then. And what is recorded can be chosen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.axe import violations
from e2e.conftest import NewContext
from e2e.rest import Rest
from e2e.studio import Studio


@pytest.fixture
def experiment(rest: Rest) -> str:
    """Two epochs of twenty steps: weights are kept of the steps 20 and 40."""
    return rest.create("Looking back", epochs=2, train_limit=1_280, evaluations_per_epoch=1)


def look_back(page: Page, studio: Studio) -> None:
    """Which pixels count, at the newest step and at the first, for a sample on the pad."""
    digit = page.get_by_role("article", name="My digit", exact=True)
    digit.get_by_role("button", name="Take the test sample").click()
    digit.get_by_role("button", name="Which pixels count").click()
    expect(digit.get_by_text("Weights of step 40: blue speaks for")).to_be_visible()
    studio.timeline.press("Home")
    expect(digit.get_by_text("Weights of step 0: blue speaks for")).to_be_visible()
    expect(digit.get_by_text("weights of step 0", exact=True)).to_be_visible()


def test_questions_follow_the_playhead(
    page: Page, studio: Studio, experiment: str, rest: Rest, new_context: NewContext
) -> None:
    studio.open(experiment)
    studio.train.click()
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    look_back(page, studio)
    # Each view says which recorded frame it shows; what was counted later is not shown yet.
    counted = page.get_by_role("article", name="Confusion").get_by_text("step 20", exact=True)
    expect(counted).to_have_count(0)
    expect(page.get_by_text(re.compile("^Showing the recorded frame of step 1$"))).to_be_visible()
    page.get_by_role("button", name="Next sample").click()
    expect(page.get_by_text("Showing the weights of step 0")).to_be_visible()
    studio.timeline.press("PageUp")
    expect(page.get_by_text("Showing the weights of step 20")).to_be_visible()
    expect(counted).to_be_visible()
    studio.timeline.press("End")
    expect(page.get_by_text("Showing the weights")).to_have_count(0)

    friend = new_context().new_page()
    friend.goto(rest.share(experiment))
    look_back(friend, Studio(friend))


def test_what_is_recorded_is_chosen(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset() | {"title": "Few frames"}
    kinds = "feature_maps", "gradient_maps", "kernels", "histograms", "layer_health", "predictions", "pinned"
    document["probes"] = [{"kind": kind} for kind in kinds]
    experiment = rest.create_from(document)
    studio.open(experiment)
    confusion = page.get_by_role("article", name="Confusion")
    expect(confusion).to_contain_text("Recording this is switched off.")
    confusion.get_by_role("button", name="Record it in the next run").click()
    expect(confusion).to_contain_text("Counted over the test set")

    studio.inspector.get_by_role("tab", name="Training").click()
    studio.inspector.get_by_text("What is recorded").click()
    expect(studio.inspector.get_by_role("switch", name="Confusion matrix")).to_be_checked()
    kernels = studio.inspector.get_by_role("form", name="Kernels")
    kernels.get_by_label("At most every (ms)").fill("5000")
    kernels.get_by_label("At most every (ms)").press("Enter")
    studio.inspector.get_by_role("switch", name="Histograms").uncheck(force=True)
    expect(studio.inspector.get_by_text(re.compile(r"^7 of \d+$"))).to_be_visible()
    assert violations(page) == []
    expect(studio.saved).to_be_visible()
    kept = {probe["kind"]: probe["every_ms"] for probe in rest.read(experiment)["document"]["probes"]}
    assert "histograms" not in kept
    assert (kept["kernels"], kept["confusion_matrix"]) == (5_000, 250)

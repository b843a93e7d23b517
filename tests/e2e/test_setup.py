"""Setting up: settings that change in mid-run, one epoch more, slow motion, notes, samples."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, set_number
from e2e.wiretap import Wiretap


@pytest.fixture
def wiretap(page: Page) -> Wiretap:
    """Before the page opens its socket."""
    return Wiretap(page)


def test_momentum_changes_in_mid_run(wiretap: Wiretap, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Steered", epochs=20))
    studio.inspector.get_by_role("tab", name="Training").click()
    studio.train.click()
    studio.wait_for_step(5)
    expect(studio.inspector.get_by_text("A run is under way")).to_be_visible()
    set_number(studio.inspector.get_by_label("Momentum"), "0.8")
    # The change is said in the live region, as everything that happens to the run.
    expect(studio.page.get_by_text("Momentum is now 0.8")).to_be_attached(timeout=40_000)
    [change] = wiretap.events("hyperparameter_changed")
    assert (change["name"], change["value"]) == ("optimizers.classifier.optimizer.momentum", 0.8)


def test_slow_motion_and_one_epoch_more(wiretap: Wiretap, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Short", epochs=1, train_limit=640, evaluations_per_epoch=1))
    studio.train.click()
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    studio.page.get_by_role("button", name="+ 1 epoch").click()
    assert studio.wait_for_step(20) == 20
    expect(studio.state("Run 1 · finished")).to_be_visible()
    [extended] = wiretap.events("run_extended")
    assert extended["total_steps"] == 20


def test_notes_are_read_through_a_link(studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Noted")
    studio.open(experiment)
    page = studio.page
    page.get_by_role("button", name="Write notes").click()
    written = (
        "Look at **steps 70 to 300**.\n\n- [paper](https://example.org/paper)\n- [no](javascript:alert(1))"
    )
    page.get_by_role("textbox", name="Notes").fill(written)
    page.keyboard.press("Escape")
    expect(studio.saved).to_be_visible()
    assert rest.read(experiment)["document"]["notes"] == written
    page.goto(rest.share(experiment))
    notes = page.get_by_role("region", name="Notes")
    expect(notes.get_by_role("strong")).to_have_text("steps 70 to 300")
    [link] = notes.get_by_role("link").all()
    assert link.get_attribute("href") == "https://example.org/paper"
    assert "noopener" in str(link.get_attribute("rel"))


def test_samples_by_class_and_number(studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Looked at"))
    tab = studio.inspector
    tab.get_by_role("tab", name="Data").click()
    tab.get_by_title("Samples of class 3").click()
    expect(tab.get_by_text("1–42 of 6,131")).to_be_visible()
    tab.get_by_role("button", name="Next page").click()
    expect(tab.get_by_text("43–84 of 6,131")).to_be_visible()
    tab.get_by_role("button", name="test", exact=True).click()
    set_number(tab.get_by_label("No."), "9")
    expect(tab.get_by_text("Test sample 9")).to_be_visible()
    tab.get_by_role("button", name="Show in the network").click()
    expect(studio.canvas.get_by_text("Test sample 9 · label 5")).to_be_visible()

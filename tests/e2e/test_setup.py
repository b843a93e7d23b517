"""Setting up: settings that change in mid-run, one epoch more, slow motion, notes, samples."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import COLOURS, Studio, colours, set_number, until, until_painted
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


def test_images_are_shown_as_they_will_be_learnt_from(studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Moving digits", train_limit=640)
    studio.open(experiment)
    page, tab = studio.page, studio.inspector
    tab.get_by_role("tab", name="Data").click()
    tab.get_by_label("Add an augmentation").click()
    page.get_by_role("option", name="Erase").click()
    preview = tab.get_by_label("Training image 1, as it is learnt from").last
    until_painted(preview)
    before = colours(preview)
    set_number(tab.get_by_label("Fill (0 to 255)"), "128")
    # The patches are grey now, which nothing else of a digit is as much of.
    until(preview, f"(canvas) => ({COLOURS})(canvas) !== {before}")
    expect(studio.saved).to_be_visible()
    [erase] = rest.read(experiment)["document"]["augmentation"]
    assert (erase["kind"], erase["fill"]) == ("erase", 128)
    tab.get_by_role("button", name="Remove Erase").click()
    expect(preview).to_be_hidden()
    expect(studio.saved).to_be_visible()
    assert "augmentation" not in rest.read(experiment)["document"]


def test_a_table_is_shown_as_its_settings_make_it(studio: Studio, rest: Rest) -> None:
    studio.open(rest.create_from(rest.preset("penguins")))
    page, tab = studio.page, studio.inspector
    tab.get_by_role("tab", name="Data").click()
    expect(tab.get_by_role("row", name="bill length mm 2 (x − 43.9) / 5.48")).to_be_visible()
    expect(tab.get_by_role("row", name="island Biscoe 0 x")).to_be_visible()
    tab.get_by_label("Words").click()
    page.get_by_role("option", name="None").click()
    expect(tab.get_by_role("row", name="island Biscoe 0 x")).to_be_hidden()
    tab.get_by_label("Missing values").click()
    page.get_by_role("option", name="Drop rows").click()
    expect(tab.get_by_text("266", exact=True)).to_be_visible()
    expect(tab.get_by_text("Palmer penguins, Horst, Hill and Gorman 2020, CC0")).to_be_visible()

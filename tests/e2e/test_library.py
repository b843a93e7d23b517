"""The library: find, rename, copy, delete."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=title, exact=True)


def choose(page: Page, title: str, action: str) -> None:
    page.get_by_role("button", name=f"More for {title}", exact=True).click()
    page.get_by_role("menuitem", name=action).click()
    # The menu of one card goes before that of another is opened.
    expect(page.get_by_role("menu")).to_have_count(0)


def adopt_all(rest: Rest, title: str) -> None:
    """What the page made goes away after the test too."""
    for known in rest.cards():
        if title in known["title"]:
            rest.adopt(known["id"])


def test_rename_and_search(page: Page, rest: Rest) -> None:
    first = rest.create("Alpha lantern")
    rest.create("Beta lantern")
    page.goto("/library")
    choose(page, "Alpha lantern", "Rename")
    field = page.get_by_role("textbox", name="New name")
    field.fill("Gamma kite")
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        field.press("Enter")
    expect(card(page, "Gamma kite")).to_be_visible()
    page.reload()
    expect(card(page, "Gamma kite")).to_be_visible()
    assert rest.read(first)["document"]["title"] == "Gamma kite"

    search = page.get_by_role("searchbox", name="Search by name or dataset")
    search.fill("kite")
    expect(card(page, "Gamma kite")).to_be_visible()
    expect(card(page, "Beta lantern")).to_have_count(0)
    search.fill("no such thing")
    expect(page.get_by_text("No experiment is called “no such thing”.")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(card(page, "Beta lantern")).to_be_visible()

    card(page, "Gamma kite").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Gamma kite", level=1)).to_be_visible()


def test_rename_in_the_studio(studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Working title")
    studio.open(experiment)
    studio.page.get_by_role("button", name="Working title", exact=True).click()
    field = studio.page.get_by_role("textbox", name="Title of the experiment")
    field.fill("Final title")
    field.press("Enter")
    expect(studio.page.get_by_role("heading", name="Final title", level=1)).to_be_visible()
    expect(studio.page).to_have_title(re.compile("Final title"))
    studio.page.get_by_role("link", name="Layerlab").click()
    expect(card(studio.page, "Final title")).to_be_visible()


def test_duplicate_and_delete(page: Page, rest: Rest) -> None:
    rest.create("Twin")
    page.goto("/library")
    choose(page, "Twin", "Duplicate")
    cards = page.get_by_role("article", name=re.compile("Twin"))
    expect(cards).to_have_count(2)
    # Without runs nothing is lost that could not be put back, so nothing is asked.
    cards.first.get_by_role("button", name=re.compile("^More for")).click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(cards).to_have_count(1)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(cards).to_have_count(2)
    adopt_all(rest, "Twin")


@pytest.fixture
def trained(rest: Rest) -> str:
    """An experiment with a run that is over soon."""
    experiment = rest.create("Trained once", epochs=1, train_limit=640, evaluations_per_epoch=1)
    rest.train(experiment)
    return experiment


def test_runs_are_deleted_with_a_question(page: Page, rest: Rest, studio: Studio, trained: str) -> None:
    studio.open(trained)
    chip = studio.state("Run 1 · finished")
    expect(chip).to_be_visible(timeout=60_000)
    run = rest.read(trained)["runs"][0]["id"]
    chip.click()
    page.get_by_role("menuitem", name="Delete run 1").click()
    dialog = page.get_by_role("dialog", name="Delete this run")
    expect(dialog).to_contain_text("Delete run 1 with its curves, frames and weights?")
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("banner").get_by_role("button", name="Run 1")).to_have_count(0)
    expect(page.get_by_text("Press Train. The loss starts here.")).to_be_visible()
    expect(studio.train).to_be_visible()
    assert rest.status(f"/api/runs/{run}") == 404


def test_an_experiment_with_runs_asks_first(page: Page, rest: Rest, trained: str) -> None:
    run = rest.read(trained)["runs"][0]["id"]
    page.goto("/library")
    choose(page, "Trained once", "Delete")
    dialog = page.get_by_role("dialog", name="Delete this experiment")
    expect(dialog).to_contain_text("Delete “Trained once” and its run?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(card(page, "Trained once")).to_be_visible()
    choose(page, "Trained once", "Delete")
    dialog.get_by_role("button", name="Delete").click()
    expect(card(page, "Trained once")).to_have_count(0)
    assert rest.status(f"/api/experiments/{trained}") == 404
    assert rest.status(f"/api/runs/{run}") == 404

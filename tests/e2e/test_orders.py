"""Orders and states of one experiment: another data set with old runs, two tabs, a link and a phone open before."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, colours

NewContext = Callable[..., BrowserContext]

SHORT: dict[str, Any] = {"epochs": 1, "train_limit": 640, "evaluations_per_epoch": 1}


def finished(rest: Rest, run: str, within_s: float = 60) -> str:
    """The run, once it is over."""
    end = time.monotonic() + within_s
    while rest.run(run)["state"] != "finished":
        assert time.monotonic() < end, rest.run(run)
        time.sleep(0.05)
    return run


def look_at(studio: Studio, run: int) -> None:
    """Choose a run of the menu in the top bar."""
    studio.page.get_by_role("button", name=re.compile(r"Show all runs$")).click()
    studio.page.get_by_role("menuitem", name=re.compile(rf"^Run {run}\b")).click()


def sample(studio: Studio) -> Locator:
    """Which test sample runs through the nodes, and its class."""
    return studio.canvas.get_by_text(re.compile("^Test sample"))


def test_an_old_run_is_told_with_its_own_data(page: Page, studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Digits, then clothes", **SHORT)
    finished(rest, rest.train(experiment))
    rest.save(experiment, datasets={"data": {"kind": "fashion_mnist", "train_limit": 640}})
    studio.open(experiment)
    expect(studio.state("Run 1 · finished")).to_be_visible()
    expect(sample(studio)).to_contain_text("label 7")
    expect(studio.node("input")).to_contain_text(re.compile(r"(?<!-)MNIST"))
    expect(page.get_by_role("article", name="My digit")).to_be_visible()
    studio.confusion.press("Enter")
    title = page.get_by_role("dialog").get_by_role("heading")
    expect(title).to_have_text(re.compile(r"\d.*\d"))
    page.keyboard.press("Escape")

    studio.train.click()
    expect(studio.state("Run 2 · finished")).to_be_visible(timeout=60_000)
    expect(sample(studio)).to_contain_text("label Ankle boot")
    page.get_by_role("button", name=re.compile(r"Show all runs$")).click()
    row = page.get_by_role("menuitem", name=re.compile(r"^Run 2\b"))
    expect(row).to_contain_text("Unlike run 1: dataset MNIST → Fashion-MNIST.")
    page.get_by_role("menuitem", name=re.compile(r"^Run 1\b")).click()
    expect(sample(studio)).to_contain_text("label 7")
    expect(page.get_by_role("article", name="My digit")).to_be_visible()


def test_a_run_begun_in_another_tab_is_followed(page: Page, studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Two tabs", epochs=40, train_limit=12_800)
    studio.open(experiment)
    second = Studio(page.context.new_page())
    second.open(experiment)
    studio.train.click()
    expect(second.state("Run 1 · training")).to_be_visible()
    second.wait_for_step(studio.wait_for_step(2))
    studio.stop.click()
    expect(second.state("Run 1 · stopped")).to_be_visible()
    studio.train.click()
    expect(second.state("Run 2 · training")).to_be_visible()
    # Who looks back on purpose is told, and not taken away.
    look_at(second, 1)
    expect(second.state("Run 1 · stopped")).to_be_visible()
    studio.stop.click()
    studio.train.click()
    chip = second.page.get_by_role("button", name="Run 3 · training · show")
    expect(chip).to_be_visible()
    expect(second.state("Run 1 · stopped")).to_be_visible()
    chip.click()
    expect(second.state("Run 3 · training")).to_be_visible()
    expect(chip).to_have_count(0)
    studio.stop.click()
    second.page.close()


def test_a_link_and_a_phone_that_were_open_before_train(
    page: Page, studio: Studio, rest: Rest, new_context: NewContext
) -> None:
    experiment = rest.create("Open before", epochs=40, train_limit=12_800)
    friend = Studio(new_context().new_page())
    friend.page.goto(rest.share(experiment))
    expect(friend.page.get_by_role("heading", name="Open before", level=1)).to_be_visible()
    phone = new_context().new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(f"/e/{experiment}")
    expect(phone.get_by_role("button", name="Train", exact=True)).to_be_visible()
    studio.open(experiment)
    # Another network than the one that the others came with.
    studio.select("relu_4")
    page.keyboard.press("Delete")
    expect(studio.node("relu_4")).to_have_count(0)
    studio.train.click()
    studio.wait_for_step(2)
    friend.wait_for_step(2)
    expect(friend.state("Run 1 · training")).to_be_visible()
    expect(friend.node("linear_2")).to_be_visible()
    expect(friend.node("relu_4")).to_have_count(0)
    expect(phone.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    studio.stop.click()
    expect(friend.state("Run 1 · stopped")).to_be_visible()
    expect(phone.get_by_role("button", name="Train", exact=True)).to_be_visible()
    # Deleted by its owner, it stays in sight of whoever watched it, who is told.
    (run,) = rest.read(experiment)["runs"]
    rest.delete_run(run["id"])
    expect(friend.page.get_by_text("Its owner has deleted this run.")).to_be_visible()
    expect(friend.page.get_by_text("Deleted run", exact=True)).to_be_visible()
    assert colours(friend.picture("linear_2")) > 2
    expect(studio.canvas.get_by_text("untrained").first).to_be_visible()


@pytest.fixture
def edited(studio: Studio, rest: Rest) -> str:
    """An experiment with one run, and a layer less since."""
    experiment = rest.create("Edited", **SHORT)
    finished(rest, rest.train(experiment))
    studio.open(experiment)
    studio.select("relu_4")
    studio.page.keyboard.press("Delete")
    expect(studio.node("relu_4")).to_have_count(0)
    expect(studio.saved).to_be_visible()
    return experiment


def test_the_network_of_an_old_run_is_shown_and_brought_back(
    page: Page, studio: Studio, rest: Rest, edited: str
) -> None:
    show = studio.canvas.get_by_role("button", name="Show the network of run 1")
    show.click()
    expect(studio.node("relu_4")).to_be_visible()
    expect(page.get_by_role("navigation", name="Layers")).to_have_count(0)
    studio.node("relu_4").click()
    page.keyboard.press("Delete")
    expect(studio.train).to_be_disabled()
    studio.canvas.get_by_role("button", name="Back to the document").click()
    expect(studio.node("relu_4")).to_have_count(0)
    expect(studio.train).to_be_enabled()
    show.click()
    studio.canvas.get_by_role("button", name="Bring it back as the document").click()
    expect(studio.node("relu_4")).to_be_visible()
    expect(show).to_have_count(0)
    expect(studio.saved).to_be_visible()
    assert "relu_4" in rest.read(edited)["document"]["networks"]["classifier"]["nodes"]
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(studio.node("relu_4")).to_have_count(0)
    expect(show).to_be_visible()

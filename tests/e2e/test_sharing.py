"""A link: watch, but touch nothing; fork, and it is one's own; switched off, and it is gone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.console import Console
from e2e.rest import Rest
from e2e.studio import Studio, until_painted

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def experiment(rest: Rest) -> str:
    """Long enough to be watched."""
    return rest.create("Shown to a friend", epochs=20, train_limit=12_800)


def create_link(page: Page) -> str:
    """The address that the dialog gives."""
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog", name="Share this experiment")
    dialog.get_by_role("button", name="Create link").click()
    address = dialog.get_by_role("textbox", name="New link").input_value()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/s/[\w-]{22,}", address)
    return address


def test_watch_through_a_link(
    page: Page, studio: Studio, experiment: str, new_context: NewContext, console: Console
) -> None:
    studio.open(experiment)
    studio.train.click()
    studio.wait_for_step(2)
    address = create_link(page)

    friend = Studio(new_context().new_page())
    friend.page.goto(address)
    expect(friend.page.get_by_role("heading", name="Shown to a friend", level=1)).to_be_visible()
    expect(friend.page.get_by_text("View only", exact=True)).to_be_visible()
    # Live while it trains.
    friend.wait_for_step(studio.step() + 5)
    until_painted(friend.picture("conv2d_1"))
    expect(page.get_by_role("banner")).to_contain_text("2 watching")
    # Nothing to change and nothing to start.
    for name in ["Train", "Pause", "Resume", "One step", "Stop for good", "Undo", "Share"]:
        expect(friend.page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect(friend.inspector).to_have_count(0)
    expect(friend.page.get_by_role("navigation", name="Layers")).to_have_count(0)
    friend.node("relu_2").click()
    friend.page.keyboard.press("Delete")
    friend.page.keyboard.press("Space")
    friend.page.keyboard.press("/")
    # What comes on demand, as the finder would, has come by then.
    friend.page.keyboard.press("?")
    expect(friend.page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    friend.page.keyboard.press("Escape")
    expect(friend.node("relu_2")).to_be_visible()
    expect(friend.page.get_by_role("combobox")).to_have_count(0)
    expect(studio.pause).to_be_visible()

    # Switched off: whoever watches is told at once, and whoever comes later too.
    console.expect("404")
    page.get_by_role("dialog").get_by_role("button", name="Switch off").click()
    page.get_by_role("dialog").get_by_role("button", name="Switch off for good").click()
    gone = friend.page.get_by_role("heading", name="This link has been switched off by its owner.")
    expect(gone).to_be_visible()
    friend.page.goto(address)
    expect(gone).to_be_visible()


def test_fork_into_ones_own_library(experiment: str, rest: Rest, studio: Studio) -> None:
    rest.train(experiment)
    page = studio.page
    page.goto(rest.share(experiment))
    studio.wait_for_step(2)
    page.get_by_role("button", name="Fork to my library").click()
    page.wait_for_url(re.compile(r"/e/\w+$"))
    fork = page.url.rsplit("/", 1)[1]
    rest.adopt(fork)
    assert fork != experiment
    expect(studio.no_problems).to_be_visible()
    expect(studio.train).to_be_enabled()
    studio.select("relu_2")
    page.keyboard.press("Delete")
    expect(studio.saved).to_be_visible()
    assert "relu_2" not in rest.read(fork)["document"]["networks"]["classifier"]["nodes"]
    assert "relu_2" in rest.read(experiment)["document"]["networks"]["classifier"]["nodes"]


def test_replay_after_the_run(rest: Rest, studio: Studio) -> None:
    short = rest.create("Over", epochs=1, train_limit=640, evaluations_per_epoch=1)
    rest.train(short)
    page = studio.page
    page.goto(rest.share(short))
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    assert studio.wait_for_step(10) == 10
    expect(studio.confusion).to_be_visible()
    page.get_by_role("button", name="Previous recorded frame").click()
    expect(page.get_by_text(re.compile("Showing the recorded frame of step"))).to_be_visible()
    assert studio.step() < 10

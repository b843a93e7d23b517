"""A stranger opens the page: everything is there, and one press trains."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from e2e.studio import Studio, until_painted
from support.server import LiveServer

DRAWN = ["conv2d_1", "max_pool2d_1", "conv2d_2", "max_pool2d_2", "linear_1", "linear_2", "linear_3"]
SHAPES = ["1 28×28", "6 28×28", "6 14×14", "16 10×10", "16 5×5", "400", "120", "84", "10"]
FIRST_EVALUATION_MS = 90_000


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server that nobody has visited yet."""
    server = LiveServer.start(tmp_path_factory.mktemp("first") / "data")
    yield server
    server.stop()


def on_a_wire(shape: str) -> re.Pattern[str]:
    """Channels and size stand in two lines, or beside each other on a long wire."""
    return re.compile(r"^\s*" + re.sub(" ", r"[\\s×]*", shape) + r"\s*$")


def test_a_ready_experiment_and_one_press(page: Page, studio: Studio, empty_house: LiveServer) -> None:
    page.goto(empty_house.url)
    page.wait_for_url(re.compile(r"/e/\w+$"))
    expect(page.get_by_role("heading", name="LeNet-5 on MNIST", level=1)).to_be_visible()
    expect(studio.no_problems).to_be_visible()
    expect(studio.facts).to_contain_text("61,706 parameters")
    for shape in SHAPES:
        expect(studio.canvas.get_by_text(on_a_wire(shape)).first).to_be_visible()
    # Its first weights have something to show already.
    for node in DRAWN:
        until_painted(studio.picture(node))
    expect(studio.canvas.get_by_text("untrained")).not_to_have_count(0)

    studio.train.click()
    studio.wait_for_step(1)
    expect(studio.pause).to_be_visible()
    learning = page.get_by_role("article", name="Learning")
    expect(learning).to_contain_text(re.compile(r"Loss [0-9.]+"))
    expect(studio.canvas.get_by_text("untrained")).to_have_count(0)
    for node in DRAWN:
        until_painted(studio.picture(node))

    expect(studio.confusion).to_be_visible(timeout=FIRST_EVALUATION_MS)
    studio.confusion.press("t")
    counts = page.get_by_role("region", name="Confusion matrix, as a table").get_by_role("cell")
    expect(counts).to_have_count(120)
    # Beside the counts stand the precision and the recall of each class.
    told = [count.replace(",", "") for count in counts.all_inner_texts()]
    assert sum(int(count) for count in told if count.isdigit()) == 10_000
    expect(learning).to_contain_text(re.compile(r"Accuracy [0-9.]+\s% · [0-9.]+\s%"))
    studio.stop.click()
    expect(studio.state("Run 1 · stopped")).to_be_visible()


def clear(house: LiveServer) -> None:
    """As if nobody had been there."""
    with httpx.Client(base_url=house.url, timeout=30) as client:
        for known in client.get("/api/experiments").raise_for_status().json():
            client.delete(f"/api/experiments/{known['id']}").raise_for_status()


def test_the_tour_comes_once(page: Page, studio: Studio, empty_house: LiveServer) -> None:
    clear(empty_house)
    page.goto(empty_house.url)
    expect(page.get_by_role("dialog", name="The network is the picture")).to_be_visible()
    expect(studio.news("1 of 5. The network is the picture.")).to_be_attached()
    # It came by itself, so it has neither the focus nor the keys; one Tab reaches it.
    expect(page.locator("body")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Press Train")).to_be_visible()
    studio.train.click()
    expect(page.get_by_role("dialog", name="A falling loss means it learns")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    clear(empty_house)
    page.goto(empty_house.url)
    expect(studio.no_problems).to_be_visible()
    # By the time that it trains, a tour would have come.
    studio.train.click()
    studio.wait_for_step(2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    studio.stop.click()

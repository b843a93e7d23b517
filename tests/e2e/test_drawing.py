"""A digit drawn by hand is read by the network while it learns, and afterwards."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until


def draw_a_one(page: Page) -> None:
    """A stroke from top to bottom."""
    pad = page.get_by_role("img", name="Empty pad to draw on").bounding_box()
    assert pad is not None
    x, top, height = pad["x"] + pad["width"] * 0.52, pad["y"], pad["height"]
    page.mouse.move(x, top + height * 0.18)
    page.mouse.down()
    page.mouse.move(x - 2, top + height * 0.5, steps=5)
    page.mouse.move(x - 4, top + height * 0.82, steps=5)
    page.mouse.up()


def best(page: Page) -> Locator:
    return page.get_by_role("list", name="Likeliest classes")


def test_read_while_it_learns(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Drawn while training", epochs=20, train_limit=6_400))
    draw_a_one(page)
    digit = page.get_by_role("article", name="My digit")
    expect(digit).to_contain_text("Press Train, and the network reads it while it learns.")

    studio.train.click()
    expect(best(page).get_by_role("listitem")).to_have_count(3)
    first = best(page).inner_text()
    until(best(page), f"(list) => list.innerText !== {first!r}")
    # After an epoch or so there is no doubt left.
    likeliest = best(page).get_by_role("listitem").first
    expect(likeliest.get_by_text("1", exact=True)).to_be_visible(timeout=60_000)

    digit.get_by_role("button", name="Draw again").click()
    expect(best(page)).to_have_count(0)
    expect(page.get_by_role("img", name="Empty pad to draw on")).to_be_visible()


def test_a_finished_run_answers_too(page: Page, studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Drawn afterwards", epochs=1, train_limit=640, evaluations_per_epoch=1)
    rest.train(experiment)
    studio.open(experiment)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    draw_a_one(page)
    expect(best(page).get_by_role("listitem")).to_have_count(3, timeout=40_000)
    said = best(page).inner_text()
    page.reload()
    expect(studio.state("Run 1 · finished")).to_be_visible()
    draw_a_one(page)
    expect(best(page).get_by_role("listitem")).to_have_count(3)
    assert best(page).inner_text() == said, "the same weights say the same"

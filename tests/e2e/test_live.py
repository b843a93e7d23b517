"""A run is its log: reload, look from elsewhere, and it is the same run."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until_painted
from e2e.wiretap import Wiretap


@pytest.fixture
def experiment(rest: Rest) -> str:
    """Evaluated early, and long enough to be looked at."""
    return rest.create("Watched", epochs=20, train_limit=1_280)


def curve_table(page: Page, curve: str) -> list[list[str]]:
    """The curve's values as text, as a screen reader gets them: step, train, test."""
    page.get_by_role("img", name=curve).press("t")
    table = page.get_by_role("region", name=f"{curve}, as a table")
    rows = table.get_by_role("row").all()[1:]
    values = [row.inner_text().split() for row in rows]
    page.keyboard.press("Escape")
    expect(table).to_have_count(0)
    return values


# Tiles are painted a few times a second: the picture once thirty frames of the screen have left it as it was.
RESTING_PICTURE = """async (canvas) => {
    let seen = canvas.toDataURL();
    for (let still = 0; still < 30; still++) {
        await new Promise(requestAnimationFrame);
        const now = canvas.toDataURL();
        if (now !== seen) [seen, still] = [now, 0];
    }
    return seen;
}"""

EVALUATED_EVERY = 5
"""Steps: an epoch has 20 and is evaluated four times."""


def settled(rows: list[list[str]]) -> list[list[str]]:
    """The rows without the last test readings: an evaluation under way at a pause is told once it is done."""
    last = int(rows[-1][0])
    return [row if int(row[0]) <= last - 2 * EVALUATED_EVERY else row[:2] for row in rows]


def test_a_reload_in_mid_run_loses_nothing(page: Page, studio: Studio, experiment: str) -> None:
    tap = Wiretap(page)
    studio.open(experiment)
    studio.train.click()
    expect(studio.confusion).to_be_visible(timeout=60_000)
    studio.pause.click()
    expect(studio.resume).to_be_visible()
    stood = studio.step()
    tap.until("frame_recorded", lambda event: event["probe"] == "feature_maps" and event["step"] == stood)
    losses = curve_table(page, "Loss by step")
    maps = studio.picture("conv2d_2").evaluate(RESTING_PICTURE)

    page.reload()
    assert studio.wait_for_step(stood) == stood
    expect(studio.state("Run 1 · paused")).to_be_visible()
    until_painted(studio.picture("conv2d_2"))
    assert studio.picture("conv2d_2").evaluate(RESTING_PICTURE) == maps
    expect(studio.confusion).to_be_visible()
    assert settled(curve_table(page, "Loss by step")) == settled(losses)
    assert len(losses) > 5

    studio.resume.click()
    studio.wait_for_step(stood + 5)
    page.reload()
    studio.wait_for_step(stood + 10)
    expect(studio.pause).to_be_visible()


def test_a_second_browser_sees_the_same(
    page: Page, studio: Studio, experiment: str, new_context: Callable[[], BrowserContext]
) -> None:
    studio.open(experiment)
    studio.train.click()
    studio.wait_for_step(5)

    other = Studio(new_context().new_page())
    tap = Wiretap(other.page)
    other.open(experiment)
    expect(other.state("Run 1 · training")).to_be_visible()
    seen = other.wait_for_step(studio.step())
    until_painted(other.picture("conv2d_1"))
    expect(page.get_by_role("banner")).to_contain_text("2 watching")
    assert studio.wait_for_step(seen) >= seen

    # What one does, the other sees.
    other.pause.click()
    expect(studio.resume).to_be_visible()
    expect(other.resume).to_be_visible()
    assert studio.step() == other.step()
    here, there = curve_table(page, "Loss by step"), curve_table(other.page, "Loss by step")
    assert settled(here) == settled(there)
    steps = tap.train_steps()
    assert steps == list(range(1, other.step() + 1)), "all of the history, and each step once"
    studio.stop.click()
    expect(other.state(re.compile("Run 1 · stopped"))).to_be_visible()

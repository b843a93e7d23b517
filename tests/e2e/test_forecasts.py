"""Forecasting: truth beside forecast while it learns, from a moment that is chosen, and what simple ones reach."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio


def test_a_forecast_is_told_from_a_moment_beside_simple_ones(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset("sunspot_cycle")
    document["title"] = "Spots"
    document["pace"]["length"] = {"kind": "steps", "steps": 40}
    experiment = rest.create_from(document)
    studio.open(experiment)
    panel = page.get_by_role("article", name="Forecast", exact=True)
    expect(panel.get_by_text("Read from the test years")).to_be_visible()
    studio.train.click()
    moment = panel.get_by_role("slider", name="Forecast from")
    expect(moment).to_be_visible(timeout=60_000)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    # 52 moments; the last forecast begins eleven years before the end of the series.
    expect(moment).to_have_attribute("aria-valuetext", "1998")
    moment.press("ArrowLeft")
    expect(moment).to_have_attribute("aria-valuetext", "1997")
    expect(panel.get_by_text(re.compile(r"off by \d"))).to_be_visible()
    chart = panel.get_by_role("img", name=re.compile("^Truth and forecasts"))
    chart.press("ArrowRight")
    expect(moment).to_have_attribute("aria-valuetext", "1998")
    # The middle of the chart lies among the test's moments: a press there begins the forecast there.
    box = chart.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    expect(moment).not_to_have_attribute("aria-valuetext", "1998")
    # Its values are there as text; the first stands one year before the first that is forecast.
    chart.press("t")
    rows = panel.get_by_role("row")
    expect(rows).to_have_count(13)
    page.keyboard.press("Escape")
    panel.get_by_role("button", name="+6").click()
    expect(moment).to_be_disabled()
    # Hardly anything is learnt yet, and the page says so.
    ahead = page.get_by_role("article", name="Error by steps ahead", exact=True)
    expect(ahead.get_by_text("AR(9) is no worse: the network is not worth its trouble here.")).to_be_visible()
    expect(ahead.get_by_role("listitem").filter(has_text=re.compile(r"^AR\(9\)\s33\.0$"))).to_be_visible()
    page.goto(rest.share(experiment))
    shared = page.get_by_role("article", name="Forecast", exact=True)
    expect(shared.get_by_role("slider", name="Forecast from")).to_be_visible()

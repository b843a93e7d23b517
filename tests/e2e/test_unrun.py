"""A published network that will not run here: its tiles show maps, and its dock what is known before a run."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until_painted


def rows(page: Page, name: str) -> list[list[str]]:
    """The values behind a picture of the dock, as its table tells them."""
    page.get_by_role("img", name=re.compile(f"^{name}")).press("t")
    table = page.get_by_role("table", name=name)
    expect(table).to_be_visible()
    told = [row.locator("th, td").all_text_contents() for row in table.locator("tbody tr").all()]
    page.keyboard.press("Escape")
    return told


def ratios(panel: Locator) -> tuple[float, float]:
    """How much larger the gradient of the first layer is than the last one's: with skips, and without."""
    words = re.compile(r"First ÷ last: ([\d.]+) with skips, ([\d.]+) without")
    expect(panel).to_contain_text(words, timeout=60_000)
    found = words.search(panel.text_content() or "")
    assert found is not None
    return float(found[1]), float(found[2])


def test_a_published_network_is_worth_looking_at(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create_from(rest.preset("resnet18")))
    # Maps of the first weights, closed blocks those of what leaves them; and what went in.
    for node in ("input", "conv2d_1", "res_1", "res_down_3"):
        until_painted(studio.picture(node))
    expect(studio.canvas.get_by_text("shapes only: a shipped picture, enlarged")).to_be_visible()
    dock = page.get_by_role("region", name="Live views")
    titles = ["Cost by block", "Gradient by depth", "Receptive field", "The family"]
    expect(dock.get_by_role("article")).to_have_count(4)
    assert [panel.get_attribute("aria-label") for panel in dock.get_by_role("article").all()] == titles
    costs = rows(page, "Parameters and FLOPs by node")
    assert sum(int(row[1].replace(",", "")) for row in costs) == 11_689_512
    assert ["res_1", "147,968"] in [row[:2] for row in costs]
    expect(dock).to_contain_text("11,689,512 parameters")
    # The column under the pointer is shown on the canvas, and pressed it is chosen.
    bars = dock.get_by_role("img", name=re.compile("^Parameters and FLOPs by node"))
    box = bars.bounding_box()
    assert box is not None
    bars.hover(position={"x": box["width"] - 14, "y": box["height"] / 2})
    expect(studio.node("linear_1").locator("[data-pointed=true]")).to_have_count(1)
    field = dock.get_by_role("article", name="Receptive field")
    expect(field).to_contain_text("435×435 of 224×224")
    bars.press("ArrowLeft")
    bars.press("Enter")
    expect(field).to_contain_text(re.compile(r"res_4"))
    with_skips, without = ratios(dock.get_by_role("article", name="Gradient by depth"))
    assert with_skips > 0
    assert without > 0
    assert with_skips != without
    layers = rows(page, "Gradient by depth")
    # Those of the way itself: a convolution in a skip is no part of it.
    assert len(layers) == 18
    # A large node is told whole.
    studio.node("conv2d_1").press("Enter")
    window = page.get_by_role("dialog")
    expect(window).to_contain_text("64×112×112")
    until_painted(window.get_by_role("img", name=re.compile("^Output of conv2d_1")))
    page.keyboard.press("Escape")
    # Its siblings, a press away.
    dock.get_by_role("button", name="Open ResNet-34").click()
    expect(studio.facts).to_contain_text("21,797,672")
    until_painted(studio.picture("res_4"))


def test_the_gradient_by_depth_is_followed_through_a_run(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset()
    document["datasets"]["data"]["train_limit"] = 640
    document["pace"]["length"] = {"kind": "steps", "steps": 12}
    document["arrangement"] = {"order": [], "chosen": {"confusion": False, "depth": True}, "height": 0}
    studio.open(rest.create_from(document))
    panel = page.get_by_role("article", name="Gradient by depth")
    expect(panel).to_contain_text("step 0")
    untrained = rows(page, "Gradient by depth")
    studio.train.click()
    studio.wait_for_step(12)
    expect(panel).to_contain_text("step 12")
    learnt = rows(page, "Gradient by depth")
    assert [row[0] for row in learnt] == [row[0] for row in untrained]
    assert learnt != untrained
    # Whoever goes back in time sees it as it was there.
    studio.timeline.press("Home")
    expect(panel).to_contain_text("step 0")

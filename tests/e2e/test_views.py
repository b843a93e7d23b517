"""The live views: layer health, images behind a confusion, pinned input, kernels, curves; and their arrangement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until, until_painted


@pytest.fixture
def experiment(rest: Rest) -> str:
    """Evaluated early, and long enough to be looked at."""
    return rest.create("Views", epochs=20, train_limit=1_280)


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("article", name=name, exact=True)


def choose(page: Page, title: str, item: str) -> None:
    """One item of a panel's menu."""
    page.get_by_role("button", name=f"{title}: more").click()
    page.get_by_role("menuitem", name=item).click()


def panels(page: Page) -> list[str]:
    return [name for each in page.get_by_role("article").all() if (name := each.get_attribute("aria-label"))]


def test_every_layer_tells_how_it_learns(page: Page, studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    health = panel(page, "Layer health")
    expect(health).to_contain_text("Press Train")
    studio.train.click()
    expect(health.get_by_text("all layers learn")).to_be_visible(timeout=60_000)
    expect(health.get_by_text(re.compile(r"\d\s‰$")).first).to_be_visible()
    health.get_by_role("button", name="conv2d_2").click()
    expect(studio.inspector.get_by_role("textbox", name="Name of the layer")).to_have_value("conv2d_2")
    expect(studio.inspector.get_by_role("heading", name="Right now")).to_be_visible()
    expect(studio.inspector.get_by_role("img", name="Kernels of conv2d_2")).to_be_visible()

    studio.canvas.get_by_role("button", name="Kernels", exact=True).click()
    until_painted(studio.canvas.get_by_role("img", name="Kernels of conv2d_2"))
    studio.canvas.get_by_role("button", name="Gradient", exact=True).click()
    gradient = studio.canvas.get_by_role("img", name="Gradient at conv2d_2")
    until_painted(gradient)
    # Large it is the same side, and any other is a press away.
    studio.node("conv2d_2").press("Enter")
    window = page.get_by_role("dialog")
    until_painted(window.get_by_role("img", name=re.compile("^Gradient at conv2d_2")))
    expect(window.get_by_text(re.compile("loss of this sample"))).to_be_visible()
    window.get_by_role("button", name="Kernels", exact=True).click()
    until_painted(window.get_by_role("img", name=re.compile("^Kernels of conv2d_2")))


def test_the_images_behind_a_confusion(page: Page, studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    studio.train.click()
    expect(studio.confusion).to_be_visible(timeout=60_000)
    reading = page.get_by_role("article", name="Confusion").get_by_text(re.compile(r"^[\d,]+ wrong$"))
    expect(reading).to_be_visible()
    studio.pause.click()
    expect(studio.resume).to_be_visible()
    studio.confusion.press("Enter")
    window = page.get_by_role("dialog")
    expect(window.get_by_text(re.compile(r"[\d,]+ images? at step [\d,]+"))).to_be_visible(timeout=40_000)
    picture = window.get_by_role("button", name=re.compile(r"^Sample [\d,]+, ")).first
    # In one go: an evaluation that comes late puts others in their places.
    told = picture.evaluate("picture => (picture.click(), picture.getAttribute('aria-label'))")
    named = re.match(r"Sample ([\d,]*\d)", told)
    assert named is not None
    expect(window).to_have_count(0)
    # The chosen image runs through the nodes.
    expect(page.get_by_text(f"Test sample {named[1]}")).to_be_visible()


def test_a_pinned_input_stays_and_is_seen(page: Page, studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    studio.train.click()
    studio.wait_for_step(5)
    digit = panel(page, "My digit")
    digit.get_by_role("button", name="Take the test sample").click()
    digit.get_by_role("button", name="pin", exact=True).click()
    expect(digit.get_by_role("button", name="pinned", exact=True)).to_be_visible()
    best = page.get_by_role("list", name="Likeliest classes")
    expect(best.get_by_role("listitem")).to_have_count(3)
    digit.get_by_role("button", name="Which pixels count").click()
    expect(digit.get_by_text(re.compile("blue speaks for"))).to_be_visible()

    page.reload()
    expect(digit.get_by_role("button", name="pinned", exact=True)).to_be_visible()
    expect(best.get_by_role("listitem")).to_have_count(3)
    digit.get_by_role("button", name="pinned", exact=True).click()
    expect(digit.get_by_role("button", name="pinned", exact=True)).to_have_count(0)


def test_panels_are_arranged_and_remembered(page: Page, studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    expect(panel(page, "Confusion")).to_be_visible()
    head = panel(page, "Confusion").get_by_role("button", name="Confusion", exact=True).bounding_box()
    goal = panel(page, "Learning").bounding_box()
    assert head is not None
    assert goal is not None
    page.mouse.move(head["x"] + 5, head["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 60, goal["y"] + 60, steps=6)
    page.mouse.up()
    expect(page.get_by_role("article").first).to_have_accessible_name("Confusion")
    choose(page, "Layer health", "Hide")
    expect(panel(page, "Layer health")).to_have_count(0)
    choose(page, "My digit", "Show Histograms")
    edge = page.get_by_role("separator", name="Height of the live views")
    low = panel(page, "Learning").bounding_box()
    edge.press("ArrowUp")
    until(edge, "(hr) => Number(hr.ariaValueNow) >= 290")
    expect(studio.saved).to_be_visible()
    page.reload()
    expect(page.get_by_role("article").first).to_have_accessible_name("Confusion")
    expect(panel(page, "Histograms")).to_be_visible()
    assert panels(page) == ["Confusion", "Learning", "My digit", "Histograms"]
    high = panel(page, "Learning").bounding_box()
    assert low is not None
    assert high is not None
    assert high["height"] > low["height"]

    page.keyboard.press("2")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(panel(page, "Learning")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("article")).to_have_count(4)


def test_the_arrangement_goes_with_the_experiment(page: Page, studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Arranged")
    studio.open(experiment)
    choose(page, "Learning", "Move right")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    choose(page, "Confusion", "Hide")
    order = ["Layer health", "Learning", "My digit"]
    expect(studio.saved).to_be_visible()
    assert panels(page) == order
    # It is kept, and is no edit: there is nothing to undo.
    kept = rest.read(experiment)["document"]["arrangement"]
    assert kept["order"][:2] == ["health", "learning"]
    assert kept["chosen"] == {"confusion": False}
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()

    # Readers find it so, and arrange for themselves alone.
    page.goto(rest.share(experiment))
    expect(panel(page, "My digit")).to_be_visible()
    assert panels(page) == ["Learning", "My digit"]
    choose(page, "Learning", "Hide")
    choose(page, "My digit", "Show Layer health")
    expect(panel(page, "Layer health")).to_be_visible()
    page.get_by_role("button", name="Fork to my library").click()
    page.wait_for_url(re.compile(r"/e/\w+$"))
    rest.adopt(page.url.rsplit("/", 1)[1])
    expect(panel(page, order[0])).to_be_visible()
    assert panels(page) == order
    assert rest.read(experiment)["document"]["arrangement"] == kept


def test_curves_are_taken_home(page: Page, studio: Studio, experiment: str, tmp_path: Path) -> None:
    studio.open(experiment)
    studio.train.click()
    studio.wait_for_step(30)
    studio.pause.click()
    expect(studio.resume).to_be_visible()
    learning = panel(page, "Learning")
    expect(learning).to_contain_text("log")
    choose(page, "Learning", "Log axis for the loss")
    page.keyboard.press("Escape")
    expect(learning.get_by_text("smoothing 0.93", exact=True)).to_be_visible()
    with page.expect_download() as csv:
        choose(page, "Learning", "Save values as CSV")
    csv.value.save_as(tmp_path / "curves.csv")
    names, *rows = (tmp_path / "curves.csv").read_text().splitlines()
    assert names.startswith("step,train_loss,train_accuracy,train_learning_rate")
    steps = [int(row.split(",")[0]) for row in rows]
    assert steps == list(range(1, studio.step() + 1))
    with page.expect_download() as png:
        choose(page, "Learning", "Save as PNG")
    png.value.save_as(tmp_path / "curves.png")
    assert (tmp_path / "curves.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_surface_of_a_network_on_points(page: Page, studio: Studio, rest: Rest) -> None:
    """It is there without a choice, changes while the network learns, is read out and replayed."""
    document = rest.preset("moons")
    document["pace"]["length"]["epochs"] = 2_000
    studio.open(rest.create_from(document))
    surface = panel(page, "Surface")
    expect(surface).to_contain_text("Press Train")
    studio.train.click()
    picture = surface.get_by_role("img", name=re.compile("^Decision surface"))
    until_painted(picture)
    picture.evaluate("(canvas) => { canvas.dataset.before = canvas.toDataURL(); }")
    until(picture, "(canvas) => canvas.toDataURL() !== canvas.dataset.before")
    studio.pause.click()
    expect(studio.resume).to_be_visible()
    step = surface.get_by_text(re.compile(r"^step [\d,]+$"))
    newest = step.inner_text()
    picture.hover()
    expect(surface.get_by_text(re.compile(r"^x [−.\d]+ · y [−.\d]+ · (upper|lower) \d"))).to_be_visible()
    studio.timeline.hover()
    # The key walks the frames of the canvas, of which several can lie between two surfaces.
    for _ in range(40):
        page.keyboard.press("[")
        if step.inner_text() != newest:
            break
    expect(step).not_to_have_text(newest)

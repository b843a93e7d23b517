"""The canvas under the hand: what a lasso takes, what a fault says and where, and what stays where it stands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, standing, until


@pytest.fixture
def experiment(rest: Rest, studio: Studio) -> str:
    """LeNet-5 on screen."""
    made = rest.create("Under the hand")
    studio.open(made)
    return made


def lasso(studio: Studio, first: str, last: str) -> None:
    """Draw a frame around two nodes and what stands between them, with Shift held."""
    start, end = standing(studio.node(first)), standing(studio.node(last))
    mouse, keyboard = studio.page.mouse, studio.page.keyboard
    keyboard.down("Shift")
    mouse.move(start["x"] - 14, min(start["y"], end["y"]) - 8)
    mouse.down()
    mouse.move(end["x"], end["y"] + 10, steps=4)
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
    mouse.up()
    keyboard.up("Shift")


@pytest.mark.usefixtures("experiment")
def test_what_a_lasso_takes_is_copied(page: Page, studio: Studio) -> None:
    # A caret in the page's text: from here a press with Shift would select up to the canvas.
    studio.inspector.get_by_role("heading", name="Network").get_by_text("14 layers").dblclick()
    assert page.evaluate("() => String(getSelection()).trim()") != ""
    lasso(studio, "input", "max_pool2d_1")
    expect(page.get_by_role("toolbar", name="Selection")).to_contain_text("4 selected")
    assert page.evaluate("() => String(getSelection())") == "", "a lasso selects no text"
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    expect(studio.node("conv2d_3")).to_be_visible()
    expect(studio.node("relu_5")).to_be_visible()

    node = standing(studio.node("linear_2"))
    page.mouse.move(node["x"] + 12, node["y"] + 12)
    page.mouse.down()
    page.mouse.move(node["x"] + 60, node["y"] + 30, steps=4)
    page.mouse.move(node["x"] + 12, node["y"] + 12, steps=4)
    page.mouse.up()
    assert page.evaluate("() => String(getSelection())") == "", "a drag selects no text"


def settings(studio: Studio, node: str) -> Locator:
    return studio.inspector.get_by_role("form", name=f"Settings of {node}")


def set_kernel(studio: Studio, node: str, size: int) -> None:
    studio.select(node)
    height = settings(studio, node).get_by_role("textbox", name="Kernel size, height")
    height.fill(str(size))
    height.press("Enter")


def problems(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"^\d+ problems?$"))


VIEW = "() => document.querySelector('.react-flow__viewport').style.transform"


@pytest.mark.usefixtures("experiment")
def test_an_edit_leaves_the_view_alone(page: Page, studio: Studio) -> None:
    standing(studio.node("input"))
    before = page.evaluate(VIEW)
    studio.select("conv2d_1")
    studio.insert("batch")
    expect(studio.node("batch_norm2d_1")).to_contain_text("12 params")
    standing(studio.node("batch_norm2d_1"))
    assert page.evaluate(VIEW) == before, "what was inserted is in sight"
    page.keyboard.press("Control+z")
    expect(studio.node("batch_norm2d_1")).to_have_count(0)
    studio.select("flatten_1")
    page.keyboard.press("Delete")
    expect(studio.node("linear_1").get_by_text("linear_1 expects a vector")).to_be_visible()
    standing(studio.node("linear_1"))
    assert page.evaluate(VIEW) == before, "the sentence of a fault needs no zoom"
    page.keyboard.press("Control+z")
    expect(studio.no_problems).to_be_visible()
    standing(studio.node("linear_1"))
    assert page.evaluate(VIEW) == before

    page.keyboard.press("Escape")
    studio.canvas.get_by_role("button", name="Zoom in").click()
    standing(studio.node("output"))
    edge = studio.canvas.bounding_box()
    assert edge is not None
    page.mouse.move(edge["x"] + 700, edge["y"] + 6)
    page.mouse.down()
    page.mouse.move(edge["x"] + 300, edge["y"] + 6, steps=4)
    page.mouse.move(edge["x"] + 10, edge["y"] + 6, steps=4)
    page.mouse.up()
    expect(studio.node("conv2d_1")).not_to_be_in_viewport()
    studio.inspector.get_by_role("button", name="conv2d_1").click()
    level = studio.canvas.get_by_text(re.compile(r"^\d+ %$"))
    zoom = level.inner_text()
    filters = settings(studio, "conv2d_1").get_by_role("textbox", name="Filters")
    filters.fill("8")
    filters.press("Enter")
    expect(studio.node("conv2d_1")).to_be_in_viewport()
    expect(level).to_have_text(zoom)


@pytest.mark.usefixtures("experiment")
def test_what_is_offered_mends_and_the_field_is_marked(page: Page, studio: Studio) -> None:
    set_kernel(studio, "conv2d_2", 25)
    kernel = studio.node("conv2d_2").get_by_role("button", name="Use kernel 13", exact=True)
    expect(kernel).to_be_visible()
    expect(studio.facts).to_contain_text("– parameters")
    expect(studio.facts).to_contain_text("– memory")
    standing(kernel)
    kernel.click()
    expect(studio.no_problems).to_be_visible()
    expect(studio.node("conv2d_2")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(problems(page)).to_be_visible()

    form = settings(studio, "conv2d_2")
    field = form.get_by_role("textbox", name="Kernel size, height")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("the kernel of conv2d_2 is larger"))
    expect(form.get_by_role("textbox", name="Padding, height")).not_to_have_attribute("aria-invalid", "true")
    studio.inspector.get_by_role("button", name=re.compile("^Use padding")).click()
    expect(studio.no_problems).to_be_visible()
    expect(studio.node("conv2d_2")).to_be_focused()


@pytest.mark.usefixtures("experiment")
def test_where_nothing_mends_the_chain_the_named_edit_is_offered_with_what_follows(
    page: Page, studio: Studio
) -> None:
    """Either edit of the first convolution leaves too little for every layer behind it."""
    set_kernel(studio, "conv2d_1", 40)
    expect(problems(page)).to_be_visible()
    first = studio.node("conv2d_1")
    expect(first.get_by_text("Use kernel 32, or padding 6.")).to_be_visible()
    offer = first.get_by_role("button", name="Use kernel 32 max_pool2d_1 needs a change next")
    expect(offer).to_be_visible()
    expect(first.get_by_role("button", name="Delete conv2d_1", exact=True)).to_be_visible()
    standing(offer)
    offer.click()
    expect(first.get_by_text("is larger than its")).to_have_count(0)
    expect(
        studio.node("max_pool2d_1").get_by_role("button", name=re.compile("^Use kernel 1")).first
    ).to_be_visible()


def test_a_blank_canvas_invites(page: Page, studio: Studio, rest: Rest) -> None:
    rest.create("Not the first")
    page.goto("/library")
    page.get_by_role("link", name="New experiment").click()
    page.get_by_role("button", name="Empty canvas").click()
    page.wait_for_url(re.compile(r"/e/\w+$"))
    rest.adopt(page.url.rsplit("/", 1)[1])
    expect(studio.canvas.get_by_text("Nothing to train yet")).to_be_visible()
    expect(studio.canvas.get_by_text("Put a first layer between the input and the output")).to_be_visible()
    expect(studio.node("output")).not_to_have_accessible_name(re.compile("problem"))
    expect(studio.node("output").get_by_text("output")).to_have_count(1)
    expect(problems(page)).to_have_count(0)
    studio.insert("relu")
    expect(studio.node("output")).to_have_accessible_name(re.compile("1 problem"))
    expect(studio.canvas.get_by_text("Put a first layer")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(studio.canvas.get_by_text("Nothing to train yet")).to_be_visible()


def frame(studio: Studio, title: str) -> Locator:
    return studio.canvas.get_by_role("group", name=re.compile(f"^Group {title}, "))


def drag(studio: Studio, node: str, x: float, y: float) -> None:
    """By its name, to a place on the screen."""
    box = standing(studio.node(node))
    mouse = studio.page.mouse
    mouse.move(box["x"] + 24, box["y"] + 12)
    mouse.down()
    mouse.move(box["x"] + 40, box["y"] + 24, steps=3)
    mouse.move(x, y, steps=6)
    mouse.up()


def test_a_layer_dragged_into_a_frame_joins(page: Page, studio: Studio, experiment: str, rest: Rest) -> None:
    studio.select("conv2d_1")
    for node in ("relu_1", "max_pool2d_1"):
        studio.node(node).click(modifiers=["Shift"], position={"x": 12, "y": 12})
    page.keyboard.press("g")
    expect(page.get_by_role("textbox", name="Title of the group")).to_be_focused()
    page.keyboard.type("Eyes")
    page.keyboard.press("Enter")
    group = frame(studio, "Eyes")
    expect(group).to_have_attribute("aria-label", "Group Eyes, 3 layers")

    around, before = standing(group), standing(studio.node("linear_2"))
    drag(studio, "linear_2", around["x"] + 60, around["y"] + 50)
    expect(group).to_have_attribute("aria-label", "Group Eyes, 4 layers")
    expect(studio.news("linear_2 is in the group Eyes now.")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(group).to_have_attribute("aria-label", "Group Eyes, 3 layers")
    until(studio.node("linear_2"), f"(node) => Math.abs(node.getBoundingClientRect().x - {before['x']}) < 2")

    # A little to the side it stays a member.
    pool = standing(studio.node("max_pool2d_1"))
    drag(studio, "max_pool2d_1", pool["x"] + 50, pool["y"] + 30)
    expect(group).to_have_attribute("aria-label", "Group Eyes, 3 layers")
    below = standing(studio.node("linear_1"))
    drag(studio, "max_pool2d_1", below["x"] + 320, below["y"] + 40)
    expect(group).to_have_attribute("aria-label", "Group Eyes, 2 layers")
    expect(studio.news("max_pool2d_1 has left its group.")).to_have_count(1)
    expect(studio.saved).to_be_visible()
    [saved] = rest.read(experiment)["document"]["networks"]["classifier"]["groups"].values()
    assert set(saved["nodes"]) == {"conv2d_1", "relu_1"}


# Of all texts on the canvas the smallest, in pixels of the screen: what its styles say times all that enlarges it.
SMALLEST = """(canvas) => {
  const scale = (element) => {
    let all = 1;
    for (let at = element; at !== canvas; at = at.parentElement) {
      const own = getComputedStyle(at).transform;
      if (own !== "none") all *= new DOMMatrix(own).a;
    }
    return all;
  };
  const written = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...canvas.querySelectorAll("*")]
    .filter((element) => written(element) && !element.closest(".visually-hidden, style") && element.checkVisibility())
    .map((element) => [parseFloat(getComputedStyle(element).fontSize) * scale(element), element.textContent])
    .sort(([one], [other]) => one - other)[0];
}"""

COVERED = """(sentence) => {
  const box = sentence.getBoundingClientRect();
  const canvas = sentence.closest("section");
  const meets = (other) => {
    const { left, right, top, bottom } = other.getBoundingClientRect();
    return box.left < right && left < box.right && box.top < bottom && top < box.bottom;
  };
  const room = canvas.getBoundingClientRect();
  const outside = box.left < room.left || box.right > room.right || box.top < room.top || box.bottom > room.bottom;
  const taken = [...canvas.querySelectorAll(".react-flow__handle, [data-floats]")].filter(meets);
  return [...(outside ? ["the canvas' edge"] : []), ...taken.map((one) => one.outerHTML)];
}"""


def legible(studio: Studio) -> None:
    standing(studio.node("linear_1"))
    px, words = studio.canvas.evaluate(SMALLEST)
    assert px >= 11, f"{words} is written {px} px high"


def pan(studio: Studio, across: float) -> None:
    """Draw the canvas by a free place at its upper edge."""
    edge = standing(studio.canvas)
    start, mouse = edge["x"] + edge["width"] / 2, studio.page.mouse
    mouse.move(start, edge["y"] + 6)
    mouse.down()
    mouse.move(start + across / 2, edge["y"] + 6, steps=3)
    mouse.move(start + across, edge["y"] + 6, steps=3)
    mouse.up()


@pytest.mark.usefixtures("experiment")
def test_from_any_distance_text_is_legible_and_a_sentence_covers_no_port(page: Page, studio: Studio) -> None:
    legible(studio)
    studio.select("flatten_1")
    page.keyboard.press("Delete")
    page.keyboard.press("Escape")
    sentence = studio.node("linear_1").get_by_text("linear_1 expects a vector")
    expect(sentence.get_by_role("button", name="Insert flatten")).to_be_visible()

    def readable() -> None:
        # It takes its size once the view has come to rest.
        wide = "sentence => sentence.getBoundingClientRect().width > 200"
        page.wait_for_function(wide, arg=sentence.element_handle())
        legible(studio)
        width = standing(sentence)["width"]
        assert 200 < width < 270, "it is as large as the screen's other text"
        assert sentence.evaluate(COVERED) == []

    readable()
    for _ in range(5):
        studio.canvas.get_by_role("button", name="Zoom out").click()
        readable()
    # A narrow window shows the inspector as a drawer over the canvas, and a low one leaves little of the canvas.
    for width, height, least in ((1280, 800, 60), (960, 600, 35)):
        page.set_viewport_size({"width": width, "height": height})
        page.keyboard.press("f")
        readable()
        level = studio.canvas.get_by_text(re.compile(r"^\d+ %$")).inner_text()
        assert int(level.split()[0]) >= least, f"all of it at {level} in {width} × {height}"

    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("f")
    edge, node = standing(studio.canvas), standing(studio.node("linear_1"))
    pan(studio, edge["x"] - node["x"] - node["width"] / 2)
    readable()
    for _ in range(2):
        pan(studio, edge["width"] / 2 - 20)
    readable()

"""The editor beyond first drawing: several at once, by name, and by key alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until


@pytest.fixture
def experiment(rest: Rest, studio: Studio) -> str:
    """LeNet-5 on screen."""
    made = rest.create("Arranged")
    studio.open(made)
    return made


def box(studio: Studio, node: str) -> dict[str, float]:
    found = studio.node(node).bounding_box()
    assert found is not None
    return dict(found)


def lasso(studio: Studio, first: str, last: str) -> None:
    """Draw a frame around two nodes and what stands between them, with Shift held."""
    start, end = box(studio, first), box(studio, last)
    mouse, keyboard = studio.page.mouse, studio.page.keyboard
    keyboard.down("Shift")
    mouse.move(start["x"] - 14, min(start["y"], end["y"]) - 8)
    mouse.down()
    mouse.move(end["x"], end["y"] + 10, steps=4)
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
    mouse.up()
    keyboard.up("Shift")


def selected(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Selection")


def edges(rest: Rest, experiment: str) -> set[tuple[str, str]]:
    saved = rest.read(experiment)["document"]["networks"]["classifier"]["edges"]
    return {(edge["source"], edge["target"]) for edge in saved}


@pytest.mark.usefixtures("experiment")
def test_several_are_caught_and_lined_up(page: Page, studio: Studio) -> None:
    lasso(studio, "input", "max_pool2d_1")
    expect(selected(page)).to_contain_text("4 selected")
    nodes = ["input", "conv2d_1", "max_pool2d_1"]
    before = [box(studio, node)["y"] for node in nodes]
    assert max(before) - min(before) > 5
    selected(page).get_by_role("button", name="Align top edges").click()
    tops = [box(studio, node)["y"] for node in nodes]
    assert max(tops) - min(tops) < 1
    page.keyboard.press("Control+z")
    assert [box(studio, node)["y"] for node in nodes] == pytest.approx(before, abs=1)
    selected(page).get_by_role("button", name="Duplicate").click()
    expect(studio.node("conv2d_3")).to_be_visible()


@pytest.mark.usefixtures("experiment")
def test_a_layer_moves_by_key(page: Page, studio: Studio) -> None:
    studio.select("max_pool2d_1")
    studio.node("max_pool2d_1").focus()
    before = box(studio, "max_pool2d_1")["y"]
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    until(studio.node("max_pool2d_1"), f"(node) => node.getBoundingClientRect().y > {before + 25}")
    page.keyboard.press("Control+z")
    until(studio.node("max_pool2d_1"), f"(node) => Math.abs(node.getBoundingClientRect().y - {before}) < 1")


def test_a_wire_is_removed_by_key(page: Page, studio: Studio, experiment: str, rest: Rest) -> None:
    studio.select("conv2d_1")
    studio.node("conv2d_1").focus()
    page.keyboard.press("Shift+W")
    expect(studio.news(re.compile("^Wire from conv2d_1 to relu_1"))).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(studio.news(re.compile("^Wire from relu_1 to max_pool2d_1"))).to_have_count(1)
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name=re.compile(r"^\d+ problems?$"))).to_be_visible()
    expect(studio.saved).to_be_visible()
    assert ("relu_1", "max_pool2d_1") not in edges(rest, experiment)
    assert ("conv2d_1", "relu_1") in edges(rest, experiment)


@pytest.mark.usefixtures("experiment")
def test_a_wire_is_gripped_on_both_sides(page: Page, studio: Studio) -> None:
    """In the rows below the first, where the browser once saw its upper half alone."""
    source, target = box(studio, "linear_1"), box(studio, "relu_3")
    x = (source["x"] + source["width"] + target["x"]) / 2
    y = source["y"] + source["height"] / 2
    for side in (-5, 5):
        page.mouse.dblclick(x, y + side)
        finder = page.get_by_role("dialog", name="Find and insert a layer")
        expect(finder).to_contain_text("Goes into the wire from linear_1 to relu_3.")
        page.keyboard.press("Escape")
        expect(finder).to_have_count(0)


CONTROLS = """() => [...document.querySelectorAll("button, [role=menuitem], [role=menuitemradio], [role=tab]")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => !each.matches(":disabled, [aria-disabled=true], [data-disabled=true]"))
  .filter((each) => !each.closest(".react-flow__node, [aria-label=Commands], [aria-label=命令]"))
  .map((each) => {
    // What stands below the name of a file is no part of it.
    const label = each.querySelector(".mantine-Menu-itemLabel")?.childNodes[0] ?? each;
    return [each.ariaLabel ?? label.innerText ?? label.textContent, each.title].join("\\n");
  })"""
"""What can be pressed on the page, each by its name and what it says when pointed at."""


def words(control: str) -> list[str]:
    """`Rate 0.1. Change the learning rate` says two things, and the second is what it does."""
    return [part.strip().lower() for part in re.split(r"\n|[.。:：·]", control) if part.strip()]


def menus(page: Page, opened: list[str]) -> list[str]:
    """What stands on the page and in its menus, one after the other."""
    found: list[str] = page.evaluate(CONTROLS)
    for name in opened:
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("menuitem").first).to_be_visible()
        found += page.evaluate(CONTROLS)
        page.keyboard.press("Escape")
        expect(page.get_by_role("menuitem")).to_have_count(0)
    return found


def asked(page: Page) -> Locator:
    """The palette's field, in either language."""
    return page.get_by_role("combobox", name=re.compile("^(Command, layer or page|命令、层或页面)$"))


def by_name(page: Page, text: str) -> None:
    """Ask the palette for something, and have it."""
    page.keyboard.press("Control+k")
    asked(page).fill(text)
    page.keyboard.press("Enter")


def missing(page: Page, controls: list[str]) -> list[str]:
    """The controls to which no word leads in the palette."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    offered = "\n".join(page.get_by_role("option").all_inner_texts()).lower()
    page.keyboard.press("Escape")
    return [each for each in controls if not any(word in offered for word in words(each))]


def test_everything_by_name(page: Page, studio: Studio, rest: Rest) -> None:
    experiment = rest.create("Arranged", epochs=1, train_limit=640)
    rest.train(experiment)
    studio.open(experiment)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    page.keyboard.press("Control+f")
    page.get_by_role("combobox", name="Name of a layer in this network").fill("linear_2")
    page.keyboard.press("Enter")
    expect(studio.node("linear_2")).to_be_focused()
    expect(studio.inspector.get_by_role("textbox", name="Name of the layer")).to_have_value("linear_2")

    # Whatever can be pressed is in it, in either language.
    assert missing(page, menus(page, ["Take home", "Learning: more", "My digit: more"])) == []
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Command, layer or page").fill("duplic")
    expect(page.get_by_role("option", name="Duplicate Ctrl D")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(studio.node("linear_4")).to_be_visible()
    by_name(page, "undo")
    expect(studio.node("linear_4")).to_have_count(0)
    by_name(page, "Learning: Hide")
    expect(studio.loss).to_have_count(0)
    by_name(page, "Show Learning")
    expect(studio.loss).to_be_visible()
    with page.expect_download() as download:
        by_name(page, "Experiment as JSON")
    assert download.value.suggested_filename.endswith(".json")
    by_name(page, "中文")
    expect(page.get_by_role("button", name="分享")).to_be_visible()
    assert missing(page, menus(page, ["导出", "学习过程：更多"])) == []
    # By the words of the other language, too; and what can't be done says why.
    by_name(page, "data")
    expect(page.get_by_role("tab", name="数据")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Control+k")
    asked(page).fill("stop for good")
    stop = page.get_by_role("option", name="停止（不再继续）")
    expect(stop).to_be_disabled()
    expect(stop).to_contain_text("没有正在进行的运行。")
    asked(page).fill("share")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="分享这个实验")).to_be_visible()
    page.keyboard.press("Escape")
    by_name(page, "datasets")
    page.wait_for_url("**/library/datasets")


@pytest.mark.usefixtures("experiment")
def test_single_letters_can_be_switched_off(page: Page, studio: Studio) -> None:
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard")
    single = sheet.get_by_role("switch", name="Shortcuts of a single character")
    single.click()
    expect(single).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.keyboard.press("?")
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    page.reload()
    expect(studio.no_problems).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Commands")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_a_network_by_key_alone(page: Page, studio: Studio, rest: Rest) -> None:
    document = rest.preset()
    document["title"] = "By key"
    document["networks"]["classifier"] = {"nodes": {}, "edges": []}
    document["datasets"]["data"]["train_limit"] = 640
    document["pace"]["length"]["epochs"] = 1
    made = rest.create_from(document)
    page.goto(f"/e/{made}")
    expect(page.get_by_text("Start with an input, end with an output")).to_be_visible()
    keyboard = page.keyboard
    finder = page.get_by_role("combobox", name="Find and insert a layer")
    for words, node in [
        ("input", "input"),
        ("conv2d", "conv2d_1"),
        ("relu", "relu_1"),
        ("flatten", "flatten_1"),
        ("linear", "linear_1"),
        ("output", "output"),
    ]:
        keyboard.press("/")
        expect(finder).to_be_focused()
        keyboard.type(words)
        keyboard.press("Enter")
        expect(studio.node(node)).to_be_visible()

    keyboard.press("ArrowLeft")
    expect(studio.node("linear_1")).to_be_focused()
    keyboard.press("e")
    units = studio.inspector.get_by_role("textbox", name="Units")
    expect(units).to_be_focused()
    keyboard.press("Control+a")
    keyboard.type("10")
    keyboard.press("Enter")
    keyboard.press("Escape")
    expect(studio.node("linear_1")).to_be_focused()
    expect(studio.no_problems).to_be_visible()
    expect(studio.saved).to_be_visible()
    assert len(edges(rest, made)) == 5

    keyboard.press("Space")
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=90_000)


def test_a_blank_canvas_trains_in_a_few_presses(page: Page, studio: Studio, rest: Rest) -> None:
    rest.create("Not the first")
    page.goto("/library")
    page.get_by_role("link", name="New experiment").click()
    page.get_by_role("button", name="Empty canvas").click()
    page.wait_for_url(re.compile(r"/e/\w+$"))
    rest.adopt(page.url.rsplit("/", 1)[1])
    # Whatever comes goes before the answer.
    expect(studio.canvas.get_by_text("Nothing to train yet")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    studio.insert("conv")
    expect(studio.node("conv2d_1")).to_be_visible()
    studio.insert("relu")
    expect(studio.node("relu_1")).to_be_visible()
    studio.mend("output", "Insert flatten, then insert linear with 10 units")
    expect(studio.no_problems).to_be_visible()
    studio.train.click()
    studio.wait_for_step(2)
    studio.stop.click()

"""Comments and groups on the canvas: written, moved, taken along, seen by others, and all of it by key."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.axe import violations
from e2e.conftest import NewContext
from e2e.rest import Rest
from e2e.studio import Studio, standing, until


@pytest.fixture
def experiment(rest: Rest, studio: Studio) -> str:
    """LeNet-5 on screen."""
    made = rest.create("Annotated")
    studio.open(made)
    return made


def network(rest: Rest, experiment: str) -> dict[str, Any]:
    saved: dict[str, Any] = rest.read(experiment)["document"]["networks"]["classifier"]
    return saved


def comment(studio: Studio, text: str) -> Locator:
    return studio.canvas.get_by_role("group", name=f"Comment: {text}")


def frame(studio: Studio, title: str) -> Locator:
    return studio.canvas.get_by_role("group", name=re.compile(f"^Group {title}, "))


def write(page: Page, text: str) -> None:
    """Add a comment by key and leave it selected."""
    page.keyboard.press("n")
    field = page.get_by_role("textbox", name="Text of the comment")
    expect(field).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)


def until_at(element: Locator, x: float, y: float) -> None:
    """Wait until an element stands here, give or take what a zoom rounds."""
    near = f"Math.abs(box.x - {x}) < 2 && Math.abs(box.y - {y}) < 2"
    until(element, f"(element) => {{ const box = element.getBoundingClientRect(); return {near}; }}")


def test_a_comment_by_key_alone(page: Page, studio: Studio, experiment: str, rest: Rest) -> None:
    keyboard = page.keyboard
    write(page, "Why 5×5?\nTry 3×3.")
    note = comment(studio, "Why 5×5? Try 3×3.")
    expect(note).to_be_focused()
    before = standing(note)
    keyboard.press("Shift+ArrowRight")
    until(note, f"(note) => note.getBoundingClientRect().x > {before['x'] + 5}")

    page.get_by_role("button", name="Rose paper").focus()
    keyboard.press("Enter")
    page.get_by_role("button", name="Size; drag, or arrow keys").focus()
    keyboard.press("ArrowRight")
    keyboard.press("ArrowDown")
    until(note, f"(note) => note.getBoundingClientRect().height > {before['height'] + 5}")
    expect(studio.saved).to_be_visible()
    saved = network(rest, experiment)["comments"]["comment_1"]
    assert saved["text"] == "Why 5×5?\nTry 3×3."
    assert (saved["colour"], saved["width"], saved["height"]) == ("rose", 220, 108)

    note.focus()
    keyboard.press("Enter")
    keyboard.press("Control+a")
    keyboard.type("Shorter")
    keyboard.press("Escape")
    expect(comment(studio, "Shorter")).to_be_focused()
    keyboard.press("Delete")
    expect(comment(studio, "Shorter")).to_have_count(0)
    expect(studio.news("1 comment deleted.")).to_have_count(1)
    for _ in range(12):
        keyboard.press("Control+z")
    expect(comment(studio, "")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for _ in range(12):
        keyboard.press("Control+Shift+z")
    expect(studio.canvas.get_by_role("group", name="Comment: ")).to_have_count(0)
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()


def test_comments_go_with_layers(page: Page, studio: Studio, experiment: str, rest: Rest) -> None:
    studio.canvas.get_by_role("button", name="Add a comment").click()
    field = page.get_by_role("textbox", name="Text of the comment")
    expect(field).to_be_focused()
    page.keyboard.type("Beside it")
    page.keyboard.press("Escape")
    note = comment(studio, "Beside it")
    start = standing(note)
    page.mouse.move(start["x"] + 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] - 30, start["y"] + 12, steps=4)
    page.mouse.move(start["x"] - 48, start["y"] + 12, steps=4)
    page.mouse.up()
    until(note, f"(note) => note.getBoundingClientRect().x < {start['x'] - 30}")

    studio.node("linear_1").get_by_text("linear_1", exact=True).click(modifiers=["Shift"])
    expect(page.get_by_role("toolbar", name="Selection")).to_contain_text("2 selected")
    page.keyboard.press("Control+d")
    expect(studio.node("linear_4")).to_be_visible()
    expect(comment(studio, "Beside it")).to_have_count(2)
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    expect(comment(studio, "Beside it")).to_have_count(3)
    page.keyboard.press("Control+a")
    expect(page.get_by_role("toolbar", name="Selection")).to_contain_text("19 selected")
    page.keyboard.press("Escape")
    for _ in range(2):
        page.keyboard.press("Control+z")
    expect(comment(studio, "Beside it")).to_have_count(1)
    expect(studio.saved).to_be_visible()
    assert len(network(rest, experiment)["comments"]) == 1

    note.dblclick()
    expect(field).to_be_focused()
    page.keyboard.type(" now")
    studio.canvas.click(position={"x": 500, "y": 8})
    expect(field).to_have_count(0)
    expect(comment(studio, "Beside it now")).to_be_visible()


def test_a_group_frames_its_layers(page: Page, studio: Studio, experiment: str, rest: Rest) -> None:
    keyboard = page.keyboard
    studio.select("conv2d_1")
    for node in ("relu_1", "max_pool2d_1"):
        studio.node(node).click(modifiers=["Shift"], position={"x": 12, "y": 12})
    keyboard.press("g")
    field = page.get_by_role("textbox", name="Title of the group")
    expect(field).to_be_focused()
    keyboard.type("Features")
    keyboard.press("Enter")
    group = frame(studio, "Features")
    expect(group).to_be_focused()

    def inside(node: str) -> bool:
        around, within = standing(group), standing(studio.node(node))
        right = within["x"] + within["width"] <= around["x"] + around["width"]
        return around["x"] <= within["x"] and right and around["y"] <= within["y"]

    assert [inside(node) for node in ("input", "conv2d_1", "max_pool2d_1", "conv2d_2")] == [
        False,
        True,
        True,
        False,
    ]
    # A layer set into a wire of the group is one of its own, and the layout makes room.
    studio.select("relu_1")
    studio.insert("batch_norm2d")
    expect(frame(studio, "Features")).to_have_attribute("aria-label", "Group Features, 4 layers")
    assert inside("batch_norm2d_1")
    assert not inside("conv2d_2")

    before = standing(studio.node("conv2d_1"))
    title = standing(group.get_by_text("Features"))
    page.mouse.move(title["x"] + 10, title["y"] + 8)
    page.mouse.down()
    page.mouse.move(title["x"] + 20, title["y"] + 30, steps=4)
    page.mouse.move(title["x"] + 40, title["y"] + 48, steps=4)
    page.mouse.up()
    until(studio.node("conv2d_1"), f"(node) => node.getBoundingClientRect().y > {before['y'] + 20}")
    assert inside("conv2d_1")
    keyboard.press("Control+z")
    until_at(studio.node("conv2d_1"), before["x"], before["y"])

    group.focus()
    keyboard.press("Enter")
    expect(field).to_be_focused()
    keyboard.type("Eyes")
    keyboard.press("Enter")
    expect(frame(studio, "Eyes")).to_be_focused()
    keyboard.press("Delete")
    expect(frame(studio, "Eyes")).to_have_count(0)
    expect(studio.node("batch_norm2d_1")).to_be_visible()
    keyboard.press("Control+z")
    expect(frame(studio, "Eyes")).to_be_visible()
    expect(studio.saved).to_be_visible()
    [saved] = network(rest, experiment)["groups"].values()
    assert saved["title"] == "Eyes"
    assert set(saved["nodes"]) == {"conv2d_1", "relu_1", "max_pool2d_1", "batch_norm2d_1"}


def test_what_is_written_changes_no_run(
    page: Page, studio: Studio, rest: Rest, new_context: NewContext
) -> None:
    """Comments and groups are seen through a link, and a run does not mind them."""
    made = rest.create("Shared notes", train_limit=640, epochs=1)
    rest.train(made)
    studio.open(made)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    write(page, "Look here")
    studio.select("linear_1")
    page.keyboard.press("g")
    expect(page.get_by_role("textbox", name="Title of the group")).to_be_focused()
    page.keyboard.type("Head")
    page.keyboard.press("Enter")
    expect(frame(studio, "Head")).to_be_visible()
    expect(studio.canvas.get_by_text("Edited since this run")).to_have_count(0)
    expect(studio.saved).to_be_visible()
    assert violations(page) == []

    reader = Studio(new_context().new_page())
    reader.page.goto(rest.share(made))
    expect(comment(reader, "Look here")).to_be_visible()
    expect(frame(reader, "Head")).to_be_visible()
    comment(reader, "Look here").dblclick()
    expect(reader.canvas.get_by_role("textbox")).to_have_count(0)
    expect(reader.canvas.get_by_role("button", name="Add a comment")).to_have_count(0)
    assert violations(reader.page) == []
    reader.page.get_by_role("button", name="中文", exact=True).click()
    expect(reader.page.get_by_role("group", name="批注：Look here")).to_have_attribute(
        "aria-roledescription", "批注"
    )
    expect(reader.page.get_by_role("group", name=re.compile("^linear_1，"))).to_have_attribute(
        "aria-roledescription", "层"
    )


@pytest.mark.usefixtures("experiment")
def test_the_map_comes_when_the_network_does_not_fit(page: Page, studio: Studio) -> None:
    overview = page.get_by_role("application", name="Map of the network; arrow keys move the view")
    button = studio.canvas.get_by_role("button", name="Map of the network")
    expect(button).to_have_attribute("aria-pressed", "false")
    for _ in range(5):
        studio.canvas.get_by_role("button", name="Zoom in").click()
    expect(overview).to_be_visible()
    before = standing(studio.node("conv2d_2"))
    overview.focus()
    page.keyboard.press("ArrowRight")
    until(studio.node("conv2d_2"), f"(node) => node.getBoundingClientRect().x < {before['x'] - 50}")
    assert violations(page) == []
    page.keyboard.press("f")
    expect(overview).to_have_count(0)

    page.keyboard.press("m")
    expect(overview).to_be_visible()
    page.reload()
    expect(overview).to_be_visible()
    button.click()
    expect(overview).to_have_count(0)

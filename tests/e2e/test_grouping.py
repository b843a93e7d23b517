"""Layers become a block and are layers again; a block is kept, and used in another experiment."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from e2e.rest import Document, Rest
from e2e.studio import Studio, set_number

STAGE = ("conv2d_1", "relu_1", "max_pool2d_1")


def alike(rest: Rest) -> Document:
    """LeNet-5 with the same pattern twice, and a run of twenty steps."""
    document = rest.preset()
    nodes = document["networks"]["classifier"]["nodes"]
    nodes["conv2d_2"]["layer"] = {**nodes["conv2d_1"]["layer"], "out_channels": 16}
    document["datasets"]["data"]["train_limit"] = 640
    document["pace"]["length"] = {"kind": "steps", "steps": 20}
    return document


def network(rest: Rest, experiment: str) -> dict[str, Any]:
    saved: dict[str, Any] = rest.read(experiment)["document"]["networks"]["classifier"]
    return saved


def choose(studio: Studio, *nodes: str) -> None:
    first, *others = nodes
    studio.select(first)
    for node in others:
        studio.node(node).click(modifiers=["Shift"], position={"x": 12, "y": 12})


def dialog(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog", name=name)


def told_in_the_dock(page: Page) -> None:
    """What the canvas becomes and the class that the block is stand there, and the views under them are hidden."""
    after = page.get_by_role("region", name="After grouping")
    expect(after).to_contain_text("14 → 10 tiles")
    expect(after).to_contain_text("One definition, 2 uses: 2,572 parameters, as before.")
    then = after.get_by_role("list", name="As it will be").get_by_role("listitem")
    expect(then).to_have_count(10)
    expect(then.filter(has_text="stage_2")).to_contain_text("channels 16")
    expect(after.get_by_role("list", name="As it is").locator("[data-taken]")).to_have_count(6)
    torch = page.get_by_role("region", name="What it becomes in PyTorch")
    expect(torch).to_contain_text("class Stage(nn.Module):")
    expect(page.get_by_role("article", name="Learning")).to_have_count(0)


def group_stages(page: Page, studio: Studio) -> None:
    """Both of them, through the dialog."""
    choose(studio, *STAGE)
    page.keyboard.press("Control+g")
    asked = dialog(page, "Group 3 layers into a block")
    name = asked.get_by_role("textbox", name="Name")
    expect(name).to_be_focused()
    expect(name).to_have_value("conv_block")
    expect(asked.get_by_role("checkbox", name="channels = 6")).to_be_checked()
    expect(asked.get_by_role("checkbox", name="kernel_size = 5")).not_to_be_checked()
    expect(asked.get_by_role("checkbox", name="Replace the 1 other place")).to_be_checked()
    expect(studio.canvas.get_by_text("the same pattern", exact=True)).to_be_visible()
    # With its width fixed, the other one is another pattern.
    asked.get_by_role("checkbox", name="channels = 6").uncheck()
    expect(asked).to_contain_text("The same pattern stands nowhere else.")
    asked.get_by_role("checkbox", name="channels = 6").check()
    expect(asked).to_contain_text("14 layers in 10 places.")
    name.fill("stage")
    told_in_the_dock(page)
    name.press("Enter")
    expect(page.get_by_role("region", name="After grouping")).to_have_count(0)
    expect(studio.node("stage_1")).to_be_visible()
    expect(studio.node("stage_2")).to_be_visible()
    expect(studio.node("conv2d_1")).to_have_count(0)
    expect(studio.no_problems).to_be_visible()


def group_inside(page: Page, studio: Studio) -> None:
    """The first two layers of a block that is open, and back: what fills their fields goes on to do so."""
    studio.select("stage_1")
    page.keyboard.press("Enter")
    expect(studio.node("relu_1")).to_be_visible()
    page.keyboard.press("f")
    studio.select("conv2d_1")
    studio.node("relu_1").click(modifiers=["Shift"])
    page.keyboard.press("Control+g")
    asked = dialog(page, "Group 2 layers into a block")
    expect(asked).to_contain_text("From the block around: channels.")
    expect(asked).to_contain_text("5 layers in 4 places.")
    asked.get_by_role("textbox", name="Name").fill("unit")
    page.keyboard.press("Enter")
    expect(studio.node("unit_1")).to_be_visible()
    expect(studio.no_problems).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(studio.node("conv2d_1")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(studio.node("conv2d_1")).to_have_count(0)


def test_a_pattern_becomes_a_block_and_layers_again(page: Page, studio: Studio, rest: Rest) -> None:
    experiment = rest.create_from(alike(rest))
    studio.open(experiment)
    parameters = studio.facts.inner_text()
    before = network(rest, experiment)

    choose(studio, "relu_1", "max_pool2d_1", "linear_1")
    page.keyboard.press("Control+g")
    refused = dialog(page, "These can't be a block")
    expect(refused).to_contain_text("linear_1 also takes flatten_1")
    page.keyboard.press("Escape")
    expect(refused).to_have_count(0)

    group_stages(page, studio)
    expect(studio.facts).to_have_text(parameters.replace("\n", ""), use_inner_text=False)

    page.keyboard.press("Escape")
    group_inside(page, studio)
    page.keyboard.press("Escape")
    # The view stays where the inside was.
    page.keyboard.press("f")
    studio.select("stage_2")
    channels = studio.inspector.get_by_role("form", name="Parameters of stage_2").get_by_role("textbox")
    expect(channels).to_have_value("16")
    set_number(channels, "12")
    expect(studio.no_problems).to_be_visible()
    studio.train.click()
    studio.wait_for_step(20)

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(studio.node("conv2d_1")).to_be_visible()
    expect(studio.node("stage_1")).to_have_count(0)
    page.get_by_role("button", name="Redo").click()
    for use in ("stage_1", "stage_2"):
        studio.select(use)
        page.keyboard.press("Control+Shift+g")
        expect(studio.node(use)).to_have_count(0)
    expect(studio.no_problems).to_be_visible()
    expect(studio.saved).to_be_visible()
    after = network(rest, experiment)
    layers = {name: node["layer"] for name, node in after["nodes"].items()}
    assert layers == {name: node["layer"] for name, node in before["nodes"].items()}
    assert sorted(map(str, after["edges"])) == sorted(map(str, before["edges"]))
    assert "blocks" not in rest.read(experiment)["document"]


def test_a_block_is_kept_and_used_elsewhere(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create_from(alike(rest)))
    choose(studio, *STAGE)
    page.keyboard.press("Control+g")
    dialog(page, "Group 3 layers into a block").get_by_role("textbox", name="Name").fill("stage")
    page.keyboard.press("Enter")
    expect(studio.node("stage_2")).to_be_visible()
    page.keyboard.press("Escape")
    studio.select("stage_1")
    page.keyboard.press("Control+c")
    palette = page.get_by_role("navigation", name="Layers").get_by_role("button", name="Block")
    palette.click()
    blocks = dialog(page, "Block")
    blocks.get_by_role("button", name="Keep stage for other experiments").click()
    expect(page.get_by_text("stage is among your blocks now.")).to_be_visible()
    expect(blocks.get_by_role("button", name="Rename stage")).to_be_visible()

    other = rest.create("Another")
    studio.open(other)
    palette.click()
    blocks.get_by_role("button", name="stage channels 6").click()
    expect(studio.node("stage_1")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(studio.node("stage_1")).to_have_count(0)
    # What was copied brings its block along.
    page.keyboard.press("Control+v")
    expect(studio.node("stage_1")).to_be_visible()
    expect(studio.saved).to_be_visible()
    saved = rest.read(other)["document"]
    assert set(saved["blocks"]["stage"]["network"]["nodes"]) == {"input", *STAGE, "output"}
    assert "seeds" not in saved["networks"]["classifier"]["nodes"]["stage_1"]["layer"]

    palette.click()
    blocks.get_by_role("button", name="Delete stage from your blocks").click()
    expect(blocks.get_by_text("What you keep here")).to_be_visible()

"""Drawing the network: insert, join, refuse, delete, undo, set, mend, keep."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.console import Console
from e2e.rest import Rest
from e2e.studio import Studio, set_number, standing


@pytest.fixture
def experiment(rest: Rest, studio: Studio) -> str:
    """LeNet-5 on screen."""
    made = rest.create("Drawn")
    studio.open(made)
    return made


def settings(studio: Studio, node: str) -> Locator:
    return studio.inspector.get_by_role("form", name=f"Settings of {node}")


def wire(studio: Studio, source: str, target: str) -> Locator:
    return studio.canvas.get_by_role("img", name=f"Wire from {source} to {target}")


def click_wire(studio: Studio, source: str, target: str) -> None:
    """The middle between two nodes that stand side by side is on their wire."""
    left, right = standing(studio.node(source)), standing(studio.node(target))
    x = (left["x"] + left["width"] + right["x"]) / 2
    studio.page.mouse.click(x, right["y"] + right["height"] / 2)


@pytest.mark.usefixtures("experiment")
def test_insert_from_the_palette_and_by_slash(page: Page, studio: Studio) -> None:
    studio.select("max_pool2d_1")
    page.get_by_role("navigation", name="Layers").get_by_role("button", name="Activate").click()
    page.get_by_role("button", name=re.compile("^Tanh")).click()
    expect(studio.node("tanh_1")).to_be_visible()
    expect(studio.news("tanh_1 inserted.")).to_have_count(1)
    expect(wire(studio, "max_pool2d_1", "tanh_1")).to_have_count(1)
    expect(wire(studio, "tanh_1", "conv2d_2")).to_have_count(1)
    expect(studio.no_problems).to_be_visible()

    studio.select("conv2d_1")
    studio.insert("batch")
    expect(studio.node("batch_norm2d_1")).to_be_visible()
    expect(studio.node("batch_norm2d_1")).to_contain_text("12 params")
    expect(studio.facts).to_contain_text("61,718 parameters")
    expect(studio.no_problems).to_be_visible()

    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(studio.node("batch_norm2d_1")).to_have_count(0)
    expect(studio.node("tanh_1")).to_have_count(0)
    expect(studio.facts).to_contain_text("61,706 parameters")
    page.get_by_role("button", name="Redo").click()
    expect(studio.node("tanh_1")).to_be_visible()


@pytest.mark.usefixtures("experiment")
def test_delete_a_wire_and_join_again(studio: Studio) -> None:
    page = studio.page
    click_wire(studio, "conv2d_1", "relu_1")
    page.keyboard.press("Delete")
    expect(wire(studio, "conv2d_1", "relu_1")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile(r"^\d+ problems?$"))).to_be_visible()

    studio.drag_wire("conv2d_1", "relu_1")
    expect(wire(studio, "conv2d_1", "relu_1")).to_have_count(1)
    expect(studio.news("conv2d_1 and relu_1 are joined.").or_(studio.news("No problems."))).to_have_count(1)
    expect(studio.no_problems).to_be_visible()


@pytest.mark.usefixtures("experiment")
def test_an_impossible_wire_says_why(studio: Studio) -> None:
    studio.drag_wire("linear_1", "conv2d_2")
    reason = re.compile(r"conv2d_2.*linear_1|linear_1.*conv2d_2")
    expect(studio.node("conv2d_2").get_by_text(reason)).to_be_visible()
    expect(studio.news(reason)).to_have_count(1)
    expect(wire(studio, "linear_1", "conv2d_2")).to_have_count(0)
    expect(wire(studio, "max_pool2d_1", "conv2d_2")).to_have_count(1)
    expect(studio.no_problems).to_be_visible()


@pytest.mark.usefixtures("experiment")
def test_delete_undo_redo_a_layer(studio: Studio) -> None:
    page = studio.page
    studio.select("relu_2")
    page.keyboard.press("Delete")
    expect(studio.node("relu_2")).to_have_count(0)
    expect(studio.news("1 layer deleted.").or_(studio.news(re.compile("problem")))).not_to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(studio.node("relu_2")).to_be_visible()
    expect(studio.no_problems).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    expect(studio.node("relu_2")).to_have_count(0)


@pytest.mark.usefixtures("experiment")
def test_the_sentence_of_a_fault_is_in_sight(page: Page, studio: Studio) -> None:
    studio.select("flatten_1")
    page.keyboard.press("Delete")
    sentence = studio.node("linear_1").get_by_text("linear_1 expects a vector")
    expect(sentence).to_be_visible()
    box, legend = standing(sentence), standing(studio.canvas.get_by_text("negative", exact=True))
    assert box["y"] + box["height"] <= legend["y"], "nothing lies over its end"


@pytest.mark.usefixtures("experiment")
def test_a_fault_is_mended_where_it_is_told(page: Page, studio: Studio) -> None:
    studio.select("flatten_1")
    page.keyboard.press("Delete")
    studio.mend("linear_1", "Insert flatten")
    expect(studio.no_problems).to_be_visible()
    expect(studio.node("flatten_1")).to_be_focused()
    expect(wire(studio, "flatten_1", "linear_1")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(studio.node("flatten_1")).to_have_count(0)
    expect(studio.node("linear_1").get_by_role("button", name="Insert flatten")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(studio.no_problems).to_be_visible()

    # What no layer can show is mended from the list, by key.
    studio.select("output")
    page.keyboard.press("Delete")
    listed = page.get_by_role("button", name=re.compile(r"^\d+ problems?$"))
    listed.press("Enter")
    problems = page.get_by_role("dialog", name="Problems")
    expect(problems).to_contain_text("The network has no output. Add an output layer.")
    problems.get_by_role("button", name="Add output").first.press("Enter")
    expect(studio.no_problems).to_be_visible()
    expect(studio.node("output")).to_be_focused()
    expect(wire(studio, "linear_3", "output")).to_have_count(1)


def test_the_last_edit_before_leaving_is_kept(
    page: Page, studio: Studio, experiment: str, rest: Rest
) -> None:
    studio.select("relu_2")
    page.keyboard.press("Delete")
    page.reload()
    expect(studio.no_problems).to_be_visible()
    expect(studio.node("relu_2")).to_have_count(0)
    assert "relu_2" not in rest.read(experiment)["document"]["networks"]["classifier"]["nodes"]


@pytest.mark.usefixtures("experiment")
def test_the_inspector_changes_shapes_and_costs(studio: Studio) -> None:
    studio.select("conv2d_1")
    form = settings(studio, "conv2d_1")
    height = form.get_by_role("textbox", name="Kernel size, height")
    set_number(height, "3")
    expect(form.get_by_role("textbox", name="Kernel size, width")).to_have_value("3")
    expect(studio.node("conv2d_1")).to_contain_text("60 params")
    expect(studio.node("conv2d_1")).to_have_accessible_name(re.compile("gives 6×30×30"))
    expect(studio.inspector.get_by_text("6×30×30", exact=True)).to_be_visible()
    expect(studio.facts).not_to_contain_text("61,706")
    set_number(height, "5")
    expect(studio.facts).to_contain_text("61,706 parameters")


@pytest.mark.usefixtures("experiment")
def test_a_problem_names_its_node_and_leads_there(studio: Studio) -> None:
    page = studio.page
    studio.select("conv2d_2")
    set_number(settings(studio, "conv2d_2").get_by_role("textbox", name="Kernel size, height"), "25")
    listed = page.get_by_role("button", name=re.compile(r"^\d+ problems?$"))
    expect(listed).to_be_visible()
    expect(studio.node("conv2d_2")).to_have_accessible_name(re.compile(r"\d problem"))
    expect(studio.train).to_be_disabled()
    studio.select("linear_2")
    listed.click()
    problem = page.get_by_role("dialog", name=re.compile("problem")).get_by_role("button").first
    expect(problem).to_contain_text("the kernel of conv2d_2 is larger than its 14×14 input")
    problem.click()
    expect(studio.inspector.get_by_role("textbox", name="Name of the layer")).to_have_value("conv2d_2")
    expect(studio.inspector.get_by_text(problem.inner_text())).to_be_visible()


def test_an_edit_saves_itself(studio: Studio, experiment: str, rest: Rest) -> None:
    studio.select("linear_1")
    set_number(settings(studio, "linear_1").get_by_role("textbox", name="Units"), "64")
    expect(studio.node("linear_1")).to_have_accessible_name(re.compile("gives 64$"))
    expect(studio.saved).to_be_visible()
    saved = rest.read(experiment)["document"]["networks"]["classifier"]["nodes"]
    assert saved["linear_1"]["layer"]["out_features"] == 64
    studio.page.reload()
    expect(studio.node("linear_1")).to_have_accessible_name(re.compile("gives 64$"))


def units(rest: Rest, experiment: str) -> int:
    nodes = rest.read(experiment)["document"]["networks"]["classifier"]["nodes"]
    features: int = nodes["linear_1"]["layer"]["out_features"]
    return features


def make_a_conflict(studio: Studio, experiment: str, rest: Rest) -> Locator:
    """Another tab renames; then this one, which does not know, changes the units."""
    rest.save(experiment, title="Theirs")
    studio.select("linear_1")
    set_number(settings(studio, "linear_1").get_by_role("textbox", name="Units"), "70")
    choice = studio.page.get_by_role("alert")
    expect(choice).to_contain_text("changed elsewhere")
    return choice


def test_a_stale_tab_keeps_its_copy(studio: Studio, experiment: str, rest: Rest, console: Console) -> None:
    console.expect("409")
    choice = make_a_conflict(studio, experiment, rest)
    assert units(rest, experiment) == 120, "nothing is written before the choice"
    choice.get_by_role("button", name="Keep this copy").click()
    expect(choice).to_have_count(0)
    expect(studio.saved).to_be_visible()
    assert units(rest, experiment) == 70
    assert rest.read(experiment)["title"] == "Drawn"


def test_a_stale_tab_takes_the_other(studio: Studio, experiment: str, rest: Rest, console: Console) -> None:
    console.expect("409")
    choice = make_a_conflict(studio, experiment, rest)
    choice.get_by_role("button", name="Take the other").click()
    expect(studio.page.get_by_role("heading", name="Theirs", level=1)).to_be_visible()
    expect(studio.node("linear_1")).to_have_accessible_name(re.compile("gives 120$"))
    # Nothing is lost: one's own copy is an undo away, and is saved as such.
    studio.page.get_by_role("button", name="Undo").click()
    expect(studio.node("linear_1")).to_have_accessible_name(re.compile("gives 70$"))
    expect(studio.saved).to_be_visible()
    assert units(rest, experiment) == 70

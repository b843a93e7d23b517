"""Fields: what is typed is what is set, once it is meant, and what can't be set is said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from e2e.rest import Rest
from e2e.studio import Studio, set_number, standing


@pytest.fixture
def experiment(studio: Studio, rest: Rest) -> str:
    made = rest.create("Typed", epochs=20)
    studio.open(made)
    return made


def choose(studio: Studio, field: str, option: str) -> None:
    studio.inspector.get_by_role("combobox", name=field, exact=True).click()
    studio.page.get_by_role("option", name=option, exact=True).click()


def training(studio: Studio) -> Locator:
    studio.inspector.get_by_role("tab", name="Training").click()
    return studio.inspector


def test_a_number_is_taken_whole_or_not_at_all(studio: Studio, experiment: str, rest: Rest) -> None:
    epochs = training(studio).get_by_label("Epochs", exact=True)
    epochs.fill("2000000")
    epochs.press("Tab")
    expect(studio.inspector.get_by_role("alert")).to_have_text("2000000 was not taken. From 1 to 10,000.")
    expect(epochs).to_have_value("20")
    rate = studio.inspector.get_by_label("Learning rate", exact=True)
    set_number(rate, "1000")
    expect(rate).to_have_value("1000")
    expect(studio.inspector.get_by_text("More than 0, at most 100.", exact=True)).to_be_visible()
    rate.press("Escape")
    expect(rate).to_have_value("0.05")
    expect(studio.page.get_by_role("button", name="Undo")).to_be_disabled()
    assert rest.read(experiment)["document"]["pace"]["length"]["epochs"] == 20


@pytest.mark.usefixtures("experiment")
def test_digits_move_nothing_and_each_number_is_undone_by_itself(studio: Studio) -> None:
    studio.select("conv2d_1")
    node = studio.node("conv2d_1")
    place = standing(node)
    filters = studio.inspector.get_by_role("textbox", name="Filters")
    filters.press("Control+a")
    filters.press_sequentially("128")
    assert standing(node) == place
    expect(node).to_have_accessible_name(re.compile("gives 6×"))
    filters.press("Enter")
    expect(node).to_have_accessible_name(re.compile("gives 128×"))
    # Pressing on another layer is leaving the field: what was typed counts, for the layer that it was typed for.
    filters.fill("64")
    studio.select("conv2d_2")
    expect(node).to_have_accessible_name(re.compile("gives 64×"))
    undo = studio.page.get_by_role("button", name="Undo")
    for before in ("128", "6"):
        undo.click()
        expect(node).to_have_accessible_name(re.compile(f"gives {before}×"))
    expect(undo).to_be_disabled()


@pytest.mark.usefixtures("experiment")
def test_each_schedule_and_optimizer_keeps_its_own_numbers(studio: Studio) -> None:
    final = training(studio).get_by_label("Final share", exact=True)
    choose(studio, "Schedule", "One cycle")
    expect(final).to_have_value("1e-4")
    choose(studio, "Schedule", "Cosine")
    expect(final).to_have_value("0")
    set_number(final, "0.25")
    choose(studio, "Schedule", "One cycle")
    expect(final).to_have_value("1e-4")
    choose(studio, "Schedule", "Cosine")
    expect(final).to_have_value("0.25")

    rate = studio.inspector.get_by_label("Learning rate", exact=True)
    set_number(rate, "0.2")
    choose(studio, "Optimizer", "Adam")
    expect(rate).to_have_value("0.001")
    set_number(rate, "3e-4")
    choose(studio, "Optimizer", "AdamW")
    expect(rate).to_have_value("3e-4")
    choose(studio, "Optimizer", "SGD")
    expect(rate).to_have_value("0.2")

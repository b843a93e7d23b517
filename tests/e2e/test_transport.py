"""Train, pause, one step, resume, stop, and the learning rate in between."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from e2e.rest import Rest
from e2e.studio import Studio, until
from e2e.wiretap import Wiretap


@pytest.fixture
def wiretap(page: Page) -> Wiretap:
    """Before the page opens its socket."""
    return Wiretap(page)


@pytest.fixture
def experiment(rest: Rest) -> str:
    """A learning rate that nothing but the reader changes."""
    return rest.create("Steered", schedule={"kind": "constant"}, epochs=5)


def pause(studio: Studio) -> int:
    """Pause, and give the step at which the run stands."""
    studio.pause.click()
    expect(studio.resume).to_be_visible()
    return studio.step()


def newest_run(rest: Rest, experiment: str) -> dict[str, object]:
    run: dict[str, object] = rest.read(experiment)["runs"][0]
    return run


def test_pause_one_step_resume_stop(studio: Studio, experiment: str, rest: Rest) -> None:
    studio.open(experiment)
    studio.train.click()
    studio.wait_for_step(5)
    stood = pause(studio)
    assert newest_run(rest, experiment)["step"] == stood

    for press in (studio.one_step.click, lambda: studio.page.keyboard.press(".")):
        press()
        stood += 1
        assert studio.wait_for_step(stood) == stood
        expect(studio.resume).to_be_visible()
        expect(studio.one_step).to_be_enabled()
        run = newest_run(rest, experiment)
        assert (run["state"], run["step"]) == ("paused", stood)

    studio.resume.click()
    expect(studio.pause).to_be_visible()
    studio.wait_for_step(stood + 5)
    studio.stop.click()
    expect(studio.state("Run 1 · stopped")).to_be_visible()
    expect(studio.train).to_be_enabled()
    expect(studio.stop).to_be_disabled()


def test_space_trains_pauses_and_resumes(studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    studio.timeline.focus()
    studio.page.keyboard.press("Space")
    studio.wait_for_step(2)
    studio.page.keyboard.press("Space")
    expect(studio.resume).to_be_visible()
    stood = studio.step()
    studio.page.keyboard.press("Space")
    expect(studio.pause).to_be_visible()
    studio.wait_for_step(stood + 2)
    # In a field a space is a space.
    studio.select("linear_1")
    studio.inspector.get_by_role("textbox", name="Name of the layer").press("Space")
    expect(studio.pause).to_be_visible()


def test_one_step_of_a_new_run(studio: Studio, experiment: str, rest: Rest) -> None:
    studio.open(experiment)
    studio.one_step.click()
    expect(studio.state("Run 1 · paused")).to_be_visible()
    assert studio.wait_for_step(1) == 1
    run = newest_run(rest, experiment)
    assert (run["state"], run["step"]) == ("paused", 1)


def test_the_learning_rate_changes_in_mid_run(wiretap: Wiretap, studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    studio.train.click()
    studio.wait_for_step(5)
    stood = pause(studio)
    expect(studio.rate).to_contain_text("0.05")
    unmarked = studio.timeline.evaluate("(canvas) => canvas.toDataURL()")

    studio.rate.click()
    field = studio.page.get_by_role("textbox", name="Learning rate", exact=True)
    # Nothing is taken that was not meant: a number in typing, one out of range, one that was given up.
    field.press_sequentially("1000")
    field.press("Enter")
    expect(studio.page.get_by_role("alert")).to_have_text("More than 0, at most 100.")
    field.fill("0.5")
    field.press("Escape")
    expect(field).to_have_count(0)
    studio.rate.click()
    expect(field).to_have_value("0.05")
    field.fill("0.002")
    field.press("Enter")
    until(studio.timeline, f"(canvas) => canvas.toDataURL() !== {unmarked!r}")
    assert studio.step() == stood

    studio.one_step.click()
    studio.wait_for_step(stood + 1)
    expect(studio.rate).to_contain_text("0.002")
    [change] = wiretap.events("hyperparameter_changed")
    assert change["step"] == stood + 1
    # The Training tab tells the same story.
    studio.inspector.get_by_role("tab", name="Training").click()
    told = f"Learning rate: this run trains with 0.002 since step {stood + 1}. The next one starts with 0.05."
    expect(studio.inspector.get_by_text(told)).to_be_visible()
    # To leave the field is to mean what it says.
    studio.rate.click()
    field.fill("0.003")
    studio.page.mouse.click(720, 4)
    expect(studio.inspector.get_by_text("this run trains with 0.003 since")).to_be_visible()
    studio.resume.click()
    studio.wait_for_step(stood + 10)
    expect(studio.rate).to_contain_text("0.003")
    steps = wiretap.train_steps()
    assert steps == list(range(1, len(steps) + 1))


def dots(studio: Studio) -> str:
    """Where the dots on the wires stand, in pixels from where they began."""
    return str(
        studio.page.locator(".react-flow__edges").evaluate("wires => wires.style.getPropertyValue('--flow')")
    )


def test_dots_on_the_wires_move_while_the_network_trains(studio: Studio, experiment: str) -> None:
    studio.open(experiment)
    assert dots(studio) == ""
    studio.train.click()
    studio.wait_for_step(5)
    wires = studio.page.locator(".react-flow__edges")
    until(wires, f"wires => !['', '0', '{dots(studio)}'].includes(wires.style.getPropertyValue('--flow'))")
    dot = studio.page.locator(".react-flow__edge path[class*=_flow_]").first
    assert dot.evaluate("dot => getComputedStyle(dot).strokeDashoffset") != "0px"

    step = pause(studio)
    # A frame that was asked for before the pause may still come.
    studio.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    stood = dots(studio)
    studio.one_step.click()
    studio.wait_for_step(step + 1)
    assert dots(studio) == stood

    studio.page.emulate_media(reduced_motion="reduce")
    studio.resume.click()
    studio.wait_for_step(step + 5)
    assert dots(studio) == stood

"""A press is never lost: whatever the run is doing just then, what was pressed is carried out as soon as it can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from e2e.rest import Rest
from e2e.studio import Studio

OWNER_RUNNING = 4
"""So many runs of one owner take every slot, on any machine."""


@pytest.fixture
def experiment(rest: Rest) -> str:
    """Long enough for every press."""
    return rest.create("Pressed", epochs=5)


def hold(page: Page, path: str) -> Callable[[], None]:
    """The page's requests for `path` wait until what is given back is called."""
    held: list[Route] = []
    holding = True

    def meet(route: Route) -> None:
        if holding:
            held.append(route)
        else:
            route.continue_()

    def let_go() -> None:
        nonlocal holding
        holding = False
        for route in held:
            route.continue_()

    page.route(path, meet)
    return let_go


def hold_messages(page: Page) -> Callable[[], None]:
    """What the server says on live sockets that are opened from now on waits until what is given back is called."""
    held: list[Callable[[], None]] = []
    holding = True

    def pass_on(browser: WebSocketRoute, message: str | bytes) -> None:
        if holding:
            held.append(lambda: browser.send(message))
        else:
            browser.send(message)

    def stand_between(browser: WebSocketRoute) -> None:
        browser.connect_to_server().on_message(lambda message: pass_on(browser, message))

    def let_go() -> None:
        nonlocal holding
        holding = False
        for send in held:
            send()

    page.route_web_socket("**/api/live", stand_between)
    return let_go


def test_presses_while_the_run_is_made_are_carried_out_in_their_order(
    page: Page, studio: Studio, experiment: str, rest: Rest
) -> None:
    studio.open(experiment)
    studio.timeline.focus()
    let_go = hold(page, f"**/api/experiments/{experiment}/runs")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Resume", exact=True)).to_be_visible()
    page.keyboard.press(".")
    page.keyboard.press(".")
    let_go()
    # Two by hand; it may have taken some before the pause came.
    studio.wait_for_step(2)
    expect(studio.resume).to_be_visible()
    expect(studio.state("Run 1 · paused")).to_be_visible()
    [run] = rest.read(experiment)["runs"]
    assert run["state"] == "paused"
    # A toggle pressed twice is back where it was, however quickly.
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(studio.pause).to_be_visible()
    studio.wait_for_step(run["step"] + 3)
    expect(studio.state("Run 1 · training")).to_be_visible()


def test_a_press_before_the_history_is_there_is_kept(
    page: Page, studio: Studio, experiment: str, rest: Rest
) -> None:
    studio.open(experiment)
    studio.one_step.click()
    expect(studio.state("Run 1 · paused")).to_be_visible()
    let_through = hold_messages(page)
    page.reload()
    studio.timeline.focus()
    page.keyboard.press("Space")
    let_through()
    studio.wait_for_step(3)
    expect(studio.pause).to_be_visible()


def test_a_run_in_the_queue_is_paused_taken_up_and_stopped(
    page: Page, studio: Studio, experiment: str, rest: Rest
) -> None:
    others = rest.create("In the way", epochs=50)
    for _ in range(OWNER_RUNNING):
        rest.train(others)
    studio.open(experiment)
    studio.timeline.focus()
    page.keyboard.press("Space")
    expect(studio.state("Run 1 · waiting")).to_be_visible()
    page.keyboard.press("Space")
    expect(studio.state("Run 1 · paused")).to_be_visible()
    page.keyboard.press("Space")
    expect(studio.state("Run 1 · waiting")).to_be_visible()
    # What is asked of a run in the queue holds once it runs.
    studio.transport.get_by_role("button", name="+ 1 epoch").click()
    rest.delete(others)
    expect(studio.state("Run 1 · training")).to_be_visible()
    expect(studio.transport.get_by_text("/ 6", exact=True)).to_be_visible()
    studio.stop.click()
    expect(studio.state("Run 1 · stopped")).to_be_visible()


@pytest.mark.parametrize(
    ("part", "button", "inside"),
    [
        ("TakeHomeFiles", "Take home", "menu"),
        ("FamilyLayers", "Convolve", "dialog"),
    ],
)
def test_a_press_before_its_code_is_there_opens_when_it_is(
    page: Page, studio: Studio, experiment: str, part: str, button: str, inside: Literal["menu", "dialog"]
) -> None:
    let_go = hold(page, f"**/assets/{part}-*.js")
    studio.open(experiment)
    opener = page.get_by_role("button", name=button, exact=True)
    opener.focus()
    with page.expect_request(f"**/assets/{part}-*.js"):
        page.keyboard.press("Enter")
    # The button stays as it is, with the focus, until there is something to open.
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    let_go()
    opened = page.get_by_role(inside)
    expect(opened).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(opened).to_be_visible()

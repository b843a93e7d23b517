"""Beyond this computer: each browser owns what it made, and a link is the only way in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from e2e.console import Console
from e2e.studio import Studio
from support.server import LiveServer, free_port

NAME = "lab.example.test"


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, str]]:
    """A server that is reached under a name, and its address."""
    port = free_port()
    data = tmp_path_factory.mktemp("house") / "data"
    server = LiveServer.start(data, port, LAYERLAB_ALLOWED_HOSTS=NAME)
    yield server, f"http://{NAME}:{port}"
    server.stop()


@pytest.fixture
def far_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, object]) -> Iterator[Browser]:
    """A browser in which the name leads here."""
    flags = browser_type_launch_args["args"]
    assert isinstance(flags, list)
    rule = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    launched = browser_type.launch(
        executable_path=str(browser_type_launch_args["executable_path"]), args=[*flags, rule]
    )
    yield launched
    launched.close()


def person(browser: Browser, console: Console) -> Page:
    """With cookies of their own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    console.watch(context)
    # Over plain HTTP Chromium tells that it ignores this header.
    console.expect("Cross-Origin-Opener-Policy")
    return context.new_page()


def test_a_link_leads_a_stranger_in(
    house: tuple[LiveServer, str], far_browser: Browser, console: Console
) -> None:
    _, address = house
    owner = Studio(person(far_browser, console))
    owner.page.goto(address)
    expect(owner.no_problems).to_be_visible()
    own = owner.page.url
    owner.train.click()
    owner.wait_for_step(1)
    owner.page.get_by_role("button", name="Share").click()
    dialog = owner.page.get_by_role("dialog", name="Share this experiment")
    dialog.get_by_role("button", name="Create link").click()
    link = dialog.get_by_role("textbox", name="New link").input_value()
    assert link.startswith(f"{address}/s/")
    expect(dialog).not_to_contain_text("opens on this computer only")

    # The experiment's own address is nobody else's.
    console.expect("404")
    stranger = Studio(person(far_browser, console))
    stranger.page.goto(own)
    expect(stranger.page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()
    stranger.page.goto(f"{address}/library")
    expect(stranger.page.get_by_role("heading", name=re.compile("^Nothing here yet"))).to_be_visible()

    stranger.page.goto(link)
    stranger.wait_for_step(owner.step() + 1)
    expect(stranger.train).to_have_count(0)
    stranger.page.get_by_role("button", name="Fork to my library").click()
    stranger.page.wait_for_url(re.compile(r"/e/\w+$"))
    assert stranger.page.url != own
    expect(stranger.train).to_be_visible()
    stranger.page.get_by_role("link", name="Layerlab").click()
    expect(stranger.page.get_by_role("article", name="LeNet-5 on MNIST")).to_have_count(1)
    owner.page.goto(f"{address}/library")
    expect(owner.page.get_by_role("article", name="LeNet-5 on MNIST")).to_have_count(1)


def test_the_link_is_copied_without_a_secure_line(
    house: tuple[LiveServer, str], far_browser: Browser, console: Console
) -> None:
    """Plain HTTP beyond this computer is what a class room has; browsers give its pages no clipboard."""
    _, address = house
    page = person(far_browser, console)
    page.goto(address)
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog", name="Share this experiment")
    dialog.get_by_role("button", name="Create link").click()
    field = dialog.get_by_role("textbox", name="New link")
    link = field.input_value()
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="LeNet-5 on MNIST").click()
    title = page.get_by_role("textbox", name="Title of the experiment")
    title.fill("")
    title.press("Control+v")
    expect(title).to_have_value(link)

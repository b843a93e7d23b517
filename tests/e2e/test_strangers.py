"""Beyond this computer: each browser owns what it made, and a link is the only way in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import NewContext
from e2e.console import Console
from e2e.studio import Studio
from support.server import FAR_NAME, LiveServer, free_port


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a server that is reached under a name."""
    port = free_port()
    data = tmp_path_factory.mktemp("house") / "data"
    server = LiveServer.start(data, port, LAYERLAB_ALLOWED_HOSTS=FAR_NAME)
    yield f"http://{FAR_NAME}:{port}"
    server.stop()


def person(new_context: NewContext, console: Console) -> Page:
    """With cookies of their own."""
    # Over plain HTTP Chromium tells that it ignores this header.
    console.expect("Cross-Origin-Opener-Policy")
    return new_context().new_page()


def test_a_link_leads_a_stranger_in(address: str, new_context: NewContext, console: Console) -> None:
    owner = Studio(person(new_context, console))
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
    stranger = Studio(person(new_context, console))
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
    address: str, new_context: NewContext, console: Console
) -> None:
    """Plain HTTP beyond this computer is what a class room has; browsers give its pages no clipboard."""
    page = person(new_context, console)
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

"""Killed at any moment: the page stays, and the run goes on by itself."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import NewContext
from e2e.console import Console
from e2e.rest import Rest
from e2e.studio import Studio, until
from e2e.wiretap import Wiretap
from support.server import LiveServer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the worker in /proc")

TOTAL_STEPS = 600
"""Of batch 64: some ten seconds, so several checkpoints."""


@pytest.fixture
def house(tmp_path: Path, page: Page) -> Iterator[LiveServer]:
    """A server that may be killed."""
    server = LiveServer.start(tmp_path / "data")
    yield server
    # First the page: it would look for the server, and complain.
    page.close()
    server.stop()


@pytest.fixture
def wiretap(page: Page) -> Wiretap:
    """Before the page opens its socket."""
    return Wiretap(page)


def descendants(pid: int) -> list[int]:
    """All processes below one, children before their own children."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def name_of(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def worker_of(server: LiveServer) -> int:
    """The child that trains; another one shows networks that have learnt nothing yet."""
    [worker] = [pid for pid in descendants(server.process.pid) if name_of(pid) == "layerlab work"]
    return worker


def start(studio: Studio, server: LiveServer) -> str:
    door = Rest(server.url)
    experiment = door.create("Survivor", epochs=3, train_limit=TOTAL_STEPS // 3 * 64, evaluations_per_epoch=1)
    studio.page.goto(f"{server.url}/e/{experiment}")
    studio.train.click()
    return experiment


def wait_for_a_checkpoint(wiretap: Wiretap, studio: Studio) -> None:
    """Some steps further, until the log says that a checkpoint lies on the disk."""
    step = 1
    while not wiretap.events("checkpoint_saved"):
        step = studio.wait_for_step(step + 10)


def require_one_whole_curve(wiretap: Wiretap) -> None:
    positions = wiretap.positions()
    assert all(one < other for one, other in pairwise(positions)), "an event came twice, or out of order"
    assert wiretap.train_steps() == list(range(1, TOTAL_STEPS + 1))
    assert len(wiretap.events("run_finished")) == 1


def test_the_worker_is_killed(wiretap: Wiretap, studio: Studio, house: LiveServer) -> None:
    start(studio, house)
    wait_for_a_checkpoint(wiretap, studio)
    os.kill(worker_of(house), signal.SIGKILL)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=120_000)
    assert studio.step() == TOTAL_STEPS
    assert len(wiretap.events("run_resumed")) == 1
    assert wiretap.sockets == 1, "the page noticed nothing of it on its line"
    require_one_whole_curve(wiretap)


def test_the_worker_is_killed_at_once(wiretap: Wiretap, studio: Studio, house: LiveServer) -> None:
    """Before its first checkpoint there is nothing to go on from: the run begins anew."""
    start(studio, house)
    lost = studio.wait_for_step(1)
    assert wiretap.events("checkpoint_saved") == []
    os.kill(worker_of(house), signal.SIGKILL)
    until(studio.timeline, f"(slider) => Number(slider.ariaValueNow) < {lost + 1}")
    studio.wait_for_step(lost + 50)
    studio.pause.click()
    expect(studio.resume).to_be_visible()
    assert len(wiretap.events("run_started")) == 2
    assert wiretap.train_steps() == list(range(1, studio.step() + 1))


def test_the_server_is_killed_and_comes_back(
    wiretap: Wiretap, studio: Studio, house: LiveServer, console: Console
) -> None:
    console.expect("ERR_CONNECTION_REFUSED|WebSocket connection to .* failed|ERR_CONNECTION_RESET")
    start(studio, house)
    wait_for_a_checkpoint(wiretap, studio)
    house.kill()
    reconnecting = studio.news("Reconnecting.").or_(studio.news("No connection. Trying again."))
    expect(reconnecting).to_be_visible()
    stood = studio.step()
    expect(studio.node("conv2d_1")).to_be_visible()

    again = LiveServer.start(house.data, port=int(house.url.rsplit(":", 1)[1]))
    try:
        expect(reconnecting).to_have_count(0)
        studio.wait_for_step(stood + 1)
        expect(studio.state("Run 1 · finished")).to_be_visible(timeout=120_000)
        assert studio.step() == TOTAL_STEPS
        assert wiretap.sockets > 1
        assert len(wiretap.events("run_resumed")) == 1
        require_one_whole_curve(wiretap)
    finally:
        studio.page.close()
        again.stop()


def test_what_is_called_for_while_the_server_is_away(
    new_context: NewContext, rest: Rest, console: Console
) -> None:
    console.expect("ERR_INTERNET_DISCONNECTED|WebSocket|preload CSS")
    # A browser that has not been here before: nothing lies in its cache.
    page = new_context().new_page()
    studio = Studio(page)
    studio.open(rest.create("Cut off"))
    page.context.set_offline(True)
    page.get_by_role("button", name="Share").click()
    expect(studio.news("The server does not answer. This opens as soon as it does.")).to_be_visible()
    # Nothing of the page is lost meanwhile.
    expect(studio.node("conv2d_1")).to_be_visible()
    page.context.set_offline(False)
    dialog = page.get_by_role("dialog", name="Share this experiment")
    # With its styles, which did not come the first time either.
    expect(dialog.get_by_text("Whoever has the link")).to_have_css("font-size", "14px")

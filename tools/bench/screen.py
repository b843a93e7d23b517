"""A browser that looks at a studio, and how smoothly it draws."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from bench.studio import Studio
from browser import FLAGS, find

FRAMES = """(milliseconds) => {
  window.fps = new Promise((resolve) => {
    const began = performance.now();
    let frames = 0;
    const count = () => {
      frames += 1;
      const passed = performance.now() - began;
      if (passed < milliseconds) requestAnimationFrame(count);
      else resolve((1000 * frames) / passed);
    };
    requestAnimationFrame(count);
  });
}"""


@contextmanager
def page_of(started: Studio) -> Iterator[Page]:
    """A page in a browser of its own, as large as a laptop's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        page = browser.new_page(base_url=started.url, viewport={"width": 1440, "height": 900})
        try:
            yield page
        finally:
            browser.close()


def frames_per_second(page: Page, milliseconds: int, move: Callable[[int], None] | None = None) -> float:
    """Frames that the page was given to draw, while a hand makes one move after the other."""
    page.evaluate(FRAMES, milliseconds)
    end = time.perf_counter() + milliseconds / 1000
    moves = 0
    while move is not None and time.perf_counter() < end:
        move(moves)
        moves += 1
        page.wait_for_timeout(8)
    return float(page.evaluate("() => window.fps"))

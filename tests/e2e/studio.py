"""The studio as a person finds their way in it: by roles and names."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

UNTIL = """(element, [source, limit_ms]) => new Promise((resolve, reject) => {
  const end = performance.now() + limit_ms;
  const look = () => {
    const value = (PREDICATE)(element);
    if (value) resolve(value);
    else if (performance.now() > end) reject(new Error("never: " + source));
    else requestAnimationFrame(look);
  };
  look();
})"""

COLOURS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""


STANDING = """(element) => new Promise((resolve) => {
  let [last, frames] = ["", 0];
  const look = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const now = [x, y, width, height].join();
    frames = now === last ? frames + 1 : 0;
    last = now;
    if (frames > 12) resolve({ x, y, width, height });
    else requestAnimationFrame(look);
  };
  look();
})"""


def until(locator: Locator, predicate: str, limit_ms: float = 20_000) -> Any:
    """Look at an element at every repaint until `predicate`, a function of JavaScript, gives something.

    Playwright's own `wait_for_function` evaluates text in the page, which the page's CSP forbids.
    """
    return locator.evaluate(UNTIL.replace("PREDICATE", predicate), [predicate, limit_ms])


def colours(canvas: Locator) -> int:
    """How many colours a picture has: an empty one has few."""
    count: int = canvas.evaluate(COLOURS)
    return count


def until_painted(canvas: Locator, before: int = 0) -> None:
    """Wait until a picture shows data: it has clearly more shades than it had."""
    until(canvas, f"(canvas) => ({COLOURS})(canvas) > {before + 8}")


def standing(element: Locator) -> dict[str, float]:
    """Where an element is, once it has stopped moving: an edit may lay out the network anew."""
    box: dict[str, float] = element.evaluate(STANDING)
    return box


def set_number(field: Locator, number: str) -> None:
    """Type a number and mean it."""
    field.fill(number)
    field.press("Enter")


class Studio:
    """One experiment on screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.canvas = page.get_by_role("region", name="Canvas")
        self.inspector = page.get_by_role("complementary", name="Inspector")
        self.transport = page.get_by_role("region", name="Transport")
        self.timeline = page.get_by_role("slider", name="Timeline")
        self.facts = page.get_by_role("region", name="What this network costs")
        self.train = page.get_by_role("button", name="Train", exact=True)
        # The button says at once what comes next; that the run has come so far is when nothing is under way.
        done = page.locator("[aria-busy=false]")
        self.pause = page.get_by_role("button", name="Pause", exact=True).and_(done)
        self.resume = page.get_by_role("button", name="Resume", exact=True).and_(done)
        self.one_step = page.get_by_role("button", name="One step")
        self.stop = page.get_by_role("button", name="Stop for good")
        self.rate = page.get_by_role("button", name=re.compile("Change the learning rate"))
        self.loss = page.get_by_role("img", name="Loss by step")
        self.confusion = page.get_by_role("img", name="Confusion matrix")
        self.no_problems = self.canvas.get_by_text("No problems", exact=True)
        self.saved = page.get_by_role("status").get_by_text("Saved", exact=True)

    def open(self, experiment: str, query: str = "") -> None:
        """Go to the experiment and wait until it is there and checked."""
        self.page.goto(f"/e/{experiment}{query}")
        expect(self.no_problems).to_be_visible()

    def node(self, node: str) -> Locator:
        return self.canvas.get_by_role("group", name=re.compile(rf"^{node}, "))

    def picture(self, node: str) -> Locator:
        return self.canvas.get_by_role("img", name=f"Output of {node}", exact=True)

    def select(self, node: str) -> None:
        """Click on the node's name, which is never covered by its picture, once the view has come to rest.

        Of several networks the network comes first: `Generator linear_1`.
        """
        name = node.rpartition(" ")[2]
        standing(self.node(node))
        self.node(node).get_by_text(name, exact=True).click()
        expect(self.inspector.get_by_role("textbox", name="Name of the layer")).to_have_value(name)

    def mend(self, node: str, offer: str) -> None:
        """Press the edit that a node's problem offers, once the view has come to rest."""
        button = self.node(node).get_by_role("button", name=offer)
        expect(button).to_be_visible()
        standing(button)
        button.click()

    def insert(self, words: str) -> None:
        """Find a layer by `/` and put it in with Enter."""
        self.page.keyboard.press("/")
        field = self.page.get_by_role("combobox", name="Find and insert a layer")
        field.fill(words)
        field.press("Enter")

    def drag_wire(self, source: str, target: str) -> None:
        """Press on the port at the right of one node, let go over another."""
        start, end = standing(self.node(source)), standing(self.node(target))
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"], start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(end["x"] - 20, end["y"] + end["height"] / 2, steps=6)
        mouse.move(end["x"] + 4, end["y"] + end["height"] / 2, steps=3)
        mouse.up()

    def step(self) -> int:
        """The step on screen."""
        return int(self.timeline.get_attribute("aria-valuenow") or 0)

    def wait_for_step(self, step: int, limit_s: float = 60) -> int:
        """Wait until the run on screen is this far."""
        reached = until(
            self.timeline,
            f"(slider) => Number(slider.getAttribute('aria-valuenow')) >= {step} && slider.ariaValueNow",
            limit_s * 1000,
        )
        return int(reached)

    def state(self, words: str) -> Locator:
        """The run's chip in the top bar, such as `Run 1 · training`."""
        return self.page.get_by_role("banner").get_by_role("button", name=words)

    def news(self, words: str | re.Pattern[str]) -> Locator:
        """A sentence in a live region."""
        return self.page.get_by_role("status").filter(has_text=words)

"""How smoothly a network of two hundred nodes is panned, zoomed and changed, at rest and while it trains."""

from __future__ import annotations

from math import sin

from playwright.sync_api import Page

from bench.checks import residual
from bench.rows import Row
from bench.screen import frames_per_second, page_of
from bench.studio import studio, viewer
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets import PRESETS
from layerlab.network.document import Position

WATCH_MS = 4_000
WANTED_FPS = 55
COLUMNS, APART_X, APART_Y = 20, 200.0, 260.0

FREE = """() => {
  const pane = document.querySelector(".react-flow__pane");
  const { left, top, right, bottom } = pane.getBoundingClientRect();
  for (let y = top + 90; y < bottom - 70; y += 3)
    for (let x = left + 60; x < right - 60; x += 3)
      if (document.elementFromPoint(x, y) === pane) return [x, y];
}"""
A_NODE = """() => {
  for (const node of document.querySelectorAll(".react-flow__node")) {
    const { left, top, width, height } = node.getBoundingClientRect();
    if (left > 400 && left < 800 && top > 200 && top < 400) return [left + width / 2, top + height / 2];
  }
}"""


def measure() -> list[Row]:
    """All of it in sight, so that every node is drawn."""
    with studio() as started, page_of(started) as page:
        document = _large().model_dump(mode="json")
        created = started.http.post("/api/experiments", json={"document": document}).raise_for_status().json()
        page.goto(f"{started.url}/e/{created['id']}", wait_until="networkidle")
        rows = _moved(page, "at rest")
        newest = started.http.get(f"/api/experiments/{created['id']}").raise_for_status().json()
        run = started.train(newest)
        with viewer(started) as watching:
            watching.watch(run)
            watching.until_kind("scalars_recorded")
        page.reload(wait_until="networkidle")
        rows += _moved(page, "in training")
        started.http.delete(f"/api/runs/{run}")
    return rows


def _large() -> Experiment:
    experiment = residual(PRESETS["lenet5_mnist"].experiment())
    network = experiment.networks["classifier"]
    nodes = {
        name: node.model_copy(
            update={"position": Position(x=at % COLUMNS * APART_X, y=at // COLUMNS * APART_Y)}
        )
        for at, (name, node) in enumerate(network.nodes.items())
    }
    return experiment.model_copy(
        update={"title": "Large", "networks": {"classifier": network.model_copy(update={"nodes": nodes})}}
    )


def _moved(page: Page, when: str) -> list[Row]:
    count = page.locator(".react-flow__node").count()
    mouse = page.mouse
    left, top = page.evaluate(FREE)
    mouse.move(left, top)
    mouse.down()
    pan = frames_per_second(
        page, WATCH_MS, lambda at: mouse.move(left + 100 * sin(at / 12), top + 60 * sin(at / 9))
    )
    mouse.up()
    zoom = frames_per_second(page, WATCH_MS, lambda at: mouse.wheel(0, 60 if at // 8 % 2 else -60))
    page.keyboard.press("f")
    page.wait_for_timeout(500)
    x, y = page.evaluate(A_NODE)
    mouse.move(x, y)
    mouse.down()
    drag = frames_per_second(
        page, WATCH_MS, lambda at: mouse.move(x + 80 * sin(at / 10), y + 50 * sin(at / 8))
    )
    mouse.up()
    return [
        Row(f"{count} nodes {when}: {what}", f"{fps:.1f} frames/s", f"≥ {WANTED_FPS}", fps >= WANTED_FPS)
        for what, fps in (("pan", pan), ("zoom", zoom), ("drag", drag))
    ]

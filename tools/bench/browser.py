"""What a browser has to load first, how smoothly it draws, and how soon it has drawn what the worker reports."""

from __future__ import annotations

from statistics import median

from bench.drawn import Drawn, Ear
from bench.rows import Row
from bench.screen import frames_per_second, page_of
from bench.studio import studio

COUNT_MS, LISTEN_MS = 15_000, 30_000
LIMIT_KB, WANTED_FPS, WANTED_DRAWN_MS = 300, 55, 100

# When the first node of the network is in sight.
LOOK = """(() => {
  const look = () => {
    if (document.querySelector(".react-flow__node")) window.sighted = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
LOADED = """() => performance.getEntriesByType("resource")
  .filter(({ name, startTime }) => new URL(name).pathname.endsWith(".js") && startTime < window.sighted)
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)"""


def measure() -> list[Row]:
    """One page of the studio, from its first byte to a run with all views."""
    with studio() as started, page_of(started) as page:
        page.add_init_script(LOOK)
        ear = Ear(page)
        page.goto(started.url, wait_until="networkidle")
        loaded_kb = page.evaluate(LOADED) / 1000
        experiment = started.experiment(epochs=50)
        page.goto(f"{started.url}/e/{experiment['id']}", wait_until="networkidle")
        run = started.train(experiment)
        page.reload(wait_until="networkidle")
        fps = frames_per_second(page, COUNT_MS)
        # Not at once: counting asks for sixty repaints a second, which a page that is only watched does not.
        ear.forget()
        page.wait_for_timeout(LISTEN_MS)
        heard = ear.heard()
        started.http.delete(f"/api/runs/{run}")
    return [
        Row(
            "JavaScript asked for until the network is in sight",
            f"{loaded_kb:.0f} kB gz",
            f"≤ {LIMIT_KB} kB",
            loaded_kb <= LIMIT_KB,
        ),
        Row("all views streaming", f"{fps:.1f} frames/s", f"≥ {WANTED_FPS}", fps >= WANTED_FPS),
        *(_lateness(place, drawn) for place, drawn in heard.items()),
    ]


def _lateness(place: str, heard: Drawn) -> Row:
    drawn, arrived = sorted(heard.drawn), sorted(heard.arrived)
    p99 = 1000 * drawn[int(len(drawn) * 0.99)] if drawn else float("inf")
    middle = 1000 * median(drawn) if drawn else float("inf")
    on_its_way = f", of it {1000 * median(arrived):.0f} until at the browser" if arrived else ""
    return Row(
        f"event in the worker → drawn: {place}",
        f"p99 {p99:.0f} ms, median {middle:.0f} ms{on_its_way}, n = {len(drawn)}",
        f"p99 ≤ {WANTED_DRAWN_MS} ms",
        p99 <= WANTED_DRAWN_MS,
    )

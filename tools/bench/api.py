"""What a browser asks most, over one connection that is kept."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from bench.rows import Row, milliseconds, p95
from bench.studio import studio

TIMES = 200
EXPERIMENTS = 20
WANTED_S = 0.02


def measure() -> list[Row]:
    """Whether the server is there, a check of LeNet-5, and a library of twenty."""
    with studio() as started:
        for _ in range(EXPERIMENTS):
            created = started.experiment()
        http, check = started.http, {"experiment": created["document"]}
        asked: dict[str, Callable[[], httpx.Response]] = {
            "health": lambda: http.get("/api/health"),
            "check": lambda: http.post("/api/check", json=check),
            f"library of {EXPERIMENTS}": lambda: http.get("/api/experiments"),
        }
        return [_row(name, ask) for name, ask in asked.items()]


def _row(name: str, ask: Callable[[], httpx.Response]) -> Row:
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        ask().raise_for_status()
        seconds.append(time.perf_counter() - began)
    wanted = f"p95 ≤ {1000 * WANTED_S:.0f} ms"
    return Row(f"API, kept-alive: {name}", milliseconds(seconds), wanted, p95(seconds) <= WANTED_S)

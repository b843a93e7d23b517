"""`python tools/bench [figure …]` measures the figures of the project and prints a table.

Exit 1 where one falls short.

A figure is a module beside this one with `measure() -> list[Row]`; name it in FIGURES. One is measured at a time, for
they all want the machine for themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import (
    accuracy,
    api,
    audience,
    browser,
    canvas,
    checks,
    history,
    hostile,
    latency,
    lighthouse,
    silence,
    speed,
    tiny,
)
from bench.rows import Row

FIGURES: dict[str, Callable[[], list[Row]]] = {
    "checks": checks.measure,
    "api": api.measure,
    "hostile": hostile.measure,
    "latency": latency.measure,
    "history": history.measure,
    "browser": browser.measure,
    "canvas": canvas.measure,
    "lighthouse": lighthouse.measure,
    "audience": audience.measure,
    "silence": silence.measure,
    "speed": speed.measure,
    "tiny": tiny.measure,
    "accuracy": accuracy.measure,
}

VERDICTS = {True: "ok", False: "SHORT", None: "not measured"}


def main(names: list[str]) -> int:
    """Measure these figures, or all. The number of those that fall short, at most 1."""
    unknown = set(names) - set(FIGURES)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(FIGURES)}", file=sys.stderr)
        return 2
    print("| what | figure | at least | |\n| --- | --- | --- | --- |")
    good = True
    for name in names or FIGURES:
        for row in FIGURES[name]():
            print(f"| {row.name} | {row.figure} | {row.wanted} | {VERDICTS[row.good]} |", flush=True)
            good = good and row.good is not False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

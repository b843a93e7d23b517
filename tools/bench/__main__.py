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

from bench import accuracy, audience, browser, checks, history, latency, silence, speed
from bench.rows import Row

FIGURES: dict[str, Callable[[], list[Row]]] = {
    "checks": checks.measure,
    "latency": latency.measure,
    "history": history.measure,
    "browser": browser.measure,
    "audience": audience.measure,
    "silence": silence.measure,
    "speed": speed.measure,
    "accuracy": accuracy.measure,
}


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
            print(
                f"| {row.name} | {row.figure} | {row.wanted} | {'ok' if row.good else 'SHORT'} |", flush=True
            )
            good = good and row.good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

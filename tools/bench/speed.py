"""The app against the script that it exports: the same steps, evaluations in both, one viewer, all default probes."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.rows import Row
from bench.studio import Studio, studio, viewer

WANTED = 0.97
PAIRS = 5
SAMPLES = 60_000


def measure() -> list[Row]:
    """Turn by turn, so that a busy machine slows both; the middle ratio counts."""
    with studio() as started, tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "train.py"
        rates = []
        for _ in range(PAIRS):
            run, in_app = _in_app(started)
            # The run's own: it computes with the threads and the memory format that a trial found for the run.
            address = f"/api/runs/{run}/export"
            script.write_text(started.http.get(address, params={"to": "pytorch"}).raise_for_status().text)
            rates.append((in_app, _in_script(script)))
    ratio = statistics.median(app / alone for app, alone in rates)
    each = "; ".join(f"{app:,.0f} / {alone:,.0f}" for app, alone in rates)
    return [Row("samples/s, app ÷ exported script", f"{ratio:.3f}  ({each})", "≥ 0.97", ratio >= WANTED)]


def _in_app(started: Studio) -> tuple[str, float]:
    with viewer(started) as watching:
        run = started.train(started.experiment(epochs=1))
        watching.watch(run)
        return run, float(watching.until_kind("run_finished")["samples_per_s"])


def _in_script(script: Path) -> float:
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    last = done.stdout.splitlines()[-1]
    seconds = re.search(r"([\d.]+) s$", last)
    if seconds is None:
        raise RuntimeError(f"the script ends with {last!r}")
    return SAMPLES / float(seconds[1])

"""What Lighthouse thinks of the main pages: accessibility and good practice, on a desk and on a phone.

Lighthouse comes through npm into npm's own cache and drives the Chromium that the tests use; where it can't be had,
the row says so. It is too heavy to be a dependency of the project.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.rows import Row
from bench.studio import Studio, studio
from browser import find

WANTED = 95
PACKAGE = "lighthouse@13"
CATEGORIES = ("accessibility", "best-practices")
FORMS = {"desk": ["--preset=desktop"], "phone": []}
INSTALL_S, PAGE_S = 300, 120

Report = dict[str, Any]


def measure() -> list[Row]:
    """One row a page; the lowest of its scores counts."""
    npx = shutil.which("npx", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if npx is None or _run([npx, "--yes", PACKAGE, "--version"], INSTALL_S) is None:
        return [Row("Lighthouse", "could not be had through npm", f"≥ {WANTED}", None)]
    with studio() as started:
        pages = {"studio": _experiment(started), "library": "/library", "shared page": _link(started)}
        return [_row(npx, name, started.url + path) for name, path in pages.items()]


def _experiment(started: Studio) -> str:
    """The one that warmed the server up: it has a run."""
    return f"/e/{started.http.get('/api/experiments').raise_for_status().json()[0]['id']}"


def _link(started: Studio) -> str:
    experiment = _experiment(started).removeprefix("/e/")
    made = started.http.post(f"/api/experiments/{experiment}/shares").raise_for_status()
    return str(made.json()["path"])


def _row(npx: str, name: str, url: str) -> Row:
    scores = {form: _scores(npx, url, options) for form, options in FORMS.items()}
    figure = "; ".join(
        f"{form} {', '.join(f'{score:.0f}' for score in given)}" for form, given in scores.items()
    )
    good = all(score >= WANTED for given in scores.values() for score in given)
    return Row(f"Lighthouse, {name}: accessibility, best practices", figure, f"≥ {WANTED}", good)


def _scores(npx: str, url: str, options: list[str]) -> list[float]:
    told = _run(
        [
            *(npx, "--yes", PACKAGE, url, "--output=json", "--quiet", "--no-enable-error-reporting"),
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            *options,
        ],
        PAGE_S,
    )
    if told is None:
        return [0.0]
    report: Report = json.loads(told)
    return [100 * (report["categories"][category]["score"] or 0) for category in CATEGORIES]


def _run(command: list[str], limit_s: float) -> str | None:
    """What it printed; None where it failed."""
    # The browser is here already: none is to be downloaded.
    environment = os.environ | {"CHROME_PATH": find() or "", "PUPPETEER_SKIP_DOWNLOAD": "1"}
    folder = str(Path(sys.executable).parent)
    environment["PATH"] = f"{folder}{os.pathsep}{environment['PATH']}"
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=limit_s, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout

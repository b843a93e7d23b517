"""Finds the Chromium in which the browser tests run, or installs one.

Standard library only. `python tools/browser.py` prints the path; with REQUIRE_BROWSER set, having none is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
INSTALL_TIMEOUT_S = 900

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One process for all tabs of a context: what was compiled for one is for the next.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
)


def is_required() -> bool:
    """Whether a missing browser is an error (in CI) or only skips tests."""
    return os.environ.get("REQUIRE_BROWSER", "") not in {"", "0"}


def find() -> str | None:
    """The path of a Chromium that answers; `LAYERLAB_BROWSER` names one and wins."""
    named = os.environ.get("LAYERLAB_BROWSER")
    candidates = [named] if named else [*map(shutil.which, NAMES), *PLACES, _playwrights_own()]
    return next((path for path in candidates if path and _answers(path)), None)


def _playwrights_own() -> str | None:
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
    answer = _ask([sys.executable, "-c", code])
    return answer if answer and Path(answer).is_file() else None


def _answers(path: str) -> bool:
    # A system package may be a stub that only says how to install the real one.
    return bool(Path(path).is_file() and (sys.platform == "win32" or _ask([path, "--version"])))


def _ask(command: list[str]) -> str | None:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _ways_to_install() -> list[list[list[str]]]:
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        packages = ["chromium", "fonts-noto-cjk"]
        install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        ways.insert(0, [["apt-get", "update"], install])
    return ways


def install() -> str | None:
    """Install a Chromium by the first way that works, and give its path."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for way in _ways_to_install():
        for command in way:
            print("+", *command, file=sys.stderr, flush=True)
            try:
                subprocess.run(
                    command, stdin=subprocess.DEVNULL, env=environment, timeout=INSTALL_TIMEOUT_S, check=True
                )
            except (OSError, subprocess.SubprocessError) as error:
                print(error, file=sys.stderr)
        found = find()
        if found:
            return found
    return None


def main() -> int:
    path = find() or install()
    if path:
        print(f"Browser for the tests: {path}")
        return 0
    print("NO BROWSER for the tests. Install Chromium, or name one in LAYERLAB_BROWSER.", file=sys.stderr)
    return 1 if is_required() else 0


if __name__ == "__main__":
    sys.exit(main())

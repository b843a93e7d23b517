"""`make run`: the one command, as a user types it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import build_ui
from support import repository
from support.server import free_port

SECOND_START_WITHIN_S = 4.0


def _page(url: str) -> str | None:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError):
        return None


@pytest.mark.alone
def test_second_start_answers_the_page_in_time(tmp_path: Path) -> None:
    if not (repository.ROOT / ".venv" / ".installed").exists() or not build_ui.is_current():
        pytest.skip("not set up by make; `make test` sets it up first")
    port, data = free_port(), tmp_path / "data"
    url = f"http://127.0.0.1:{port}"
    printed = tmp_path / "printed"
    with printed.open("wb") as output:
        started = time.monotonic()
        make = subprocess.Popen(
            ["make", "run"],
            cwd=repository.ROOT,
            env=os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "LAYERLAB_DATA": str(data)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        page = _page(f"{url}/")
        while (
            page is None and make.poll() is None and time.monotonic() - started < 10 * SECOND_START_WITHIN_S
        ):
            time.sleep(0.02)
            page = _page(f"{url}/")
        took_s = time.monotonic() - started
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGTERM)
            make.wait(30)
    assert page is not None, printed.read_text(errors="replace")
    assert '<div id="root">' in page
    assert url in printed.read_text(errors="replace"), "the address is printed"
    assert any(data.iterdir()), "LAYERLAB_DATA holds the data"
    assert took_s <= SECOND_START_WITHIN_S

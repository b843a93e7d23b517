"""The browser's generated types belong to today's Python classes."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

import build_ui
from support import repository


def test_generated_files_are_fresh() -> None:
    if not (build_ui.FRONTEND / "node_modules").is_dir():
        pytest.skip("front-end packages are not installed here; `make check` installs them")
    command, environment = build_ui.npm()
    done = subprocess.run(
        [*command, "run", "--silent", "generate", "--", "--check"],
        cwd=build_ui.FRONTEND,
        env=environment | {"PYTHON": sys.executable},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, f"run `make generate` and commit\n{done.stdout}{done.stderr}"


def test_nothing_built_is_committed() -> None:
    if shutil.which("git") is None or not (repository.ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=repository.ROOT, capture_output=True, text=True, check=True
    ).stdout
    built = [name for name in listed.splitlines() if "/static/" in name or "node_modules/" in name]
    assert built == []

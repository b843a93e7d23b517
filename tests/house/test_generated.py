"""The browser's generated types belong to today's Python classes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import build_ui
from support import repository

COMMITTED = repository.ROOT / "frontend" / "src" / "schema"


def test_generated_files_are_fresh(tmp_path: Path) -> None:
    if not (build_ui.FRONTEND / "node_modules").is_dir():
        pytest.skip("front-end packages are not installed here; `make check` installs them")
    command, environment = build_ui.npm()
    done = subprocess.run(
        [*command, "run", "--silent", "generate", "--", "--out", str(tmp_path)],
        cwd=build_ui.FRONTEND,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    fresh = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.gen.ts")}
    committed = {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.glob("*.gen.ts")}
    assert fresh, "nothing was generated"
    stale = sorted(name for name in fresh.keys() | committed.keys() if fresh.get(name) != committed.get(name))
    assert stale == [], f"{', '.join(stale)}: run `make generate` and commit"


def test_nothing_built_is_committed() -> None:
    if shutil.which("git") is None or not (repository.ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=repository.ROOT, capture_output=True, text=True, check=True
    ).stdout
    built = [name for name in listed.splitlines() if "/static/" in name or "node_modules/" in name]
    assert built == []

"""The rooms' imports point down, and the server's process stays free of torch."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support import repository

TORCH_FREE = [
    "layerlab.main",
    "layerlab.api.schema",
    "layerlab.cli",
    "layerlab.engines.local",
    "layerlab.store.tables",
]


def test_import_contract() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=repository.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", TORCH_FREE)
def test_import_brings_no_torch(module: str) -> None:
    code = f"import {module}, sys; print([name for name in sys.modules if name.split('.')[0] == 'torch'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_front_end_has_no_barrel_files() -> None:
    barrels = [
        repository.name(path)
        for path in repository.sources(".ts", ".tsx")
        if path.stem == "index" and "frontend/src" in repository.name(path)
    ]
    assert barrels == []

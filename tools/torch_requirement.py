"""Prints the torch requirement of `pyproject.toml`, for an installation from an index of the user's choice."""

from __future__ import annotations

import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
print(next(requirement for requirement in project["dependencies"] if requirement.startswith("torch")))

"""The project's own files, for the tests of the house rules."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "backend" / "layerlab"
BUILT = ("node_modules", ".venv", "static", "__pycache__", "dist", "build")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: what git knows or would take, else (an unpacked archive) all but built files."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = (
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        )
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not set(BUILT) & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


def sources(*suffixes: str) -> list[Path]:
    """The files that people write, by suffix; generated ones (`*.gen.ts`) are left out."""
    return [path for path in files() if path.suffix in suffixes and ".gen." not in path.name]


def name(path: Path) -> str:
    """The path as a reader would look for it."""
    return path.relative_to(ROOT).as_posix()

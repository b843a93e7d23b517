"""Files and functions stay small, and speak of nobody's machine."""

from __future__ import annotations

import ast
import re

from support import repository

MOST_LINES = 400
MOST_FUNCTION_LINES = 60
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef

# Spelled in parts, so that this file does not accuse itself.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:work|root|Users|home/(?!layerlab)\w+)/",
            r"[A-Z]:\\\\Users",
            r"\.\./" + "shared",
            "pypi" + r"\.org",
            "pythonhosted" + r"\.org",
            r"registry\." + "npmjs",
            r"registry\." + "yarnpkg",
        ]
    )
)
BANNED_NAME = re.compile(r"class\s+\w*(?:Manager|Helper|Utils?)\b|^(?:utils?|helpers?)$")


def test_no_file_is_over_400_lines() -> None:
    sizes = {
        repository.name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in repository.sources(".py", ".ts", ".tsx", ".css", ".mjs")
    }
    assert sizes, "no sources found"
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_no_function_is_over_60_lines() -> None:
    long = []
    for path in repository.sources(".py"):
        if "/migrations/versions/" in path.as_posix():  # a list of tables, written by Alembic
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, FUNCTION) and (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES:
                long.append(f"{repository.name(path)}:{node.lineno} {node.name}")
    assert long == []


def test_no_machine_or_registry_is_named() -> None:
    found = []
    for path in repository.files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{repository.name(path)}: {match.group()}" for match in FOREIGN.finditer(text)]
    assert found == []


def test_nothing_is_called_manager_helper_or_util() -> None:
    found = []
    for path in repository.sources(".py", ".ts", ".tsx"):
        text = path.read_text(encoding="utf-8")
        if BANNED_NAME.search(path.stem) or BANNED_NAME.search(text):
            found.append(repository.name(path))
    found = [name for name in found if name != repository.name(repository.ROOT / "tests/house/test_files.py")]
    assert found == []


def test_broad_except_stands_at_the_two_edges_only() -> None:
    """The worker's process edge turns anything into RunFailed, the API's last handler into a 500 without details."""
    found = []
    for path in repository.sources(".py"):
        if not path.is_relative_to(repository.PACKAGE):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node):
                found.append(repository.name(path))
    assert set(found) <= {"backend/layerlab/worker/term.py", "backend/layerlab/api/errors.py"}


def _is_broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in names)

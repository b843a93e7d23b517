"""Layerlab's own functions as text, read without being imported: so the server can print them and needs no torch."""

from __future__ import annotations

import ast
from functools import cache
from importlib.resources import files

Definition = ast.FunctionDef | ast.ClassDef


@cache
def _module(path: str) -> tuple[tuple[str, ...], dict[str, Definition]]:
    text = files("layerlab").joinpath(path).read_text(encoding="utf-8")
    found = {node.name: node for node in ast.parse(text).body if isinstance(node, Definition)}
    return tuple(text.splitlines()), found


def definition(path: str, name: str) -> str:
    """The function or class `name` of the package's file `path`, as it stands there."""
    lines, found = _module(path)
    node = found[name]
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "\n".join(lines[first - 1 : node.end_lineno]) + "\n"

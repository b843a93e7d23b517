"""The parts of an exported script, and what each of them needs: other libraries, and functions of Layerlab's own.

Layerlab's files are read as text and never imported: so the server can print them and needs no torch.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

OWN = "layerlab"
Definition = ast.FunctionDef | ast.ClassDef


class Import(NamedTuple):
    """`import module as alias`, or `from module import name as alias`."""

    module: str
    name: str = ""
    alias: str = ""


class SourcePlace(NamedTuple):
    """A function or class of the package: its file, and its name there."""

    path: str
    name: str


@dataclass(frozen=True)
class ScriptPart:
    """Some lines of a script."""

    text: str
    imports: frozenset[Import] = frozenset()
    """What it takes from other libraries."""
    needs: tuple[SourcePlace, ...] = ()
    """What it takes from Layerlab, which has to be printed before it."""
    place: SourcePlace | None = None
    """Where it stands in Layerlab; None for a text that was made for this script."""


@dataclass(frozen=True)
class _Module:
    """One file of Python, as far as it is printed."""

    lines: tuple[str, ...]
    tree: ast.Module
    definitions: dict[str, Definition]
    constants: dict[str, ast.expr]
    imports: dict[str, Import]
    """By the name that each gives in this file."""


def definition(path: str, name: str) -> ScriptPart:
    """The function or class `name` of the package's file `path`, as it stands there, or where that has it from."""
    module = _module(path)
    if name not in module.definitions:
        found = _found(module.imports[name])
        assert found is not None
        return definition(*found)
    node = module.definitions[name]
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    text = "\n".join(module.lines[first - 1 : node.end_lineno]) + "\n"
    return _part(text, node, module, SourcePlace(path, name))


def constant(path: str, name: str) -> int | float | str:
    """The value of the constant `name` of the package's file `path`."""
    value: int | float | str = ast.literal_eval(_module(path).constants[name])
    return value


def written(text: str, imports: str) -> ScriptPart:
    """A text that was made for this script. `imports` are the statements that a file with it would begin with."""
    module = _parsed(f"{imports}\n{text}")
    return _part(text, module.tree, module, None)


def with_needs(parts: Iterable[ScriptPart]) -> list[ScriptPart]:
    """The parts in their order, and right before each what it needs and none before it has brought along."""
    done: list[ScriptPart] = []
    seen: set[SourcePlace] = set()

    def add(part: ScriptPart) -> None:
        if part.place is not None:
            if part.place in seen:
                return
            seen.add(part.place)
        for place in part.needs:
            add(definition(*place))
        done.append(part)

    for part in parts:
        add(part)
    return done


def _part(text: str, tree: ast.AST, module: _Module, place: SourcePlace | None) -> ScriptPart:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    imports = frozenset(module.imports[name] for name in names if name in module.imports)
    needs = {_found(one) for one in imports if _is_own(one)}
    if place is not None:
        needs |= {SourcePlace(place.path, name) for name in names if name in module.definitions}
    own = [need for need in needs if need is not None and need != place]
    libraries = frozenset(one for one in imports if not _is_own(one))
    return ScriptPart(text, libraries, tuple(sorted(own, key=_order)), place)


def _order(place: SourcePlace) -> tuple[str, int]:
    """File by file, each from top to bottom."""
    return place.path, _module(place.path).definitions[place.name].lineno


def _is_own(one: Import) -> bool:
    return one.module.partition(".")[0] == OWN


def _found(one: Import) -> SourcePlace | None:
    """Where a name of Layerlab is defined, which the file that it is imported from may import itself.

    None for a constant: the script has constants of its own.
    """
    way = one.module.split(".")[1:]
    path = "/".join(way) + ".py"
    if not files(OWN).joinpath(path).is_file():
        path = "/".join([*way, "__init__.py"])
    module = _module(path)
    if one.name in module.definitions:
        return SourcePlace(path, one.name)
    return _found(module.imports[one.name]) if one.name in module.imports else None


@cache
def _module(path: str) -> _Module:
    return _parsed(files(OWN).joinpath(path).read_text(encoding="utf-8"))


def _parsed(text: str) -> _Module:
    tree = ast.parse(text)
    imports: dict[str, Import] = {}
    for node in tree.body:
        if isinstance(node, ast.Import):
            for one in node.names:
                imports[one.asname or one.name.partition(".")[0]] = Import(one.name, "", one.asname or "")
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                imports[one.asname or one.name] = Import(node.module, one.name, one.asname or "")
    return _Module(
        lines=tuple(text.splitlines()),
        tree=tree,
        definitions={node.name: node for node in tree.body if isinstance(node, Definition)},
        constants={
            node.targets[0].id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        },
        imports=imports,
    )

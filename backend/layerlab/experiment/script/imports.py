"""The import statements of an exported script, from what its parts need and in the order that linters ask for."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from layerlab.experiment.script.parts import Import, ScriptPart


def import_lines(parts: Iterable[ScriptPart]) -> str:
    """All of them: the future, the standard library, the others."""
    needed = {one for part in parts for one in part.imports if one.module != "__future__"}
    standard = {one for one in needed if one.module.partition(".")[0] in sys.stdlib_module_names}
    rooms = [_lines(standard), _lines(needed - standard)]
    return "\n\n".join(["from __future__ import annotations", *("\n".join(room) for room in rooms if room)])


def _lines(needed: set[Import]) -> list[str]:
    modules = sorted(one for one in needed if not one.name)
    names: dict[str, list[Import]] = {}
    for one in sorted(needed - set(modules), key=_order):
        names.setdefault(one.module, []).append(one)
    return [
        *(f"import {_renamed(one.module, one.alias)}" for one in modules),
        *(
            f"from {module} import {', '.join(_renamed(one.name, one.alias) for one in taken)}"
            for module, taken in names.items()
        ),
    ]


def _order(one: Import) -> tuple[str, bool, bool, str]:
    """Of one module first constants, then classes, then the others."""
    return one.module, not one.name.isupper(), not one.name[0].isupper(), one.name


def _renamed(name: str, alias: str) -> str:
    return f"{name} as {alias}" if alias else name

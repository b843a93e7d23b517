"""One word has one meaning in the whole house: no two types bear one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from support import repository

FRONT_END = repository.ROOT / "frontend/src"
BACK_END = repository.ROOT / "backend/layerlab"
EXPORTED = re.compile(r"^export (?:interface|type|class|enum) (\w+)", re.MULTILINE)
CLASS = re.compile(r"^class (\w+)", re.MULTILINE)


def _homes(files: Iterable[Path], pattern: re.Pattern[str]) -> dict[str, list[str]]:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for file in sorted(files):
        for name in pattern.findall(file.read_text(encoding="utf-8")):
            homes[name].append(file.relative_to(repository.ROOT).as_posix())
    return {name: files for name, files in homes.items() if len(files) > 1}


def test_no_two_types_of_the_front_end_have_one_name() -> None:
    files = [
        file
        for file in FRONT_END.rglob("*.ts*")
        # What the server says is generated: `graph/` and `api/` give its shapes the narrower types of their use.
        if "locales" not in file.parts and file.name != "schema.gen.ts" and ".test." not in file.name
    ]
    assert _homes(files, EXPORTED) == {}


def test_no_two_classes_of_the_back_end_have_one_name() -> None:
    twice = _homes(BACK_END.rglob("*.py"), CLASS)
    # A layer of a document, and the PyTorch module that it is built with where PyTorch itself has none.
    pairs = {
        name
        for name, (one, *others) in twice.items()
        if "/layers/" in one and all("/nn/" in o for o in others)
    }
    assert {name: files for name, files in twice.items() if name not in pairs} == {}

"""A name ends where its text ends, not at a line break before that."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from layerlab.api.bodies import NewExperiment
from layerlab.kit.document import NodeId, RoleName
from layerlab.kit.errors import LayerlabError
from layerlab.kit.quoting import name_or_quoted
from layerlab.protocol.live import RunId
from layerlab.protocol.setting_path import SettingPath
from layerlab.store.artifacts import Artifacts
from support import repository
from support.experiments import MOMENTUM

CALLS = {"compile", "match", "search", "sub", "finditer", "findall", "split"}


def dollars() -> list[str]:
    """Every call of Python's `re` whose expression ends in `$`, which is also true before a last line break."""
    found = []
    for path in repository.sources(".py"):
        if not path.is_relative_to(repository.PACKAGE):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            pattern = node.args[0]
            if of_re and node.func.attr in CALLS and isinstance(pattern, ast.Constant):
                found += [repository.name(path)] if str(pattern.value).endswith("$") else []
    return found


def test_no_expression_of_pythons_ends_in_a_dollar() -> None:
    assert dollars() == []


@pytest.mark.parametrize(
    ("of", "name"),
    [(NodeId, "conv2d_1"), (RoleName, "classifier"), (SettingPath, MOMENTUM), (RunId, "abc12")],
)
def test_a_line_break_after_a_name_is_refused(of: Any, name: str) -> None:
    """pydantic's expressions are Rust's, where `$` means the end."""
    adapter = TypeAdapter(of)
    assert adapter.validate_python(name) == name
    for broken in (f"{name}\n", f"\n{name}", f"{name}\n{name}", f"{name}\r"):
        with pytest.raises(ValidationError):
            adapter.validate_python(broken)


def test_a_line_break_after_a_preset_or_in_a_folder_is_refused(tmp_path: Any) -> None:
    with pytest.raises(ValidationError):
        NewExperiment.model_validate({"preset": "lenet5_mnist\n"})
    with pytest.raises(LayerlabError):
        Artifacts(tmp_path).folder("abc\n")


def test_a_strangers_key_is_told_as_text_on_one_line() -> None:
    assert name_or_quoted("conv2d_1") == "conv2d_1"
    assert name_or_quoted("conv2d_1\n") == "“conv2d_1·”"
    assert name_or_quoted("<script>alert('x')</script>") == "“·script·alert(·x·)·/script·”"
    assert name_or_quoted("{{count}} $t(x)") == "“··count·· ·t(x)”"
    assert name_or_quoted("\u202eevil\x1b[31m") == "“·evil·[31m”"
    assert name_or_quoted("z" * 500) == f"“{'z' * 40}…”"

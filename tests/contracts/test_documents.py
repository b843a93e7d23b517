"""Every member of every union survives JSON, refuses what it does not know, and has a form that can be drawn."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from layerlab.api.catalogue import FAMILIES, catalogue
from layerlab.kit.document import Document
from layerlab.kit.members import members

ENTRIES = [(family, kind) for family, union in FAMILIES.items() for kind in members(union)]
CATALOGUE = catalogue()
DRAWN = {"integer", "number", "boolean", "enum", "pair", "integers", "string", "object"}
"""What a form has a control for."""
CHOSEN = {("algorithms", "loss")}
"""The only fields that are unions: each has a section of its own. A form inside a form is not drawn."""


@pytest.mark.parametrize(("family", "kind"), ENTRIES)
def test_it_survives_json(family: str, kind: str) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(FAMILIES[family])
    member = members(FAMILIES[family])[kind]()
    text = json.dumps(adapter.dump_python(member, mode="json"))
    assert adapter.validate_json(text) == member
    assert json.loads(text)["kind"] == kind
    assert "null" not in text


@pytest.mark.parametrize(("family", "kind"), ENTRIES)
def test_it_is_a_closed_document(family: str, kind: str) -> None:
    cls = members(FAMILIES[family])[kind]
    assert issubclass(cls, Document)
    with pytest.raises(ValidationError):
        cls(colour=1)


@pytest.mark.parametrize(("family", "kind"), ENTRIES)
def test_its_form_can_be_drawn(family: str, kind: str) -> None:
    for field in CATALOGUE[family][kind]["fields"]:
        if field["type"] == "union":
            assert (family, field["name"]) in CHOSEN
        else:
            assert field["type"] in DRAWN, field["name"]
        if field["type"] in {"integer", "number", "boolean"}:
            assert isinstance(field["default"], int | float)


@pytest.mark.parametrize("family", FAMILIES)
def test_kinds_are_names(family: str) -> None:
    for kind in members(FAMILIES[family]):
        assert kind.isidentifier()
        assert kind.islower()

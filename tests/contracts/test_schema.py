"""What the browser's types and forms are generated from is complete and means what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from layerlab.api import bodies
from layerlab.api.app import ROUTERS
from layerlab.api.catalogue import catalogue
from layerlab.api.schema import UNIONS, named_bodies, schema, types
from layerlab.experiment.document import Experiment
from layerlab.experiment.families import FAMILIES
from layerlab.kit.document import QUIET, Document
from layerlab.kit.members import members
from layerlab.layers import AnyLayer

TYPES = types()
DEFINITIONS: dict[str, Any] = TYPES["$defs"]
CATALOGUE = catalogue()
ENTRIES = [(family, kind) for family, union in FAMILIES.items() for kind in members(union)]
FIELD_TYPES = {"integer", "number", "boolean", "enum", "pair", "string", "union", "integers", "object"}


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        found = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return found.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


def test_it_is_json_and_the_same_each_time() -> None:
    assert json.dumps(schema()) == json.dumps(schema())


def test_every_reference_leads_somewhere() -> None:
    assert references(TYPES) == {f"#/$defs/{name}" for name in DEFINITIONS}


@pytest.mark.parametrize("name", UNIONS)
def test_unions_name_all_their_members(name: str) -> None:
    definition = DEFINITIONS[name]
    named = {option["$ref"] for option in definition.get("oneOf", [definition])}
    attribute = "type" if name in {"ToServer", "ToBrowser"} else "kind"
    for reference in named:
        member = DEFINITIONS[reference.rpartition("/")[2]]
        assert "const" in member["properties"][attribute]
        assert attribute in member["required"]


def test_all_that_the_server_gives_is_there() -> None:
    requests = named_bodies(bodies.Request)
    for name, definition in DEFINITIONS.items():
        if "properties" in definition and name not in requests:
            assert set(definition["required"]) == set(definition["properties"]) - _left_out(name), name


def _documents(kind: type[Document]) -> Iterator[type[Document]]:
    for cls in kind.__subclasses__():
        yield cls
        yield from _documents(cls)


def _left_out(name: str) -> set[str]:
    """What came later: a document leaves it out where it has its usual value."""
    written = {cls.__name__: cls for cls in _documents(Document)}
    fields = written[name].model_fields if name in written else {}
    return {
        field for field, told in fields.items() if QUIET.items() <= (told.json_schema_extra or {}).items()
    }


def test_requests_may_leave_out_what_they_may() -> None:
    assert DEFINITIONS["NewExperiment"].get("required", []) == []
    assert DEFINITIONS["TargetsRequest"]["required"] == ["experiment", "role"]


def test_bytes_stay_bytes() -> None:
    assert DEFINITIONS["ScalarsRecorded"]["properties"]["steps"]["tsType"] == "Uint8Array"
    assert DEFINITIONS["NodeOutput"]["properties"]["values"]["tsType"] == "Uint8Array"


def test_every_body_of_every_route_is_named() -> None:
    for router in ROUTERS:
        for route in router.routes:
            model = getattr(route, "response_model", None)
            if model is not None:
                inner = getattr(model, "__args__", (model,))[0]
                assert inner.__name__ in DEFINITIONS, route


@pytest.mark.parametrize(("family", "kind"), ENTRIES)
def test_every_member_has_an_entry(family: str, kind: str) -> None:
    entry = CATALOGUE[family][kind]
    cls = members(FAMILIES[family])[kind]
    assert entry["kind"] == kind
    assert entry["doc"]
    assert not entry["doc"][0].islower()
    assert [field["name"] for field in entry["fields"]] == [n for n in cls.model_fields if n != "kind"]


@pytest.mark.parametrize(("family", "kind"), ENTRIES)
def test_every_field_can_be_drawn(family: str, kind: str) -> None:
    cls = members(FAMILIES[family])[kind]
    defaults = cls().model_dump(mode="json")
    for field in CATALOGUE[family][kind]["fields"]:
        assert field["type"] in FIELD_TYPES
        assert field["description"], f"{kind}.{field['name']} says nothing of itself"
        assert field.get("quiet", False) == (field["name"] not in defaults)
        usual = TypeAdapter(Any).dump_python(getattr(cls(), field["name"]), mode="json")
        assert field["default"] == defaults.get(field["name"], usual)
        assert bool(field["options"]) == (field["type"] in {"enum", "union"})
        if field["type"] in {"integer", "number", "pair", "integers"}:
            assert field["minimum"] is not None or field["exclusive_minimum"] is not None
            assert field["maximum"] is not None or field["exclusive_maximum"] is not None


def test_layers_say_how_they_are_drawn() -> None:
    for kind, entry in CATALOGUE["layers"].items():
        assert {"family", "bead", "inputs", "outputs", "worked", "formula"} <= set(entry)
        assert entry["shape"]
        cls = members(AnyLayer)[kind]
        assert [port["name"] for port in entry["inputs"]] == [port.name for port in cls.inputs]
        assert entry["outputs"] == list(cls.outputs)
    (joined,) = CATALOGUE["layers"]["add"]["inputs"]
    assert joined == {"name": "in", "takes": ["image", "vector", "sequence"], "many": True, "optional": False}
    assert CATALOGUE["layers"]["input"]["inputs"] == CATALOGUE["layers"]["output"]["outputs"] == []


def test_a_document_of_defaults_fits_the_types() -> None:
    assert set(DEFINITIONS["Experiment"]["required"]) == set(Experiment().model_dump(mode="json"))

"""What palette, forms and tooltips are generated from: every member of every union, with its fields."""

from __future__ import annotations

import inspect
import re
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from layerlab.experiment.families import FAMILIES
from layerlab.kit.members import members
from layerlab.layers.base import Layer, Port
from layerlab.training.pace import EarlyStopping, Pace
from layerlab.training.role_optimizer import RoleOptimizer

SETTINGS: dict[str, type[BaseModel]] = {
    "pace": Pace,
    "early_stopping": EarlyStopping,
    "role_optimizer": RoleOptimizer,
}
"""What every experiment has, of whatever families: no kinds to choose from, only fields."""

_SECTION = re.compile(r"^(Shape|Source|Raises):\s*(.*)\Z")


def catalogue() -> dict[str, dict[str, Any]]:
    """family -> kind -> everything the interface shows of it."""
    families = {family: members(union) for family, union in FAMILIES.items()} | {"settings": SETTINGS}
    return {
        family: {kind: _entry(kind, cls) for kind, cls in classes.items()}
        for family, classes in families.items()
    }


def _entry(kind: str, cls: type[BaseModel]) -> dict[str, Any]:
    doc, sections = _parts(inspect.getdoc(cls) or "")
    entry: dict[str, Any] = {
        "kind": kind,
        "doc": doc,
        "shape": sections.get("Shape", ""),
        "source": sections.get("Source", ""),
        "formula": getattr(cls, "formula", ""),
        "worked": getattr(cls, "worked", ""),
        "live_fields": list(getattr(cls, "live_fields", ())),
        "fields": _fields(cls),
    }
    for attribute in ("family", "bead", "moment"):
        if hasattr(cls, attribute):
            entry[attribute] = getattr(cls, attribute)
    if hasattr(cls, "roles"):
        entry["roles"] = [role.name for role in cls.roles]
        entry["wires"] = [asdict(wire) for wire in getattr(cls, "wires", ())]
    if issubclass(cls, Layer):
        entry["worked_with"] = dict(cls.worked_with)
        entry["inputs"] = [_port(port) for port in cls.inputs]
        entry["outputs"] = list(cls.outputs)
    return entry


def _port(port: Port) -> dict[str, Any]:
    return {"name": port.name, "takes": list(port.takes), "many": port.many, "optional": port.optional}


def _parts(docstring: str) -> tuple[str, dict[str, str]]:
    """Line one, and the named sections below it."""
    lines = docstring.splitlines()
    sections: dict[str, str] = {}
    name = ""
    for line in lines[1:]:
        if match := _SECTION.match(line):
            name = match[1]
            sections[name] = match[2]
        elif not line.strip():
            name = ""
        elif name:
            sections[name] += f" {line.strip()}"
    return (lines[0] if lines else ""), sections


def _fields(cls: type[BaseModel]) -> list[dict[str, Any]]:
    schema = cls.model_json_schema(mode="validation")
    return [
        _field(name, property_schema, schema.get("$defs", {}))
        for name, property_schema in schema["properties"].items()
        if name != "kind"
    ]


def _field(name: str, schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    kind, options = _kind(schema, definitions)
    bounds = schema
    if kind == "pair":
        bounds = schema["prefixItems"][0]
    elif kind == "integers":
        bounds = schema["items"]
    # A field that came later is absent from documents that leave it as it was.
    later: dict[str, Any] = {name: schema[name] for name in ("quiet", "shown_with") if name in schema}
    return {
        "name": name,
        "description": " ".join(schema.get("description", "").split()),
        "type": kind,
        "minimum": bounds.get("minimum"),
        "exclusive_minimum": bounds.get("exclusiveMinimum"),
        "maximum": bounds.get("maximum"),
        "exclusive_maximum": bounds.get("exclusiveMaximum"),
        "options": options,
        "default": schema.get("default"),
        **later,
    }


def _kind(schema: dict[str, Any], definitions: dict[str, Any]) -> tuple[str, list[str] | None]:
    """The control that a field needs, and what can be chosen."""
    if "discriminator" in schema:
        return "union", [_kind_of(member, definitions) for member in schema["oneOf"]]
    if "$ref" in schema:
        # A union of one member, or a document of its own within this one, which has its entry in the catalogue.
        kind = _kind_of(schema, definitions)
        return ("union", [kind]) if kind else ("document", None)
    if "enum" in schema:
        return "enum", list(schema["enum"])
    if "const" in schema:
        return "enum", [schema["const"]]
    if schema.get("type") == "array":
        return ("pair" if "prefixItems" in schema else "integers"), None
    return str(schema["type"]), None


def _kind_of(reference: dict[str, Any], definitions: dict[str, Any]) -> str:
    inner = definitions[reference["$ref"].rpartition("/")[2]]
    return str(inner["properties"].get("kind", {}).get("const", ""))

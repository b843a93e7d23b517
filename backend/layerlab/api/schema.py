"""Everything the browser's types and forms are generated from: `layerlab schema` prints it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from layerlab.algorithms import AnyAlgorithm
from layerlab.algorithms.gan.losses import AnyAdversarialLoss
from layerlab.algorithms.supervised.losses import AnyLoss
from layerlab.api import bodies, check_bodies, look_bodies, own_block_bodies, weight_bodies
from layerlab.api.catalogue import catalogue
from layerlab.datasets import AnyDataset
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.picture import PresetPicture
from layerlab.kit.values import ValueKind
from layerlab.layers import AnyLayer
from layerlab.probes import AnyProbe
from layerlab.probes.layer_health import rule
from layerlab.protocol.commands import Command
from layerlab.protocol.events import Event
from layerlab.protocol.frames import Frame
from layerlab.protocol.inputs import AnyInput
from layerlab.protocol.live import ToBrowser, ToServer
from layerlab.protocol.metrics import CLASSIFIER
from layerlab.protocol.queries import Query
from layerlab.training.augmentations import AnyAugmentation
from layerlab.training.optimizers import AnyOptimizer
from layerlab.training.pace import AnyEvaluations, AnyLength
from layerlab.training.schedules import AnySchedule

UNIONS: dict[str, Any] = {
    "AnyAdversarialLoss": AnyAdversarialLoss,
    "AnyAlgorithm": AnyAlgorithm,
    "AnyAugmentation": AnyAugmentation,
    "AnyDataset": AnyDataset,
    "AnyEvaluations": AnyEvaluations,
    "AnyInput": AnyInput,
    "AnyLayer": AnyLayer,
    "AnyLength": AnyLength,
    "AnyLoss": AnyLoss,
    "AnyOptimizer": AnyOptimizer,
    "AnyProbe": AnyProbe,
    "AnySchedule": AnySchedule,
    "Command": Command,
    "Event": Event,
    "Frame": Frame,
    "Query": Query,
    "ToBrowser": ToBrowser,
    "ToServer": ToServer,
}

# Constraints say nothing to a type; defaults and descriptions beside a $ref make a generator invent a second type.
_NOT_A_TYPE = {
    "default", "discriminator", "exclusiveMaximum", "exclusiveMinimum", "maxLength", "maxProperties",
    "maximum", "minLength", "minimum", "pattern", "propertyNames", "quiet",
    "shown_with", "title",
}  # fmt: skip


class _Types(GenerateJsonSchema):
    """pydantic's schema as types of what is really sent: bytes stay bytes on the wire."""

    def bytes_schema(self, schema: core_schema.BytesSchema) -> JsonSchemaValue:
        return {"type": "string", "format": "binary", "tsType": "Uint8Array"}


def named_bodies(base: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """All that the routes take (`Request`) or give (`Answer`), by name."""
    everything = (
        vars(bodies) | vars(check_bodies) | vars(look_bodies) | vars(own_block_bodies) | vars(weight_bodies)
    )
    return {name: value for name, value in everything.items() if _is_model(value, base)}


def _is_model(value: object, base: type) -> bool:
    return isinstance(value, type) and issubclass(value, base) and value is not base


def _plain(schema: Any) -> Any:
    """The schema with only that which makes a type."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    plain: dict[str, Any] = {}
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            plain[key] = {name: _plain(inner) for name, inner in value.items()}
        elif key == "patternProperties":
            plain["additionalProperties"] = _plain(next(iter(value.values())))
        elif key == "prefixItems":
            # The generator knows tuples in their older spelling only.
            plain["items"] = _plain(value)
        elif key in {"minItems", "maxItems"}:
            if "prefixItems" in schema:
                plain[key] = value
        elif key not in _NOT_A_TYPE:
            plain[key] = value if key in {"const", "enum", "required"} else _plain(value)
    return plain


def types() -> dict[str, Any]:
    """One JSON schema whose `$defs` name every document, message and body."""
    answers, requests = named_bodies(bodies.AnswerBody), named_bodies(bodies.Request)
    documents = {"Experiment": Experiment, "PresetPicture": PresetPicture}
    named = {**UNIONS, **documents, "ValueKind": ValueKind, **answers, **requests}
    schemas, definitions = TypeAdapter.json_schemas(
        [(name, "serialization", TypeAdapter(named[name])) for name in sorted(named)],
        schema_generator=_Types,
    )
    found: dict[str, Any] = dict(definitions["$defs"])
    for (name, _), schema in schemas.items():
        found.setdefault(str(name), schema)
    plain = {name: _plain(found[name]) for name in sorted(found)}
    for name, schema in plain.items():
        if "properties" in schema and name not in requests:
            # Whatever the server gives is complete, but for what is quiet: a default means that it is there.
            schema["required"] = sorted(
                field for field, inner in found[name]["properties"].items() if not inner.get("quiet")
            )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in plain},
        "required": list(plain),
        "additionalProperties": False,
        "$defs": plain,
    }


def schema() -> dict[str, Any]:
    """The types and the catalogue, ready for `json.dumps`."""
    return {
        "schema": types(),
        "catalogue": catalogue(),
        "health": rule.told(),
        "metrics": [metric.model_dump() for metric in CLASSIFIER],
    }

"""Values keep their types: nothing that comes from outside is bent until it fits."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema

_SCALARS = frozenset({"int", "float", "bool", "str", "bytes"})
_NOT_SCHEMAS = frozenset({"default", "metadata", "serialization"})


def _make_strict(part: Any) -> None:
    if isinstance(part, dict):
        if isinstance(kind := part.get("type"), str) and kind in _SCALARS:
            part["strict"] = True
        for name, inner in part.items():
            if name not in _NOT_SCHEMAS:
                _make_strict(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            _make_strict(inner)


class Strict(BaseModel):
    """Refuses `true` for a number, `"6"`, `"no"` for false, text for bytes, and 6.0 for a whole number.

    A whole number where any number is wanted is fine: JavaScript writes 1.0 as 1. The other way round JSON does tell
    6.0 from 6, and nobody's writer gives a whole number a point: who sends 6.0 may mean 6.5 next time. Lists stay what
    JSON and MessagePack have for tuples, and base64 is what JSON has for bytes: pydantic's own strict mode would
    refuse both in what was parsed already.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        _make_strict(schema)
        return schema

"""pydantic's findings as problems of the house: place and constraint, never the value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from layerlab.experiment.families import FAMILIES
from layerlab.kit.document import NAME_PATTERN
from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.kit.members import members
from layerlab.kit.quoting import name_or_quoted

MAX_PROBLEMS = 50
MAX_FAULTS = 500
"""More than these are not asked for: to write down a hundred thousand takes a second, in which nobody is served."""
BEGINNING = 12

# From the schema, not from the client: these may be told.
_TOLD = (
    "ge",
    "gt",
    "le",
    "lt",
    "multiple_of",
    "min_length",
    "max_length",
    "expected",
    "expected_tags",
    "pattern",
)
_KINDS = frozenset(kind for union in FAMILIES.values() for kind in members(union))


def faults(error: ValidationError, model: type[BaseModel], value: Any) -> tuple[Problem, ...]:
    """What is wrong with a value that the model refused: the first faults where there are very many."""
    if error.error_count() <= MAX_FAULTS:
        return problems_of(error.errors(include_input=False, include_url=False))
    try:
        model.model_validate(_beginning(value))
    except ValidationError as fewer:
        return problems_of(fewer.errors(include_input=False, include_url=False))
    return (Problem("invalid_document"),)


def _beginning(value: Any) -> Any:
    """The same with the first few entries of every list and object."""
    if isinstance(value, dict):
        return {key: _beginning(entry) for key, entry in islice(value.items(), BEGINNING)}
    if isinstance(value, list):
        return [_beginning(entry) for entry in islice(value, BEGINNING)]
    return value


def problems_of(details: Sequence[Any]) -> tuple[Problem, ...]:
    """One problem for each finding, at the document's own names."""
    return tuple(_problem(detail) for detail in details[:MAX_PROBLEMS])


def _problem(detail: dict[str, Any]) -> Problem:
    context = detail.get("ctx", {})
    told: dict[str, Scalar] = {"constraint": detail["type"]}
    for name in _TOLD:
        value = context.get(name)
        if isinstance(value, str | int | float):
            told[name] = value
    if told.get("pattern") == NAME_PATTERN:
        told["constraint"] = "not_a_name"
    elif context.get("field_type") == "Value":
        # What pydantic says of a text with a validator of its own (`PlainText`).
        told["constraint"] = f"string_{detail['type']}"
    return Problem("invalid_field", told, _where(detail["loc"]))


def _where(location: Sequence[str | int]) -> Where:
    """`body, document, networks, classifier, nodes, conv2d_1, layer, conv2d, padding, 0` -> role, node, `padding.0`."""
    # pydantic says `[key]` after a key that is at fault itself.
    path = [name_or_quoted(str(part)) for part in location if part != "[key]"]
    while path and path[0] in {"body", "query", "path", "document", "experiment"}:
        path = path[1:]
    role = node = ""
    if path[:1] == ["networks"] and len(path) > 1:
        role, path = path[1], path[2:]
        if path[:1] == ["nodes"] and len(path) > 1:
            node, path = path[1], path[2:]
            path = path[1:] if path[:1] == ["layer"] else path
    # Between a union and its member's field stands the member's kind: not a field. What the user calls by a kind's name
    # is one.
    named = 2 if path[:1] in (["datasets"], ["optimizers"]) else 0
    fields = [part for i, part in enumerate(path) if i < named or part not in _KINDS or i == len(path) - 1]
    return Where(role=role, node=node, field=".".join(fields))

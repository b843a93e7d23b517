"""Any message of the wire, from its class alone: a newcomer is sent and read before its author writes a test."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Le, MinLen
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, 2**31 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
    bytes: st.binary(min_size=1, max_size=8),
}


def any_of(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the messages use them."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    if annotation is type(None):
        return st.none()
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return any_of(arguments[0])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (Union, UnionType):
        return st.one_of(*map(any_of, arguments))
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(any_of(arguments[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(any_of, arguments))
    if origin is dict:
        return st.dictionaries(any_of(arguments[0]), any_of(arguments[1]), max_size=3)
    assert isinstance(annotation, type), f"no values known for {annotation}"
    assert issubclass(annotation, BaseModel), f"no values known for {annotation}"
    return st.builds(
        annotation, **{name: _in_bounds(field) for name, field in annotation.model_fields.items()}
    )


def _in_bounds(field: FieldInfo) -> st.SearchStrategy[Any]:
    """Values of a field, as large as it takes them."""
    if field.annotation is int:
        return st.integers(
            1, next((bound.le for bound in field.metadata if isinstance(bound, Le)), 2**31 - 1)
        )
    values = any_of(field.annotation)
    least = next((bound.min_length for bound in field.metadata if isinstance(bound, MinLen)), 0)
    return values.filter(lambda value: len(value) >= least) if least else values

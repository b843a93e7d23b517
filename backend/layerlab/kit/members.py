"""The union is the registry: read the kinds back out of a discriminated union."""

from __future__ import annotations

from typing import Annotated, Any, Union, get_args, get_origin


def members(union: Any) -> dict[str, Any]:
    """`kind` -> class, for every member of a union (or single class) discriminated by `kind`."""
    if get_origin(union) is Annotated:
        union = get_args(union)[0]
    classes = get_args(union) if get_origin(union) is Union or hasattr(union, "__args__") else (union,)
    return {cls.model_fields["kind"].default: cls for cls in classes}

"""What a field needs, in English, by the constraint that its value broke."""

from __future__ import annotations

NEEDS: dict[str, str] = {
    "extra_forbidden": "is not known",
    "missing": "is missing",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number that is not infinite",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "bytes_type": "must be bytes",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be above {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be below {lt}",
    "multiple_of": "must be a multiple of {multiple_of}",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must have at least {min_length} characters",
    "bytes_too_long": "must have at most {max_length} bytes",
    "bytes_too_short": "must have at least {min_length} bytes",
    "too_long": "must hold at most {max_length} entries",
    "too_short": "must hold at least {min_length} entries",
    "literal_error": "must be {expected}",
    "union_tag_invalid": "must have a kind that is one of {expected_tags}",
    "union_tag_not_found": "must say its kind",
    "not_a_name": (
        "is not a name: use small letters, digits and _, with a letter first, and 40 characters at most"
    ),
    "string_pattern_mismatch": "must match {pattern}",
    "value_error": "holds characters that can't be stored (NUL or half of a surrogate pair)",
}
"""By the name that pydantic gives the constraint."""

"""The base of everything that is saved, sent or received."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, JsonValue

from layerlab.kit.strict_types import Strict

MAX_INTEGER = 10**15


_UNCARRIED = re.compile("[\x00\ud800-\udfff]")


def _plain_text(text: str) -> str:
    """Refuse what no file, log or browser can carry: NUL and lone surrogates."""
    if _UNCARRIED.search(text):
        raise ValueError("text holds a NUL or a lone surrogate")
    return text


PlainText = Annotated[str, AfterValidator(_plain_text)]
"""Text that can be stored and shown anywhere: no NUL, no lone surrogate."""

NAME_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"
"""pydantic's expressions are Rust's: `$` is the end of the text there, not the line break before it."""

NodeId = Annotated[str, Field(pattern=NAME_PATTERN)]
"""What a node is called in its network: `conv2d_1`."""

PortName = Annotated[str, Field(pattern=NAME_PATTERN)]
"""Where a wire leaves or arrives at a node: `out`, `in`, `query`."""

RoleName = Annotated[str, Field(pattern=NAME_PATTERN)]
"""The part that a network plays for an algorithm: `classifier`."""


DatasetName = Annotated[str, Field(pattern=NAME_PATTERN)]
"""What an experiment calls one of its data sets: `data`."""

BlockName = Annotated[str, Field(pattern=NAME_PATTERN)]
"""What a document calls one of its blocks: `residual`."""

ParameterName = Annotated[str, Field(pattern=NAME_PATTERN)]
"""What a block calls a number that each of its uses may choose: `channels`."""

ParameterValue = Annotated[int, Field(ge=0, le=MAX_INTEGER)]

QUIET: dict[str, JsonValue] = {"quiet": True}
"""Marks a field that is left out of a written document where it has its usual value (`exclude_if`)."""


class Document(Strict):
    """Frozen, closed to unknown fields, strict about types, free of NaN and infinity."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        validate_default=False,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )

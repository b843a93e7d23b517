"""What a network begins with where it is not what the seed draws: the weights of another run, or of a file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.kit.document import QUIET, Document, PlainText

NodePath = Annotated[str, Field(max_length=400, pattern=r"^[a-z][a-z0-9_]*(/[a-z0-9_]+)*$")]
"""`conv2d_1`; inside of blocks `res_1/0/conv2d_1`."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""What a file of weights is kept under: it says what the file holds, not where it came from."""


class Start(Document):
    """Weights from elsewhere, and where they were found, in the words of then."""

    weights: Digest
    """The file that holds them."""
    anew: tuple[NodePath, ...] = Field((), max_length=2_000, exclude_if=().__eq__, json_schema_extra=QUIET)
    """Layers that begin as the seed draws them all the same."""
    title: Annotated[PlainText, Field(max_length=200)] = ""
    """Of the experiment whose run it was, or of the file."""
    run: Annotated[int, Field(ge=0, le=10**9)] = 0
    """Its number; 0 for a file."""
    step: Annotated[int, Field(ge=-1, le=10**9)] = -1
    """After which step of that run; -1 where nobody knows."""

"""One of several ways in which an experiment is run, so that its curves are seen beside those of the others."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.experiment.start import Start
from layerlab.kit.document import QUIET, BlockName, Document, PlainText, RoleName
from layerlab.network.document import MAX_BLOCKS, Block, Network
from layerlab.training.pace import Pace
from layerlab.training.role_optimizer import RoleOptimizer

MAX_VARIANTS = 8
"""Each has a colour of its own."""

VariantName = Annotated[PlainText, Field(min_length=1, max_length=60)]


class Variant(Document):
    """An experiment with some of its parts otherwise. What a variant leaves out is as in the experiment itself."""

    name: VariantName
    networks: Annotated[dict[RoleName, Network], Field(max_length=8)] | None = Field(
        None, exclude_if=lambda given: given is None, json_schema_extra=QUIET
    )
    blocks: Annotated[dict[BlockName, Block], Field(max_length=MAX_BLOCKS)] | None = Field(
        None, exclude_if=lambda given: given is None, json_schema_extra=QUIET
    )
    optimizers: Annotated[dict[RoleName, RoleOptimizer], Field(max_length=8)] | None = Field(
        None, exclude_if=lambda given: given is None, json_schema_extra=QUIET
    )
    start: Annotated[dict[RoleName, Start], Field(max_length=8)] | None = Field(
        None, exclude_if=lambda given: given is None, json_schema_extra=QUIET
    )
    pace: Pace | None = Field(None, exclude_if=lambda given: given is None, json_schema_extra=QUIET)


PARTS = ("networks", "blocks", "optimizers", "start", "pace")
"""What a variant can have otherwise."""

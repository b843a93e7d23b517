"""What is sent and given of blocks that somebody keeps."""

from __future__ import annotations

from layerlab.api.bodies import AnswerBody, Request
from layerlab.experiment.own_block import OwnBlock
from layerlab.kit.document import BlockName


class NewOwnBlock(Request):
    """Keep a block under a name."""

    name: BlockName
    document: OwnBlock
    replace: bool = False
    """Whether it takes the place of one that has the name already."""


class RenameOwnBlock(Request):
    """Call it otherwise."""

    name: BlockName


class OwnBlockCard(AnswerBody):
    """One of the blocks that the visitor keeps."""

    id: str
    name: str
    layers: int
    """Inside of it, without its ends."""
    parameters: dict[str, int]
    updated_at: str


class OwnBlockBody(OwnBlockCard):
    """The same with its definition."""

    document: OwnBlock

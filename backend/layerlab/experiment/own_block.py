"""A block that somebody keeps for other experiments: its definition, with those of the blocks that it uses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import BlockName, Document
from layerlab.kit.errors import LayerlabError
from layerlab.layers.block import UseBlock
from layerlab.network.blocks import expand
from layerlab.network.document import MAX_BLOCKS, Block, Network, Node

NOT_WHOLE = frozenset({"unknown_block", "block_in_itself", "blocks_too_deep", "blocks_too_large"})
"""What no experiment that took it could mend by itself. All else may be unfinished, as in any document."""


class OwnBlock(Document):
    """One block and all that it uses, complete."""

    format: Literal[2] = 2
    """That of the experiments that it goes into."""
    block: BlockName
    """Which of them it is."""
    blocks: Annotated[dict[BlockName, Block], Field(max_length=MAX_BLOCKS)]


def require_whole(own: OwnBlock) -> None:
    """Raises LayerlabError for one that lacks a block that it uses, or uses itself, or is too deep."""
    use = Node(layer=UseBlock(block=own.block))
    for problem in expand(Network(nodes={own.block: use}), own.blocks).problems:
        if problem.code in NOT_WHOLE:
            raise LayerlabError(problem.code, problem.params, where=problem.where)
